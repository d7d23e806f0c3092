import { Gauge } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Limits, limitBounds } from '#shared/lab/run';
import { selectAliveCount } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import pill from '../ui/pill.module.css';
import { Popover, popoverTrigger } from '../ui/popover';
import { useNow } from '../ui/use-moment';
import styles from './lab-strip.module.css';

const LIMITS = 'limits';
const names = ['processes', 'seconds', 'memoryMiB', 'outputKiB'] as const;

/** How many there are of how many there may be; opened, every limit, to be set before the start. */
export function LimitsPill() {
  const { t } = useTranslation();
  const alive = useApp(selectAliveCount);
  const { processes } = useApp(({ lab, labPlan }) => (lab.kind === 'running' ? lab.start.limits : labPlan.limits));
  const isFull = alive >= processes;
  return (
    <>
      <button
        type="button"
        className={pill.pill}
        data-tone={isFull ? 'stale' : undefined}
        title={t('lab.limits.hint')}
        {...popoverTrigger(LIMITS)}
      >
        <Gauge size={14} aria-hidden />
        <span>
          <strong>{alive}</strong> / {t('lab.limits.count', { count: processes })}
        </span>
        <TimeUsed />
      </button>
      <Popover id={LIMITS} title={t('lab.limits.title')}>
        <LimitFields />
      </Popover>
    </>
  );
}

function TimeUsed() {
  const lab = useApp((state) => state.lab);
  const now = useNow();
  if (lab.kind !== 'running') return null;
  const seconds = Math.max(0, Math.floor((now - lab.startedAt) / 1_000));
  return (
    <span>
      · {seconds} / {lab.start.limits.seconds} s
    </span>
  );
}

function LimitFields() {
  const { t } = useTranslation();
  const isBusy = useApp(({ lab }) => lab.kind === 'running' || lab.kind === 'starting');
  const limits = useApp((state) => state.labPlan.limits);
  const planLab = useApp((state) => state.planLab);
  return (
    <>
      <fieldset className={styles.limits} disabled={isBusy}>
        <legend className="visually-hidden">{t('lab.limits.title')}</legend>
        {names.map((name) => (
          <LimitField
            key={name}
            name={name}
            value={limits[name]}
            onChange={(value) => planLab({ limits: { ...limits, [name]: value } })}
          />
        ))}
      </fieldset>
      <p className={styles.hint}>{t(isBusy ? 'lab.limits.fixed' : 'lab.limits.text')}</p>
    </>
  );
}

interface LimitFieldProps {
  readonly name: keyof Limits;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function LimitField({ name, value, onChange }: LimitFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { least, most } = limitBounds[name];
  return (
    <>
      <label htmlFor={id}>
        {t(`lab.limits.${name}`)}{' '}
        <small>
          {least}–{most}
        </small>
      </label>
      <input
        id={id}
        // A new value from elsewhere (another demo) begins the field anew; while typing it may be out of bounds.
        key={value}
        type="number"
        min={least}
        max={most}
        defaultValue={value}
        onBlur={({ target }) => {
          const number = target.valueAsNumber;
          const bounded = Math.min(most, Math.max(least, Math.round(number)));
          if (Number.isNaN(number) || bounded === value) target.value = String(value);
          else onChange(bounded);
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </>
  );
}
