import { GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { demoOf, explain, type Oddity, type OddityKind } from '#shared/inspect/explain';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import { visibleText } from '#shared/model/visible-text';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import { pidOf } from '../ui/pid-of';
import { Sentence } from '../ui/sentence';
import { useFormat } from '../ui/use-format';
import { DaemonList } from './daemon-list';
import styles from './explanation.module.css';
import { findByPid } from './find-by-pid';
import { ProcessLink } from './process-link';
import prose from './prose.module.css';
import { useDepth } from './use-depth';

/** What is odd about it and why: from facts, with the real pids. */
export function Explanation({ process }: { readonly process: ProcessRecord }) {
  const table = useApp(selectTable);
  const { facts, isLive } = useDepth();
  // Facts are of now: a moment looked back to is explained from the table alone.
  return explain(process, table, isLive ? facts : undefined).map((oddity) => (
    <Box key={oddity.kind} kind={oddity.kind}>
      <p>
        <OddityText oddity={oddity} process={process} />
      </p>
      {oddity.kind === 'daemon' && <DaemonList process={process} />}
    </Box>
  ));
}

interface OddityProps<Kind extends OddityKind = OddityKind> {
  readonly oddity: Extract<Oddity, { kind: Kind }>;
  readonly process: ProcessRecord;
}

function OddityText({ oddity, process }: OddityProps): ReactNode {
  const { t } = useTranslation();
  switch (oddity.kind) {
    case 'zombie':
      return <ZombieText oddity={oddity} process={process} />;
    case 'orphan':
      return <OrphanText oddity={oddity} process={process} />;
    case 'daemon':
      return t(daemonTexts[oddity.starter]);
    case 'traced':
    case 'tracee':
      return <TracedText oddity={oddity} process={process} />;
    case 'disk-sleep':
      return (
        <Sentence
          text={t(oddity.channel === undefined ? 'explain.disk-sleepUnknown' : 'explain.disk-sleep')}
          parts={{ channel: <code>{oddity.channel}</code>, sigkill: <strong>SIGKILL</strong> }}
        />
      );
    case 'vfork':
      return (
        <Sentence
          text={t('explain.vfork')}
          parts={{
            call: <code>vfork()</code>,
            channel: <code>{oddity.channel}</code>,
            exec: <code>exec</code>,
            sigkill: <strong>SIGKILL</strong>,
          }}
        />
      );
    case 'session-leader': {
      const terminal = terminalName(oddity.terminal);
      const sid = process.pid;
      return terminal === undefined ? (
        <Sentence text={t('explain.session-leaderNone', { sid })} parts={{ setsid: <code>setsid()</code> }} />
      ) : (
        t('explain.session-leader', { sid, terminal })
      );
    }
    case 'leader-ended':
      return t('explain.leader-ended', { count: oddity.others });
    case 'subreaper':
      return (
        <Sentence
          text={t('explain.subreaper', { count: oddity.adopted })}
          parts={{ prctl: <code>PR_SET_CHILD_SUBREAPER</code> }}
        />
      );
    case 'namespace-init':
      return oddity.container === undefined
        ? t('explain.namespace-init')
        : t('explain.namespace-initContainer', { container: visibleText(oddity.container) });
    default:
      return t(`explain.${oddity.kind}`);
  }
}

function ZombieText({ oddity, process: { parent } }: OddityProps<'zombie'>) {
  const { t } = useTranslation();
  const parts = {
    wait: <code>wait()</code>,
    sigkill: <strong>SIGKILL</strong>,
    parent: parent && <ProcessLink id={parent} />,
    pid: parent && pidOf(parent),
  };
  const ending = t(endingTexts[oddity.role]);
  return <Sentence text={t(zombieTexts[oddity.parent], { ending })} parts={parts} />;
}

const zombieTexts = {
  unseen: 'explain.zombieUnseen',
  gone: 'explain.zombieGone',
  able: 'explain.zombie',
  stopped: 'explain.zombieStopped',
  traced: 'explain.zombieTraced',
} as const;

/** What it would bring if the parent ended first. */
const endingTexts = {
  ordinary: 'explain.zombieAdopted',
  init: 'explain.zombieOfInit',
  'namespace-init': 'explain.zombieOfNamespaceInit',
} as const;

const daemonTexts = { lost: 'explain.daemon', init: 'explain.daemonOfInit', unseen: 'explain.daemonUnseen' } as const;

function TracedText({ oddity: { kind, tracerPid } }: OddityProps<'traced' | 'tracee'>) {
  const { t } = useTranslation();
  const tracer = useApp((state) => findByPid(selectTable(state), tracerPid));
  if (tracerPid === undefined || tracerPid === 0) return t('explain.tracedUnknown');
  const link = tracer === undefined ? String(tracerPid) : <ProcessLink id={tracer} />;
  return <Sentence text={t(`explain.${kind}`)} parts={{ tracer: link }} />;
}

function OrphanText({ oddity: { adoption } }: OddityProps<'orphan'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = t('explain.orphan', {
    time: format.time(adoption.at, Date.now()),
    role: t(`explain.role.${adoption.role}`),
  });
  const parts = {
    from: <Party id={adoption.from} name={adoption.fromName} unseen={t('inspector.unseenParent')} />,
    to: <Party id={adoption.to} name={adoption.toName} unseen={t('inspector.unseenAdopter')} />,
  };
  return <Sentence text={text} parts={parts} />;
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

function Box({ kind, children }: { readonly kind: OddityKind; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const openDemo = useApp((state) => state.openDemo);
  const { demo, parameters } = demoOf[kind];
  return (
    <section className={styles.explanation} data-tone={kind}>
      <h3>{t(`explain.${kind}Title`)}</h3>
      {children}
      <button type="button" className={prose.more} onClick={() => openDemo(demo, parameters)}>
        <GraduationCap size={13} aria-hidden />{' '}
        {t(kind === 'kernel-thread' ? 'explain.compareDemo' : 'explain.seeDemo')}
      </button>
    </section>
  );
}
