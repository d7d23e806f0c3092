import { useTranslation } from 'react-i18next';
import type { DepthFacts } from '#shared/inspect/facts';
import { pickFact } from '#shared/inspect/facts';
import { keepFact } from '#shared/inspect/keep-known';
import type { ProcessRecord } from '#shared/model/process';
import { useFormat } from '../ui/use-format';
import styles from './charts.module.css';
import { FactField, Fields, hasEnded, RecordField } from './field';
import { HistoryChart } from './history-chart';
import prose from './prose.module.css';
import { Section, useIsOpen } from './section';
import { COSTLY_MS, factFrom, factOf, useDepth } from './use-depth';
import { useHistory } from './use-history';
import { useInspection } from './use-inspection';

export function Resources({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const summary = [
    process.cpu === undefined ? undefined : format.share(process.cpu),
    process.rssBytes === undefined ? undefined : format.bytes(process.rssBytes),
  ].filter((part) => part !== undefined);
  return (
    <Section name="resources" title={t('depth.figures')} summary={summary.join(' · ')}>
      <Charts process={process} />
      <Fields>
        <RecordField
          process={process}
          name="cpu"
          label={t('inspector.cpu')}
          show={(cpu) => (
            <>
              {format.share(cpu)}
              <span className={styles.meter} aria-hidden>
                <span style={{ transform: `scaleX(${Math.min(1, cpu)})` }} />
              </span>
            </>
          )}
        />
        <RecordField
          process={process}
          name="rssBytes"
          label={t('inspector.memory')}
          show={(bytes) => format.bytes(bytes)}
        />
        <RecordField
          process={process}
          name="threads"
          label={t('inspector.threads')}
          show={(count) => format.number(count)}
        />
        <RecordField process={process} name="nice" label={t('inspector.nice')} show={String} />
        <MoreFigures process={process} />
      </Fields>
    </Section>
  );
}

function Charts({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { seconds, cpu, rssBytes } = useHistory(process.id);
  if (seconds.length < 2) return <p className={prose.why}>{t('depth.chartEmpty')}</p>;
  const told = (values: readonly (number | undefined)[], text: (value: number) => string) => {
    const last = values.at(-1);
    const known = values.filter((value) => value !== undefined);
    const unknown = t('hidden.unknown');
    return {
      now: last === undefined ? unknown : text(last),
      peak: known.length === 0 ? unknown : text(Math.max(...known)),
    };
  };
  const labels = hasEnded(process)
    ? (['depth.chartCpuPast', 'depth.chartMemoryPast'] as const)
    : (['depth.chartCpu', 'depth.chartMemory'] as const);
  const length = format.duration(((seconds.at(-1) ?? 0) - (seconds[0] ?? 0)) * 1000);
  return (
    <figure className={styles.charts}>
      <figcaption>
        <span>{t('inspector.cpu')}</span>
        <small>{told(cpu, format.share).peak}</small>
      </figcaption>
      <HistoryChart
        label={t(labels[0], told(cpu, format.share))}
        seconds={seconds}
        values={cpu}
        colour="--running"
        least={0.1}
      />
      <figcaption>
        <span>{t('inspector.memory')}</span>
        <small>{told(rssBytes, format.bytes).peak}</small>
      </figcaption>
      <HistoryChart
        label={t(labels[1], told(rssBytes, format.bytes))}
        seconds={seconds}
        values={rssBytes}
        colour="--accent"
        least={4096}
      />
      <small className={prose.why}>{t('depth.minutes', { duration: length })}</small>
    </figure>
  );
}

const cpuTimeOf = ({ stat, msPerTick }: DepthFacts) =>
  pickFact(stat, ({ userTicks, systemTicks }) => ({ user: userTicks * msPerTick, system: systemTicks * msPerTick }));
const memoryOf = (name: string) => (facts: DepthFacts) => pickFact(facts.memory, (memory) => memory[name]);

function MoreFigures({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const depth = useDepth();
  const isOpen = useIsOpen('resources');
  const everyMs = depth.isLive ? COSTLY_MS : undefined;
  const options = { everyMs, enabled: depth.canAsk && isOpen, keep: keepFact };
  const memory = useInspection('inspect:memory', { id: process.id }, options);
  const shares = factFrom(depth, memory);
  const bytes = (value: number) => format.bytes(value);
  return (
    <>
      <FactField
        label={t('depth.pss')}
        fact={shares}
        show={({ pss, privateBytes }) => `${bytes(pss)} · ${t('depth.private')} ${bytes(privateBytes)}`}
      />
      <FactField label={t('depth.peak')} fact={factOf(depth, memoryOf('HWM'))} show={bytes} />
      <FactField label={t('depth.virtual')} fact={factOf(depth, memoryOf('Size'))} show={bytes} />
      <FactField label={t('depth.swap')} fact={factOf(depth, memoryOf('Swap'))} show={bytes} />
      <FactField
        label={t('depth.cpuTime')}
        fact={factOf(depth, cpuTimeOf)}
        show={({ user, system }) =>
          t('depth.cpuTimeValue', { user: format.seconds(user), system: format.seconds(system) })
        }
      />
      <FactField
        label={t('depth.io')}
        fact={factOf(depth, ({ io }) => io)}
        show={({ readBytes, writtenBytes }) => `${bytes(readBytes)} / ${bytes(writtenBytes)}`}
      />
      <FactField
        label={t('depth.ioStorage')}
        fact={factOf(depth, ({ io }) => io)}
        show={(io) => `${bytes(io.storageReadBytes)} / ${bytes(io.storageWrittenBytes)}`}
      />
      <FactField
        label={t('depth.faults')}
        fact={factOf(depth, ({ stat }) => stat)}
        show={({ minorFaults, majorFaults }) =>
          t('depth.faultsValue', { minor: format.number(minorFaults), major: format.number(majorFaults) })
        }
      />
    </>
  );
}
