import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrphan, isZombie, type ProcessId, type ProcessRecord } from '#shared/model/process';
import { pidOf } from '../ui/pid-of';
import { Sentence } from '../ui/sentence';
import { useFormat } from '../ui/use-format';
import styles from './inspector.module.css';
import { ProcessLink } from './process-link';

/** Why it is a zombie, why it is an orphan: from facts, with the real pids. */
export function Explanation({ process }: { readonly process: ProcessRecord }) {
  return (
    <>
      {isZombie(process) && <ZombieExplanation process={process} />}
      {isOrphan(process) && <OrphanExplanation process={process} />}
    </>
  );
}

function ZombieExplanation({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const { parent } = process;
  const parts = {
    wait: <code>wait()</code>,
    sigkill: <strong>SIGKILL</strong>,
    parent: parent && <ProcessLink id={parent} />,
    pid: parent && pidOf(parent),
  };
  return (
    <Box tone="zombie" title={t('explain.zombieTitle')}>
      <Sentence text={parent === undefined ? t('explain.zombieUnseen') : t('explain.zombie')} parts={parts} />
    </Box>
  );
}

function OrphanExplanation({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const adoption = process.adoptions.at(-1);
  if (adoption === undefined) return null;
  const text = t('explain.orphan', {
    time: format.time(adoption.at, Date.now()),
    role: t(`explain.role.${adoption.role}`),
  });
  const parts = {
    from: <Party id={adoption.from} name={adoption.fromName} unseen={t('inspector.unseenParent')} />,
    to: <Party id={adoption.to} name={adoption.toName} unseen={t('inspector.unseenAdopter')} />,
  };
  return (
    <Box tone="orphan" title={t('explain.orphanTitle')}>
      <Sentence text={text} parts={parts} />
    </Box>
  );
}

interface PartyProps {
  readonly id: ProcessId | undefined;
  readonly name: string | undefined;
  readonly unseen: string;
}

/** One side of an adoption, which may lie outside what can be seen. */
export function Party({ id, name, unseen }: PartyProps) {
  return id === undefined ? unseen : <ProcessLink id={id} name={name} />;
}

interface BoxProps {
  readonly tone: 'zombie' | 'orphan';
  readonly title: string;
  readonly children: ReactNode;
}

function Box({ tone, title, children }: BoxProps) {
  return (
    <section className={styles.explanation} data-tone={tone}>
      <h3>{title}</h3>
      <p>{children}</p>
    </section>
  );
}
