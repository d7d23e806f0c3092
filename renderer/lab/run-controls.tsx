import {
  ChevronFirst,
  ChevronLast,
  CornerDownRight,
  ListOrdered,
  Pause,
  Play,
  RotateCcw,
  Square,
  StepBack,
  StepForward,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type PolicyName, policyNames } from '#shared/lab/policy';
import { selectIsLookingBack } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Select } from '../ui/select';
import styles from './program-pane.module.css';
import { useLabCommands } from './use-lab-commands';

/** On: step, run, again, stop. Back and forward: another row of signs, since nothing runs by them. */
export function RunControls() {
  const { t } = useTranslation();
  return (
    <div className={styles.controls} role="toolbar" aria-label={t('lab.controls')}>
      <StepButton />
      <RunButton />
      <StopButtons />
      <LookButtons />
      <Speed />
      <PolicySelect />
    </div>
  );
}

function StepButton() {
  const { t } = useTranslation();
  const { step } = useLabCommands();
  const isLookingBack = useApp(selectIsLookingBack);
  const canStep = useApp(({ lab, labPlan }) =>
    lab.kind === 'running' ? lab.start.gated && lab.pace === 'held' : lab.kind !== 'starting' && labPlan.gated,
  );
  return (
    <button
      type="button"
      className={controls.primary}
      disabled={!canStep || isLookingBack}
      title={isLookingBack ? t('lab.lookingBackHint') : t('lab.stepHint')}
      aria-keyshortcuts="S"
      onClick={() => void step()}
    >
      <CornerDownRight size={14} aria-hidden />
      {t('lab.step')}
    </button>
  );
}

function RunButton() {
  const { t } = useTranslation();
  const { toggleRun } = useLabCommands();
  const isGoing = useApp(({ lab }) => lab.kind === 'running' && lab.pace === 'running');
  const isFree = useApp(({ lab }) => lab.kind === 'running' && !lab.start.gated);
  const isStarting = useApp(({ lab }) => lab.kind === 'starting');
  const Icon = isGoing ? Pause : Play;
  return (
    <button
      type="button"
      className={controls.button}
      disabled={isStarting || isFree}
      title={t(isFree ? 'lab.freeHint' : 'lab.runHint')}
      aria-keyshortcuts="R"
      onClick={() => void toggleRun()}
    >
      <Icon size={14} aria-hidden />
      {t(isGoing && !isFree ? 'lab.pause' : 'lab.run')}
    </button>
  );
}

function StopButtons() {
  const { t } = useTranslation();
  const { restart, stop } = useLabCommands();
  const kind = useApp(({ lab }) => lab.kind);
  return (
    <div className={styles.icons}>
      <IconButton
        icon={RotateCcw}
        label={t('lab.restart')}
        hint={t('lab.restartHint')}
        disabled={kind === 'idle' || kind === 'starting'}
        onClick={() => void restart()}
      />
      <IconButton
        icon={Square}
        label={t('lab.stop')}
        hint={t('lab.stopHint')}
        disabled={kind !== 'running'}
        onClick={() => void stop()}
      />
    </div>
  );
}

/** Moves in what has happened: by a turn, with Shift by an event. */
function LookButtons() {
  const { t } = useTranslation();
  const { back, forward, returnToNow } = useLabCommands();
  const isEmpty = useApp(({ players }) => players.lab.timeline.chunks.length === 0);
  const isLookingBack = useApp(selectIsLookingBack);
  const moveCursor = useApp((state) => state.moveCursor);
  return (
    <fieldset className={styles.icons}>
      <legend className="visually-hidden">{t('lab.look')}</legend>
      <IconButton icon={ChevronFirst} label={t('lab.toBeginning')} disabled={isEmpty} onClick={() => moveCursor(0)} />
      <IconButton
        icon={StepBack}
        label={t('lab.back')}
        hint={t('lab.backHint')}
        aria-keyshortcuts="ArrowLeft"
        disabled={isEmpty}
        onClick={({ shiftKey }) => back(shiftKey ? 'event' : 'turn')}
      />
      <IconButton
        icon={StepForward}
        label={t('lab.forward')}
        hint={t('lab.forwardHint')}
        aria-keyshortcuts="ArrowRight"
        disabled={!isLookingBack}
        onClick={({ shiftKey }) => forward(shiftKey ? 'event' : 'turn')}
      />
      <IconButton icon={ChevronLast} label={t('lab.toNow')} disabled={!isLookingBack} onClick={returnToNow} />
    </fieldset>
  );
}

/** Milliseconds between two turns, slow to fast; 0 is as fast as it goes. */
const delays = [2_000, 1_000, 500, 250, 100, 30, 0] as const;

function Speed() {
  const { t } = useTranslation();
  const { chooseDelay } = useLabCommands();
  const delayMs = useApp((state) => state.labDelayMs);
  const text = delayMs === 0 ? t('lab.fullSpeed') : t('lab.turnsASecond', { count: Math.round(10_000 / delayMs) / 10 });
  return (
    <label className={styles.speed} title={`${t('lab.speed')}: ${text}`}>
      <span>{t('lab.speed')}</span>
      <input
        type="range"
        min={0}
        max={delays.length - 1}
        value={Math.max(
          0,
          delays.findIndex((delay) => delay <= delayMs),
        )}
        aria-valuetext={text}
        onChange={({ target }) => void chooseDelay(delays[Number(target.value)] ?? 0)}
      />
    </label>
  );
}

/** A schedule is given with a run from a file or the command line, not chosen here. */
const offered = policyNames.filter((name) => name !== 'schedule');

function PolicySelect() {
  const { t } = useTranslation();
  const { choosePolicy } = useLabCommands();
  const policy = useApp((state) => state.labPlan.policy);
  return (
    <div className={styles.policy}>
      <Select<PolicyName>
        icon={ListOrdered}
        label={t('lab.policy.label')}
        values={offered}
        value={policy.name}
        textOf={(name) => t(`lab.policy.${name}`)}
        onChange={(name) => void choosePolicy({ ...policy, name })}
      />
      {policy.name === 'random' && (
        <input
          type="number"
          min={0}
          max={0xffffffff}
          value={policy.seed}
          aria-label={t('lab.policy.seed')}
          title={t('lab.policy.seedHint')}
          onChange={({ target: { valueAsNumber: seed } }) => {
            if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) void choosePolicy({ ...policy, seed });
          }}
        />
      )}
    </div>
  );
}
