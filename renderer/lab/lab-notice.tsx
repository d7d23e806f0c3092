import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import type { LabTrouble } from '../store/lab-slice';
import { useApp } from '../store/use-app';
import { useFormat } from '../ui/use-format';
import { faultLine } from './fault-line';
import styles from './program-pane.module.css';

/** Why there is no run and what to do about it, or how the last one ended. */
export function LabNotice() {
  const trouble = useApp((state) => state.labTrouble);
  return trouble === undefined ? <Outcome /> : <Trouble trouble={trouble} />;
}

/** The one command for each family of distributions. */
const installPython = [
  ['Debian, Ubuntu', 'sudo apt install python3'],
  ['Fedora', 'sudo dnf install python3'],
  ['Arch', 'sudo pacman -S python'],
] as const;

function Trouble({ trouble: { code, detail } }: { readonly trouble: LabTrouble }) {
  const { t } = useTranslation();
  const line = code === 'does-not-parse' ? faultLine(detail) : undefined;
  const needsPython = code === 'python-missing' || code === 'python-too-old';
  return (
    <div className={styles.notice} data-tone="bad" role="alert">
      <p>{line === undefined ? t(`lab.trouble.${code}`) : t('lab.trouble.faultAt', { line })}</p>
      {needsPython && (
        <dl className={styles.commands}>
          {installPython.map(([system, command]) => (
            <div key={system}>
              <dt>{system}</dt>
              <dd>
                <code>{command}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {detail !== undefined && <code className={styles.detail}>{visibleLines(detail)}</code>}
    </div>
  );
}

function Outcome() {
  const { t } = useTranslation();
  const format = useFormat();
  const lab = useApp((state) => state.lab);
  if (lab.kind === 'starting') {
    return (
      <div className={styles.notice} role="status">
        <p>{t('lab.starting')}</p>
      </div>
    );
  }
  if (lab.kind !== 'ended') return null;
  const { outcome, detail, leftover, start } = lab;
  const { processes, seconds, memoryMiB, outputKiB } = start.limits;
  const limits = { processes, memory: memoryMiB, output: outputKiB, duration: format.duration(seconds * 1_000) };
  const tone = outcome === 'finished' ? 'good' : outcome === 'stopped' ? 'stopped' : 'bad';
  return (
    <div className={styles.notice} data-tone={tone} role="status">
      <p>{t(`lab.outcome.${outcome}`, limits)}</p>
      {leftover > 0 && <p>{t('lab.outcome.leftover', { count: leftover })}</p>}
      {detail !== undefined && detail !== '' && <code className={styles.detail}>{visibleLines(detail)}</code>}
    </div>
  );
}

/** A reason may be a traceback. */
function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
