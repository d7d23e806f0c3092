import { type DepthFacts, type Descriptor, type Fact, factValue } from '#shared/inspect/facts';
import type { DaemonFacts, ParentFacts } from '#shared/lab/daemon-facts';

/** What the checklist of PEP 3143 is ticked from; undefined where even what is open to all could not be read. */
export function daemonFactsOf(
  facts: DepthFacts,
  parent: ParentFacts | undefined,
  descriptors: Fact<readonly Descriptor[]> | undefined,
): DaemonFacts | undefined {
  const stat = factValue(facts.stat);
  const status = factValue(facts.status);
  if (stat === undefined || status === undefined) return undefined;
  const core = factValue(facts.limits)?.find(({ name }) => name === 'Max core file size')?.hard;
  return {
    pid: stat.pid,
    parent,
    pgid: stat.pgid,
    sid: stat.sid,
    tty: stat.tty,
    foregroundPgid: stat.tpgid,
    uids: status.uids.slice(0, 3),
    gids: status.gids.slice(0, 3),
    umask: factValue(facts.umask),
    ignored: new Set(status.signals.ignored),
    caught: new Set(status.signals.caught),
    directory: factValue(facts.workingFolder),
    root: factValue(facts.rootFolder),
    descriptors: factValue(descriptors),
    coreLimit: core === undefined ? undefined : String(core),
  };
}
