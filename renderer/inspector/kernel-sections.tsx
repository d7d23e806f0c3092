import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { describeCapabilities } from '#shared/inspect/capability-set';
import { type DepthFacts, factValue, namespaceNames, pickFact } from '#shared/inspect/facts';
import { capabilityName } from '#shared/model/capabilities';
import type { ProcessRecord } from '#shared/model/process';
import { signalName } from '#shared/model/signals';
import { visibleText } from '#shared/model/visible-text';
import type { CapabilityFacts } from '#shared/parse/proc-status';
import { useFormat } from '../ui/use-format';
import { Chips } from './chips';
import { FactField, Fields, RecordField } from './field';
import styles from './kernel-sections.module.css';
import { Section } from './section';
import { signalHint } from './signal-hint';
import { COSTLY_MS, factOf, useDepth } from './use-depth';
import { useInspection } from './use-inspection';

export const Signals = memo(function Signals() {
  const { t } = useTranslation();
  const depth = useDepth();
  const signals = (facts: DepthFacts) => pickFact(facts.status, (status) => status.signals);
  const known = depth.facts === undefined ? undefined : factValue(signals(depth.facts));
  const pending = known && known.pending.length + known.threadPending.length;
  const chips = (numbers: readonly number[]) => (
    <Chips items={numbers.map((number) => ({ text: signalName(number), hint: signalHint(number, t) }))} />
  );
  return (
    <Section
      name="signals"
      title={t('depth.signals')}
      summary={pending === undefined || pending === 0 ? undefined : `${t('depth.pending')} ${pending}`}
    >
      <Fields>
        <FactField
          label={t('depth.pending')}
          fact={factOf(depth, signals)}
          show={({ pending, threadPending }) => chips([...new Set([...pending, ...threadPending])])}
        />
        <FactField label={t('depth.blocked')} fact={factOf(depth, signals)} show={({ blocked }) => chips(blocked)} />
        <FactField label={t('depth.ignored')} fact={factOf(depth, signals)} show={({ ignored }) => chips(ignored)} />
        <FactField label={t('depth.caught')} fact={factOf(depth, signals)} show={({ caught }) => chips(caught)} />
        <FactField
          label={t('depth.queued')}
          fact={factOf(depth, signals)}
          show={({ queued, queueLimit }) => t('depth.queuedValue', { queued: queued ?? 0, limit: queueLimit ?? 0 })}
        />
      </Fields>
    </Section>
  );
});

const sets = ['effective', 'permitted', 'inheritable', 'ambient', 'bounding'] as const;

export const Privileges = memo(function Privileges() {
  const { t } = useTranslation();
  const depth = useDepth();
  const of = (name: keyof CapabilityFacts) => (facts: DepthFacts) =>
    pickFact(facts.status, ({ capabilities }) => capabilities[name]);
  const effective = factValue(factOf(depth, of('effective')))?.length;
  return (
    <Section name="privileges" title={t('depth.privileges')} summary={effective === 0 ? t('depth.none') : effective}>
      <Fields>
        {sets.map((name) => (
          <FactField
            key={name}
            label={t(`depth.${name}`)}
            fact={factOf(depth, of(name))}
            show={(bits) => <Capabilities bits={bits} last={factValue(depth.facts?.lastCapability)} />}
          />
        ))}
        <FactField
          label={t('depth.noNewPrivs')}
          fact={factOf(depth, ({ status }) => pickFact(status, ({ noNewPrivs }) => noNewPrivs))}
          show={(on) => t(on ? 'depth.yes' : 'depth.no')}
        />
        <FactField
          label={t('depth.seccomp')}
          fact={factOf(depth, ({ status }) => pickFact(status, ({ seccomp }) => seccomp))}
          show={(mode) => t(`depth.seccompMode.${mode as 0 | 1 | 2}`)}
        />
      </Fields>
    </Section>
  );
});

function Capabilities({ bits, last }: { readonly bits: readonly number[]; readonly last: number | undefined }) {
  const { t } = useTranslation();
  const set = describeCapabilities(bits, last);
  const chips = (some: readonly number[]) => <Chips items={some.map((bit) => ({ text: capabilityName(bit) }))} />;
  if (set.kind === 'all') return t('depth.all', { count: set.count });
  if (set.kind === 'some') return chips(set.held);
  return (
    <>
      {t('depth.allBut', { count: bits.length })}
      {chips(set.missing)}
    </>
  );
}

