import { Circle, CircleCheck, CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '#shared/lab/daemon-checklist';
import { innerPid } from '#shared/lab/notes';
import { visibleText } from '#shared/model/visible-text';
import { useRequests } from '../ipc/requests-context';
import { selectCandidateDaemon } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import styles from './lesson.module.css';

const groups = ['required', 'handled', 'further'] as const;
const icons = { true: CircleCheck, false: Circle, 'not-observable': CircleHelp } as const;

/** How far the youngest process of the run has come in being a daemon, asked of /proc after every step. */
export function DaemonChecklist() {
  const { t } = useTranslation();
  const { items, pid } = useChecklist();
  if (items === undefined) return <p>{t('lab.lesson.noDaemon')}</p>;
  return (
    <div className={styles.checklist}>
      {pid !== undefined && <p className={styles.of}>{t('checklist.of', { pid })}</p>}
      {groups.map((group) => (
        <section key={group}>
          <h3>{t(`checklist.group.${group}`)}</h3>
          <ul>
            {items
              .filter((item) => item.group === group)
              .map((item) => (
                <Item key={item.id} item={item} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Item({ item: { id, met, detail } }: { readonly item: ChecklistItem }) {
  const { t } = useTranslation();
  const Icon = icons[`${met}`];
  const verdict = t(met === true ? 'checklist.met' : met === false ? 'checklist.unmet' : 'checklist.not-observable');
  return (
    <li data-met={String(met)}>
      <Icon size={14} role="img" aria-label={verdict} />
      <span>
        {t(`checklist.item.${id}`)} {detail !== '' && <small>{visibleText(detail)}</small>}
      </span>
    </li>
  );
}

function useChecklist() {
  const app = useRequests();
  const daemon = useApp(selectCandidateDaemon);
  const root = useApp(({ lab }) => (lab.kind === 'running' ? lab.root : undefined));
  const turns = useApp((state) => state.players.lab.timeline.latest.lab.turns);
  const [items, setItems] = useState<readonly ChecklistItem[]>();
  const id = daemon?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a turn has done is asked anew
  useEffect(() => {
    if (id === undefined) return;
    let isMounted = true;
    void app.request('lab:checklist', { id, root }).then((reply) => {
      // When it has ended, what was true of it last stays to be read.
      if (isMounted && reply.ok) setItems(reply.value);
    });
    return () => {
      isMounted = false;
    };
  }, [app, id, root, turns]);
  return { items, pid: daemon === undefined ? undefined : innerPid(daemon) };
}
