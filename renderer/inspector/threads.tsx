import { useTranslation } from 'react-i18next';
import type { ThreadList } from '#shared/ipc/contract';
import type { ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { useFormat } from '../ui/use-format';
import { Unknown, unlockText } from './field';
import prose from './prose.module.css';
import { Section } from './section';
import styles from './threads.module.css';
import { reasonWithout, useDepth } from './use-depth';
import { useInspection } from './use-inspection';

const REFRESH_MS = 2_000;
/** A list this long costs too much to be read every second. */
const MANY = 200;
const REFRESH_MANY_MS = 5_000;
/** More rows than anybody reads; how many there are is told. */
const MOST_SHOWN = 500;

export function Threads({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { threads } = process;
  return (
    <Section
      name="threads"
      title={t('depth.threads')}
      summary={threads === undefined ? undefined : format.number(threads)}
    >
      <List process={process} />
    </Section>
  );
}

function List({ process: { id, threads = 0 } }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const everyMs = depth.isLive ? (threads > MANY ? REFRESH_MANY_MS : REFRESH_MS) : undefined;
  const { value, failure } = useInspection('process:threads', { id }, { everyMs, enabled: depth.canAsk });
  if (value !== undefined) return <ThreadTable list={value} />;
  const reason = failure === 'permission' ? failure : reasonWithout({ ...depth, failure: failure ?? depth.failure });
  if (reason === undefined) return <span className={prose.why}>{t('depth.reading')}</span>;
  return <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />;
}

function ThreadTable({ list: { threads, total } }: { readonly list: ThreadList }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = threads.slice(0, MOST_SHOWN);
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
            {shown.map(({ tid, name, state, cpuMs }) => (
              <tr key={tid}>
                <td>
                  <bdi>{visibleName(name)}</bdi>
                </td>
                <td>{tid}</td>
                <td>{t(`state.${state}`)}</td>
                <td>{format.seconds(cpuMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < total && <p className={prose.why}>{t('inspector.threadsCut', { shown: shown.length, total })}</p>}
    </>
  );
}
