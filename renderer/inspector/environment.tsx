import { Eye } from 'lucide-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EnvironmentPart, type EnvironmentVariable, type Fact, pickFact } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { useRequests } from '../ipc/requests-context';
import { useFormat } from '../ui/use-format';
import styles from './environment.module.css';
import { ListAge, Unknown, unlockText } from './field';
import { FilterBox } from './filter-box';
import prose from './prose.module.css';
import { Section } from './section';
import { reasonWithoutParts, useDepth } from './use-depth';
import { type Part, useParts } from './use-parts';

const MOST = 20_000;
const SHOWN_AT_FIRST = 200;

/** Names at once; values, which hold secrets, only when they are asked for. */
export function Environment({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  return (
    <Section name="environment" title={t('depth.environment')}>
      <Variables id={process.id} />
    </Section>
  );
}

const Variables = memo(function Variables({ id }: { readonly id: ProcessId }) {
  const { t } = useTranslation();
  const format = useFormat();
  const depth = useDepth();
  const app = useRequests();
  const [showsAll, setShowsAll] = useState(false);
  const [size, setSize] = useState({ bytes: 0, cut: false });
  const read = useCallback((from: number) => readPart(app, id, from, showsAll, setSize), [app, id, showsAll]);
  const parts = useParts<EnvironmentVariable>({ read, enabled: depth.canAsk, everyMs: undefined, most: MOST });
  const { items, total, asOf } = parts;
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const shown = useMemo(() => rowsOf(items, filter), [items, filter]);
  const reason = reasonWithoutParts(depth, parts);
  if (reason !== undefined) return <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />;
  if (total === undefined) return <span className={prose.why}>{t('depth.reading')}</span>;
  return (
    <>
      <FilterBox label={t('depth.filterEnvironment')} text={filter} onChange={setFilter}>
        {t('depth.countOf', { shown: shown.length, total })}
      </FilterBox>
      <ListAge at={asOf} />
      <p className={prose.why}>
        {t('depth.environmentNote')}{' '}
        {t(size.cut ? 'depth.environmentCut' : 'depth.size', { size: format.bytes(size.bytes) })}{' '}
        <button type="button" className={prose.more} aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {t(showsAll ? 'depth.hideAll' : 'depth.revealAll')}
        </button>
      </p>
      <dl className={styles.variables}>
        {shown.slice(0, limit).map(({ at, variable }) => (
          <VariableRow key={`${variable.name} ${at}`} id={id} at={at} variable={variable} />
        ))}
      </dl>
      {shown.length > limit && (
        <button type="button" className={prose.more} onClick={() => setLimit(limit + SHOWN_AT_FIRST)}>
          {t('depth.more')}
        </button>
      )}
    </>
  );
});

interface VariableAt {
  /** Its place among all: a name may stand there twice, the order is fixed. */
  readonly at: number;
  readonly variable: EnvironmentVariable;
}

function rowsOf(items: readonly EnvironmentVariable[], filter: string): readonly VariableAt[] {
  const needle = filter.toLowerCase();
  const rows = items.map((variable, at) => ({ at, variable }));
  return rows.filter(({ variable }) => variable.name.toLowerCase().includes(needle));
}

async function readPart(
  app: ReturnType<typeof useRequests>,
  id: ProcessId,
  from: number,
  showsAll: boolean,
  onSize: (size: Pick<EnvironmentPart, 'bytes' | 'cut'>) => void,
): Promise<InspectReply<Fact<Part<EnvironmentVariable>>> | undefined> {
  const reveal = showsAll ? 'all' : 'none';
  const reply = await app.request('inspect:environment', { id, from, reveal }).catch(() => undefined);
  if (reply?.ok !== true) return reply;
  if ('value' in reply.value) onSize(reply.value.value);
  return {
    ok: true,
    value: pickFact(reply.value, ({ variables, next, total }) => ({ items: variables, next, total })),
  };
}

const VariableRow = memo(function VariableRow({ id, at, variable }: VariableAt & { readonly id: ProcessId }) {
  const { t } = useTranslation();
  const app = useRequests();
  const [asked, setAsked] = useState<string>();
  const { name, length } = variable;
  const value = variable.value ?? asked;
  const reveal = async () => {
    const args = { id, from: at, reveal: { at, name } };
    const reply = await app.request('inspect:environment', args).catch(() => undefined);
    const fact = reply?.ok === true ? reply.value : undefined;
    if (fact !== undefined && 'value' in fact) setAsked(fact.value.variables[0]?.value);
  };
  return (
    <div>
      <dt>
        <bdi>{visibleText(name)}</bdi>
      </dt>
      <dd>
        {value === undefined ? (
          <button
            type="button"
            className={styles.masked}
            aria-label={t('depth.revealOne', { name })}
            onClick={() => void reveal()}
          >
            <span aria-hidden>••••••</span>
            <Eye size={12} aria-hidden />
            <small>{t('depth.masked', { length })}</small>
          </button>
        ) : (
          <>
            <bdi>{visibleText(value)}</bdi>
            {value.length < length && <small className={prose.why}> {t('depth.valueCut', { length })}</small>}
          </>
        )}
      </dd>
    </div>
  );
});
