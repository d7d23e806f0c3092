import { useTranslation } from 'react-i18next';
import type { Descriptor, DescriptorPeer } from '#shared/inspect/facts';
import { pidfdTarget } from '#shared/parse/descriptor';
import { selectTable } from '../store/selectors';
import { useApp } from '../store/use-app';
import styles from './descriptors.module.css';
import { findByPid } from './find-by-pid';
import { ProcessLink } from './process-link';

const MOST_SHOWN = 4;

/** Who holds the other end, then who holds the same one. A process that holds an end twice is named once. */
export function PeerLinks({
  descriptor,
  peers,
}: {
  readonly descriptor: Descriptor;
  readonly peers: readonly DescriptorPeer[];
}) {
  const others = peers.filter((peer) => !isSameEnd(descriptor, peer));
  const same = peers.filter((peer) => isSameEnd(descriptor, peer));
  return (
    <>
      <Ends name="otherEnd" peers={others} />
      <Ends name="sameEnd" peers={same} />
      {descriptor.kind === 'pidfd' && <Meant info={descriptor.more} />}
    </>
  );
}

/** The process that a pidfd means. */
function Meant({ info }: { readonly info: readonly string[] }) {
  const { t } = useTranslation();
  const pid = pidfdTarget(info);
  const id = useApp((state) => findByPid(selectTable(state), pid));
  if (pid === undefined) return null;
  return (
    <span className={styles.peers}>
      <small>{t('depth.means')}</small>
      {id === undefined ? <small>{pid < 0 ? t('depth.meansGone') : pid}</small> : <ProcessLink id={id} />}
    </span>
  );
}

function Ends({ name, peers }: { readonly name: 'otherEnd' | 'sameEnd'; readonly peers: readonly DescriptorPeer[] }) {
  const { t } = useTranslation();
  const holders = [...new Map(peers.map((peer) => [peer.id, peer])).values()];
  if (holders.length === 0) return null;
  return (
    <span className={styles.peers}>
      <small>{t(`depth.${name}`)}</small>
      <span className={styles.holders}>
        {holders.slice(0, MOST_SHOWN).map((peer) => (
          <span key={peer.id}>
            <ProcessLink id={peer.id} name={peer.name} /> <small>fd {peer.descriptor}</small>
          </span>
        ))}
        {holders.length > MOST_SHOWN && <small>{t('depth.morePeers', { count: holders.length - MOST_SHOWN })}</small>}
      </span>
    </span>
  );
}

/** Both ends of a pipe have one inode: who may do the same with it holds the same end. */
function isSameEnd({ kind, access }: Descriptor, peer: DescriptorPeer): boolean {
  return kind === 'pipe' ? peer.access === access : peer.isSame;
}
