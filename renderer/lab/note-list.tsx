import type { TFunction } from 'i18next';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note } from '#shared/lab/notes';
import { signalName } from '#shared/model/signals';
import { visibleText } from '#shared/model/visible-text';
import { selectNotes, selectProcessColors } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import styles from './process-pane.module.css';

/** What just happened, newest on top. */
export function NoteList() {
  const { t } = useTranslation();
  const notes = useApp(selectNotes);
  const colours = useApp(selectProcessColors);
  if (notes.length === 0) return <p className={styles.empty}>{t('lab.notes.none')}</p>;
  return (
    <ol className={styles.notes}>
      {notes.map((note) => (
        <li
          key={note.seq}
          className={styles.note}
          data-kind={note.fact.kind}
          style={{ '--own': colours.get(note.id) ?? 'var(--muted)' } as CSSProperties}
        >
          {noteText(note, t)}
        </li>
      ))}
    </ol>
  );
}

const unknown = '?';

/** A fact as a sentence in the person's language, with the pids that the program itself sees. */
function noteText({ pid, fact }: Note, t: TFunction): string {
  switch (fact.kind) {
    case 'fork': {
      const values = { pid, parent: fact.parent ?? unknown };
      return fact.helper === undefined
        ? t('lab.notes.fork', values)
        : t('lab.notes.forkHelper', { ...values, helper: fact.helper });
    }
    case 'exec':
      return t('lab.notes.exec', { pid, command: visibleText(fact.command) });
    case 'exited':
      return t('lab.notes.exited', { pid, code: fact.code });
    case 'killed':
      return t('lab.notes.killed', { pid, signal: signalName(fact.signal) });
    case 'zombie':
      return t('lab.notes.zombie', { pid, parent: fact.parent ?? unknown });
    case 'orphan': {
      const adopter = t(`lab.notes.adopter.${fact.role}`, { pid: fact.to ?? unknown });
      return t('lab.notes.orphan', { pid, from: fact.from ?? unknown, adopter });
    }
    case 'waited':
      return fact.child === undefined
        ? t('lab.notes.waitedNone', { pid })
        : t('lab.notes.waited', { pid, child: fact.child });
    case 'blocked':
      return t('lab.notes.blocked', { pid, reason: t(`lab.blocked.${fact.in}`) });
    case 'refused':
      return t(`lab.notes.refused.${fact.by}`, { pid, call: fact.call, error: fact.error });
    case 'signal': {
      const signal = signalName(fact.signal);
      return fact.from === undefined
        ? t('lab.notes.signal', { pid, signal })
        : t('lab.notes.signalFrom', { pid, signal, from: fact.from });
    }
  }
}
