import { useTranslation } from 'react-i18next';
import type { RunFailure } from '#shared/ipc/contract';
import { visibleText } from '#shared/model/visible-text';
import type { RunSlice } from '../store/run-slice';
import styles from './run-panel.module.css';

/** The one command for each family of distributions. */
const installPython = [
  ['Debian, Ubuntu', 'sudo apt install python3'],
  ['Fedora', 'sudo dnf install python3'],
  ['Arch', 'sudo pacman -S python'],
] as const;

const curedByInstalling: readonly RunFailure[] = ['python-missing', 'python-too-old'];

/** Why there is no run, and what to do about it. */
export function RunFailureNote({ failure }: { readonly failure: NonNullable<RunSlice['runFailure']> }) {
  const { t } = useTranslation();
  return (
    <div className={styles.note} data-tone="bad" role="alert">
      <p>{t(`run.failure.${failure.code}`)}</p>
      {curedByInstalling.includes(failure.code) && <InstallCommands />}
      {failure.detail !== undefined && <code className={styles.detail}>{visibleText(failure.detail)}</code>}
    </div>
  );
}

function InstallCommands() {
  return (
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
  );
}
