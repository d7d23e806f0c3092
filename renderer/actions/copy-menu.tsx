import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_COPY } from '#shared/actions/longest-copy';
import type { ProcessRecord } from '#shared/model/process';
import { useRequests } from '../ipc/requests-context';
import controls from '../ui/controls.module.css';
import styles from './actions.module.css';

export function CopyMenu({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const app = useRequests();
  const [told, setTold] = useState('');
  const copy = (text: string | undefined) => {
    if (text === undefined) return;
    if (text.length > LONGEST_COPY)
      return setTold(t('actions.copyTooLong', { length: text.length, most: LONGEST_COPY }));
    app.request('action:copy', { text }).then(
      () => setTold(t('actions.copied')),
      (error: Error) => setTold(t('actions.failed', { detail: error.message })),
    );
  };
  const reveal = async () => {
    const reply = await app.request('action:reveal', { id: process.id });
    setTold(reply.ok ? '' : t(`actions.revealFailure.${reply.code}`));
  };
  const items = [
    ['copyPid', String(process.pid)],
    ['copyCommand', process.cmdline?.join(' ')],
    ['copyPath', process.executable],
    ['copyRow', JSON.stringify(process, undefined, 2)],
  ] as const;
  return (
    <div className={styles.menu}>
      {items.map(([name, text]) => (
        <button
          key={name}
          type="button"
          className={controls.quiet}
          disabled={text === undefined || text === ''}
          onClick={() => copy(text)}
        >
          {t(`actions.${name}`)}
        </button>
      ))}
      <hr />
      <button
        type="button"
        className={controls.quiet}
        disabled={process.executable === undefined}
        onClick={() => void reveal()}
      >
        <FolderOpen size={14} aria-hidden />
        {t('actions.reveal')}
      </button>
      <output className={styles.told}>{told}</output>
    </div>
  );
}
