import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SIGRTMIN, sendableSignals, signalName } from '#shared/model/signals';
import { signalHint } from '../inspector/signal-hint';
import styles from './actions.module.css';

/** TERM, KILL, INT, HUP, STOP, CONT, USR1: what people send. */
const common = [15, 9, 2, 1, 19, 18, 10];

interface SignalSelectProps {
  readonly signal: number;
  readonly onChange: (signal: number) => void;
}

/** Every signal by name and number, and what the chosen one does. */
export function SignalSelect({ signal, onChange }: SignalSelectProps) {
  const { t } = useTranslation();
  const id = useId();
  const option = (number: number) => (
    <option key={number} value={number}>
      {`${signalName(number)} (${number})`}
    </option>
  );
  const named = sendableSignals.filter((number) => number < SIGRTMIN);
  const realTime = sendableSignals.filter((number) => number >= SIGRTMIN);
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{t('actions.which')}</label>
      <select id={id} value={signal} onChange={({ target }) => onChange(Number(target.value))}>
        <optgroup label={t('actions.common')}>{common.map(option)}</optgroup>
        <optgroup label={t('actions.all')}>{named.filter((number) => !common.includes(number)).map(option)}</optgroup>
        <optgroup label={t('actions.realTime')}>{realTime.map(option)}</optgroup>
      </select>
      <p>{t('actions.does', { what: signalHint(signal, t) })}</p>
    </div>
  );
}
