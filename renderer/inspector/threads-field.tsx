import { useTranslation } from 'react-i18next';
import type { ThreadList, ThreadsReply } from '#shared/ipc/contract';
import type { ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { useFormat } from '../ui/use-format';
import { hasEnded, RecordField, Unknown } from './field';
import styles from './inspector.module.css';
import { useThreads } from './use-threads';

/** How many threads there are, and on request which. */
export function ThreadsField({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isOpen, reply, toggle, load } = useThreads(process.id);
  const canList = process.threads !== undefined && !hasEnded(process);
  return (
    <>
      <RecordField
        process={process}
        name="threads"
        label={t('inspector.threads')}
        show={(count) => (
          <>
            {format.number(count)}
            {canList && (
              <span className={styles.actions}>
                <button
                  type="button"
                  className={styles.more}
                  aria-expanded={isOpen}
                  aria-label={isOpen ? t('inspector.hideThreads') : t('inspector.listThreads')}
                  onClick={toggle}
                >
                  {isOpen ? t('inspector.hideList') : t('inspector.list')}
                </button>
                {isOpen && (
                  <button
                    type="button"
                    className={styles.more}
                    aria-label={t('inspector.reloadThreads')}
                    onClick={load}
                  >
                    {t('inspector.reload')}
                  </button>
                )}
              </span>
            )}
          </>
        )}
      />
      {isOpen && canList && (
        <div>
          <dt className={styles.unseen}>{t('inspector.threadList')}</dt>
          <dd aria-live="polite">{reply === undefined ? t('inspector.readingThreads') : <Reply reply={reply} />}</dd>
        </div>
      )}
    </>
  );
}

function Reply({ reply }: { readonly reply: ThreadsReply | 'failed' }) {
  const { t } = useTranslation();
  if (reply === 'failed') return <Unknown why={t('hidden.unknown')} />;
  return reply.ok ? <ThreadTable list={reply.value} /> : <Unknown why={t(`hidden.${reply.code}`)} />;
}

function ThreadTable({ list: { threads, total } }: { readonly list: ThreadList }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section className={styles.threads} aria-label={t('inspector.threadList')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('inspector.threadName')}</th>
              <th scope="col">{t('inspector.tid')}</th>
              <th scope="col">{t('inspector.state')}</th>
              <th scope="col">{t('inspector.cpuTime')}</th>
            </tr>
          </thead>
          <tbody>
            {threads.map(({ tid, name, state, cpuMs }) => (
              <tr key={tid}>
                <td>
                  <bdi>{visibleText(name)}</bdi>
                </td>
                <td>{tid}</td>
                <td>{t(`state.${state}`)}</td>
                <td>{format.seconds(cpuMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {threads.length < total && (
        <p className={styles.why}>{t('inspector.threadsCut', { shown: threads.length, total })}</p>
      )}
    </>
  );
}