export function Namespaces({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  return (
    <Section name="namespaces" title={t('depth.namespaces')} summary={process.container}>
      <NamespaceFields process={process} />
    </Section>
  );
}

function NamespaceFields({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const options = {
    everyMs: depth.isLive ? COSTLY_MS : undefined,
    enabled: depth.canAsk && process.parent !== undefined,
  };
  const parent = useInspection('inspect:facts', { id: process.parent ?? process.id }, options);
  const inodeOf = (name: (typeof namespaceNames)[number]) => (facts: DepthFacts) =>
    pickFact(facts.namespaces, (inodes) => inodes[name]);
  const sharing = (name: (typeof namespaceNames)[number], inode: number) => {
    const theirs = parent.value === undefined ? undefined : factValue(inodeOf(name)(parent.value));
    if (theirs === undefined) return null;
    return theirs === inode ? (
      <small className={styles.sharing}>{t('depth.sharedWithParent')}</small>
    ) : (
      <strong className={styles.sharing}>{t('depth.notShared')}</strong>
    );
  };
  return (
    <Fields>
      {namespaceNames.map((name) => (
        <FactField
          key={name}
          label={t(`depth.ns.${name}`)}
          fact={factOf(depth, inodeOf(name))}
          show={(inode) => (
            <>
              {inode}
              {sharing(name, inode)}
            </>
          )}
        />
      ))}
      <FactField
        label={t('depth.pids')}
        fact={factOf(depth, ({ status }) => pickFact(status, ({ nsPids }) => nsPids))}
        show={(pids) => pids.join(' → ')}
      />
      <RecordField
        process={process}
        name="cgroup"
        label={t('inspector.cgroup')}
        show={(path) => <bdi>{visibleText(path)}</bdi>}
      />
      <FactField
        label={t('depth.hierarchies')}
        fact={factOf(depth, ({ cgroups }) => cgroups)}
        show={(lines) => lines.map((line) => <div key={line}>{visibleText(line)}</div>)}
      />
    </Fields>
  );
}

/** The kernel's number where this app has no name. */
export function policyText(policy: number, t: TFunction): string {
  return t(`depth.policyName.${policy as 0}`, { defaultValue: String(policy) });
}

export function Scheduling({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const depth = useDepth();
  return (
    <Section
      name="scheduling"
      title={t('depth.scheduling')}
      summary={process.nice === undefined ? undefined : `nice ${process.nice}`}
    >
      <Fields>
        <FactField
          label={t('depth.policy')}
          fact={factOf(depth, ({ stat }) => pickFact(stat, ({ policy }) => policy))}
          show={(policy) => policyText(policy, t)}
        />
        <FactField
          label={t('depth.realTime')}
          fact={factOf(depth, ({ stat }) => pickFact(stat, ({ realTimePriority }) => realTimePriority))}
          show={(priority) => (priority === 0 ? t('depth.none') : priority)}
        />
        <FactField
          label={t('depth.affinity')}
          fact={factOf(depth, ({ status }) => pickFact(status, ({ cpus }) => cpus))}
          show={String}
        />
        <FactField
          label={t('depth.processor')}
          fact={factOf(depth, ({ stat }) => pickFact(stat, ({ processor }) => processor))}
          show={String}
        />
        <FactField
          label={t('depth.waitChannel')}
          fact={factOf(depth, ({ waitChannel }) => waitChannel)}
          show={String}
        />
        <FactField
          label={t('depth.switches')}
          fact={factOf(depth, ({ status }) => status)}
          show={({ voluntarySwitches, involuntarySwitches }) =>
            t('depth.switchesValue', {
              voluntary: format.number(voluntarySwitches ?? 0),
              involuntary: format.number(involuntarySwitches ?? 0),
            })
          }
        />
        <FactField
          label={t('depth.oomScore')}
          fact={factOf(depth, ({ oomScore, oomAdjustment }) =>
            pickFact(oomScore, (score) => ({ score, adjustment: factValue(oomAdjustment) ?? 0 })),
          )}
          show={(value) => t('depth.oomValue', value)}
        />
        <FactField label={t('depth.timers')} fact={factOf(depth, ({ timers }) => timers)} show={String} />
        <FactField
          label={t('depth.locks')}
          fact={factOf(depth, ({ locks }) => locks)}
          show={(locks) =>
            locks.length === 0
              ? t('depth.none')
              : locks.map(({ kind, access, file }) => <div key={`${kind} ${file}`}>{`${kind} ${access} ${file}`}</div>)
          }
        />
      </Fields>
    </Section>
  );
}
