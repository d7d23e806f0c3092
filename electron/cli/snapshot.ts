import { setTimeout as pause } from 'node:timers/promises';
import { applyEvents, emptyTable, type ProcessTable } from '#shared/events/apply-events';
import { tableJson } from '#shared/export/table-json';
import { treeText } from '#shared/export/tree-text';
import { buildTree, type ProcessTree } from '#shared/tree/build-tree';
import { createCollector } from '../collector/start-sources';
import { parseSource } from '../command-line';
import { parseOptions, UsageError } from '../usage-error';

/** Processor time is a difference between two looks, this far apart. */
const SAMPLE_MS = 200;

export async function snapshot(args: readonly string[]): Promise<void> {
  const options = parseOptions({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      text: { type: 'boolean' },
      source: { type: 'string' },
      root: { type: 'string' },
    },
  });
  if (options.json === true && options.text === true) throw new UsageError('--json and --text exclude each other.');
  const source = parseSource(options.source);
  const root = parsePid(options.root);
  const table = await takeTable(source);
  const tree = subtree(buildTree(table, { ghostsMs: 0, now: table.at, keep: undefined }), root);
  const chosen = new Set(tree.descendants().flatMap(({ data }) => data.process?.id ?? []));
  const output = options.json === true ? `${JSON.stringify(tableJson(table, source, chosen))}\n` : treeText(tree);
  process.stdout.write(output);
}

function parsePid(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--root ${text}: give a pid, a whole number above 0.`);
  return Number(text);
}

async function takeTable(source: 'procfs' | 'ps-list'): Promise<ProcessTable> {
  const collector = await createCollector({ source, intervalMs: SAMPLE_MS, kernelEvents: false });
  let table = emptyTable;
  let failure: string | undefined;
  collector.connect((message) => {
    table = applyEvents(table, message.events);
    failure = message.status.failure;
  });
  await collector.look();
  await pause(SAMPLE_MS);
  await collector.look();
  collector.close();
  if (failure !== undefined) throw new Error(`the process table could not be read: ${failure}`);
  return table;
}

function subtree(tree: ProcessTree, pid: number | undefined): ProcessTree {
  if (pid === undefined) return tree;
  const found = tree.find(({ data }) => data.process?.pid === pid);
  if (found === undefined) throw new Error(`there is no process ${pid} (or it cannot be seen from here)`);
  return found;
}
