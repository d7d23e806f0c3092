import type { ExportedMoment } from '#shared/export/export-tree';
import type { ProcessId, ProcessRecord } from '#shared/model/process';

/** The same moment with every process as `strip` leaves it. */
export function withRecords(moment: ExportedMoment, strip: (process: ProcessRecord) => ProcessRecord): ExportedMoment {
  const { living, ghosts } = moment.table;
  const tree = moment.tree.copy();
  tree.each((node) => {
    const { key, process } = node.data;
    node.data = { key, process: process === undefined ? undefined : strip(process) };
  });
  return {
    ...moment,
    tree,
    table: { ...moment.table, living: stripAll(living, strip), ghosts: stripAll(ghosts, strip) },
  };
}

function stripAll(
  processes: ReadonlyMap<ProcessId, ProcessRecord>,
  strip: (process: ProcessRecord) => ProcessRecord,
): ReadonlyMap<ProcessId, ProcessRecord> {
  return new Map([...processes].map(([id, process]) => [id, strip(process)]));
}
