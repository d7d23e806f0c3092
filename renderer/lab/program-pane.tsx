import { FilePlus2, FolderOpen, Save } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pidWithThread } from '#shared/lab/notes';
import { visibleText } from '#shared/model/visible-text';
import {
  selectIsLookingBack,
  selectIsOwn,
  selectIsShown,
  selectLabProcesses,
  selectProcessColors,
  selectProgramText,
} from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import type { LineMark } from './editor/line-marks';
import { ProgramEditor } from './editor/program-editor';
import { faultLine } from './fault-line';
import { LabNotice } from './lab-notice';
import { LookingBack } from './looking-back';
import styles from './program-pane.module.css';
import { RunControls } from './run-controls';
import { useLabCommands } from './use-lab-commands';
import { useOwnProgram } from './use-own-program';

/** The program with its controls above it. */
export function ProgramPane() {
  const { t } = useTranslation();
  const isOwn = useApp(selectIsOwn);
  return (
    <section className={styles.pane} aria-label={t('lab.program')}>
      <RunControls />
      {isOwn && <OwnBar />}
      <LookingBack />
      <LabNotice />
      <Program />
    </section>
  );
}

/** In a small window, over all that is shown by turns: how it goes on, and what came of it. */
export function RunBar() {
  return (
    <div className={styles.bar}>
      <RunControls />
      <LookingBack />
      <LabNotice />
    </div>
  );
}

/** The program alone. */
export function ProgramText() {
  const { t } = useTranslation();
  const isOwn = useApp(selectIsOwn);
  return (
    <section className={styles.pane} aria-label={t('lab.program')}>
      {isOwn && <OwnBar />}
      <Program />
    </section>
  );
}

function Program() {
  const { t } = useTranslation();
  const { step, toggleBreakpoint } = useLabCommands();
  const text = useApp(selectProgramText);
  const isOwn = useApp(selectIsOwn);
  const isRunning = useApp(({ lab }) => lab.kind === 'running');
  const breakpoints = useApp((state) => state.breakpoints);
  const editOwnText = useApp((state) => state.editOwnText);
  const trouble = useApp((state) => state.labTrouble);
  const marks = useMarks();
  const onStep = useCallback(({ id, thread }: LineMark) => void step(id, thread), [step]);
  const onChange = useCallback((changed: string) => editOwnText({ text: changed }), [editOwnText]);
  return (
    <ProgramEditor
      label={t('lab.programText')}
      text={text}
      isEditable={isOwn && !isRunning}
      breakpoints={breakpoints}
      onToggleBreakpoint={(line) => void toggleBreakpoint(line)}
      marks={marks}
      fault={trouble?.code === 'does-not-parse' ? faultLine(trouble.detail) : undefined}
      onStep={onStep}
      onChange={onChange}
    />
  );
}

const nothing = () => {};

/** The program of a recorded run, with its processes at their lines: to be read, and nothing else. */
export function ReplayedProgram() {
  const { t } = useTranslation();
  return (
    <section className={styles.pane} aria-label={t('lab.program')}>
      <ProgramEditor
        label={t('lab.programText')}
        text={useApp(selectProgramText)}
        isEditable={false}
        breakpoints={noBreakpoints}
        onToggleBreakpoint={nothing}
        marks={useMarks()}
        fault={undefined}
        onStep={nothing}
        onChange={nothing}
      />
    </section>
  );
}

const noBreakpoints: readonly number[] = [];
const noMarks: readonly LineMark[] = [];

function useMarks(): readonly LineMark[] {
  const { t } = useTranslation();
  const isShown = useApp(selectIsShown);
  const processes = useApp(selectLabProcesses);
  const colours = useApp(selectProcessColors);
  const isLookingBack = useApp(selectIsLookingBack);
  return useMemo(() => {
    if (!isShown) return noMarks;
    return processes.flatMap(({ process, threads }) =>
      threads
        .filter(({ line }) => line > 0)
        .map(({ thread, line, state }): LineMark => {
          const text = pidWithThread(process, thread);
          const canStep = state === 'held' && !isLookingBack;
          return {
            ...{ id: process.id, thread, line, text, state },
            colour: colours.get(process.id) ?? 'var(--muted)',
            label: t(canStep ? 'lab.stepAt' : 'lab.standsAt', { pid: text, line }),
          };
        }),
    );
  }, [isShown, processes, colours, isLookingBack, t]);
}

/** Of one's own program: its name, whether it is saved, and where to. */
function OwnBar() {
  const { t } = useTranslation();
  const { name, text, savedText } = useApp((state) => state.ownText);
  const isRunning = useApp(({ lab }) => lab.kind === 'running');
  const { open, save } = useOwnProgram();
  const isDirty = text !== savedText;
  return (
    <div className={styles.own} role="toolbar" aria-label={t('lab.own.tools')}>
      <span className={styles.file}>
        <strong>{visibleText(name)}</strong>
        {isDirty && (
          <span className={styles.dirty} title={t('lab.own.dirty')}>
            ●<span className="visually-hidden">{t('lab.own.dirty')}</span>
          </span>
        )}
      </span>
      <IconButton icon={FolderOpen} label={t('lab.own.open')} disabled={isRunning} onClick={() => void open()} />
      <IconButton
        icon={Save}
        label={t('lab.own.save')}
        hint={t('lab.own.saveHint')}
        onClick={() => void save('same')}
      />
      <IconButton icon={FilePlus2} label={t('lab.own.saveAs')} onClick={() => void save('elsewhere')} />
    </div>
  );
}
