import { useVirtualizer } from '@tanstack/react-virtual';
import type { TFunction } from 'i18next';
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Descriptor, type DescriptorPeer, type Fact, factValue, pickFact } from '#shared/inspect/facts';
import type { InspectReply } from '#shared/ipc/inspect-requests';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { watchedBy } from '#shared/parse/descriptor';
import { useRequests } from '../ipc/requests-context';
import styles from './descriptors.module.css';
import { ListAge, Unknown, unlockText } from './field';
import { FilterBox } from './filter-box';
import { PeerLinks } from './peer-links';
import prose from './prose.module.css';
import { Section } from './section';
import { COSTLY_MS, reasonWithoutParts, useDepth } from './use-depth';
import { type Part, useParts } from './use-parts';
import { usePeers } from './use-peers';

/** More are not fetched; how many there are is told. */
const MOST = 100_000;
const REFRESH_MS = 3_000;

export function Descriptors({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  return (
    <Section name="descriptors" title={t('depth.descriptors')}>
      <DescriptorList id={process.id} />
    </Section>
  );
}

const DescriptorList = memo(function DescriptorList({ id }: { readonly id: ProcessId }) {
  const { t } = useTranslation();
  const app = useRequests();
  const depth = useDepth();
  const read = useMemo(() => createPartReader(app, id), [app, id]);
  const everyMs = depth.isLive ? REFRESH_MS : undefined;
  const parts = useParts<Descriptor>({ read, enabled: depth.canAsk, everyMs, most: MOST });
  const { items, total, isComplete, asOf } = parts;
  const peers = usePeers(id, items, depth.canAsk, COSTLY_MS);
  const [text, setText] = useState('');
  const filter = useDeferredValue(text);
  const shown = useMemo(() => items.filter((one) => matches(one, peers.of(one), filter)), [items, peers, filter]);
  const reason = reasonWithoutParts(depth, parts);
  if (reason !== undefined) return <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />;
  if (total === undefined) return <span className={prose.why}>{t('depth.reading')}</span>;
  return (
    <>
      <FilterBox label={t('depth.filterDescriptors')} text={text} onChange={setText}>
        {t(isComplete ? 'depth.countOf' : 'depth.loadingParts', {
          shown: isComplete ? shown.length : items.length,
          total,
        })}
      </FilterBox>
      <ListAge at={asOf} />
      {shown.length === 0 && <p className={prose.why}>{t(items.length === 0 ? 'depth.none' : 'depth.noMatch')}</p>}
      <Rows rows={shown} peersOf={peers.of} />
      {isComplete && total > MOST && <p className={prose.why}>{t('depth.descriptorsCut', { count: MOST })}</p>}
      {peers.searching && <p className={prose.why}>{t('depth.searchingPeers')}</p>}
      {peers.cut && <p className={prose.why}>{t('depth.peersCut')}</p>}
      {peers.unixUnasked !== undefined && <p className={prose.why}>{t(`depth.unixUnasked.${peers.unixUnasked}`)}</p>}
      {peers.unseen > 0 && <p className={prose.why}>{t('depth.peersUnseen', { count: peers.unseen })}</p>}
    </>
  );
});

/** Remembers which reading the parts are of, since others may read the same process meanwhile. */
function createPartReader(app: ReturnType<typeof useRequests>, id: ProcessId) {
  let reading: number | undefined;
  return async (from: number): Promise<InspectReply<Fact<Part<Descriptor>>> | undefined> => {
    const reply = await app.request('inspect:descriptors', { id, from, reading }).catch(() => undefined);
    if (reply?.ok !== true) return reply;
    reading = factValue(reply.value)?.reading;
    const value = pickFact(reply.value, ({ descriptors, next, total }) => ({ items: descriptors, next, total }));
    return { ok: true, value };
  };
}

function matches(one: Descriptor, peers: readonly DescriptorPeer[], filter: string): boolean {
  if (filter === '') return true;
  const needle = filter.toLowerCase();
  const words = [one.number, one.kind, one.target, one.socket ?? '', ...peers.map(({ name, id }) => `${name} ${id}`)];
  return words.join(' ').toLowerCase().includes(needle);
}

interface RowsProps {
  readonly rows: readonly Descriptor[];
  readonly peersOf: (descriptor: Descriptor) => readonly DescriptorPeer[];
}

const ROW_HEIGHT = 24;
/** Below this a plain list is as fast, and better for a search in the page. */
const FEW = 150;

const Rows = memo(function Rows({ rows, peersOf }: RowsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLElement>(null);
  const isLong = rows.length > FEW;
  const virtual = useVirtualizer({
    count: isLong ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: (index) => rows[index]?.number ?? index,
  });
  if (!isLong) {
    return (
      <ul aria-label={t('depth.descriptorList')}>
        {rows.map((one) => (
          <li key={one.number}>
            <Row descriptor={one} peers={peersOf(one)} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('depth.descriptorList')}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const one = rows[index];
          if (one === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row descriptor={one} peers={peersOf(one)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
});

function Row({ descriptor, peers }: { readonly descriptor: Descriptor; readonly peers: readonly DescriptorPeer[] }) {
  const { t } = useTranslation();
  const { number, kind, target, socket } = descriptor;
  return (
    <div className={styles.descriptor}>
      <span className={styles.number}>{number}</span>
      <span className={styles.kind}>{t(`depth.kind.${kind}`)}</span>
      <span className={styles.target} title={target}>
        <bdi>{visibleText(socket ?? target)}</bdi>
        <Modes descriptor={descriptor} />
        <PeerLinks descriptor={descriptor} peers={peers} />
      </span>
    </div>
  );
}

function Modes({ descriptor }: { readonly descriptor: Descriptor }) {
  const { t } = useTranslation();
  const { access, closeOnExec, nonBlocking, append, position, more, kind } = descriptor;
  const words = [
    access && t(`depth.access.${access}`),
    closeOnExec && t('depth.closeOnExec'),
    nonBlocking && t('depth.nonBlocking'),
    append && t('depth.append'),
    kind === 'file' && position !== undefined && position > 0 && t('depth.position', { position }),
    ...detailsOf(kind, more, t),
  ].filter((word) => typeof word === 'string');
  return <small className={prose.why}> {words.join(t('tree.separator'))}</small>;
}

/** What else the kernel tells; of an epoll what it watches, in few words. */
function detailsOf(kind: Descriptor['kind'], more: readonly string[], t: TFunction): readonly string[] {
  if (kind === 'pidfd') return [];
  const watched = kind === 'epoll' ? watchedBy(more) : [];
  return watched.length === 0 ? more.slice(0, MOST_DETAILS) : [t('depth.watches', { numbers: watched.join(', ') })];
}

const MOST_DETAILS = 3;
