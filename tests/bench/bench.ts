/** The benchmarks: each figure is measured side by side in one run, on a load that is started and ended here. */
import { benchEvents } from './events';
import { benchGraph } from './graph';
import { benchInspector } from './inspector';
import { benchLab } from './lab';
import { benchLabWindow } from './lab-window';
import type { Figure } from './measure';
import { benchMemory } from './memory';
import { reportTable } from './report';
import { benchScans } from './scan';
import { benchSchedule } from './schedule';
import { benchStart } from './start';
import { benchSteady } from './steady';
import { benchTimeline } from './timeline';
import { benchWindow } from './window';

const suites: { readonly [name: string]: () => Promise<Figure[]> } = {
  scan: benchScans,
  steady: benchSteady,
  events: benchEvents,
  memory: benchMemory,
  timeline: benchTimeline,
  lab: benchLab,
  schedule: benchSchedule,
  'lab-window': benchLabWindow,
  window: benchWindow,
  graph: benchGraph,
  start: benchStart,
  inspector: benchInspector,
};

/** `args`: names of suites (all when none is given), `--json` for a machine. */
export async function bench(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json');
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no benchmark "${unknown.join(', ')}". There are: ${Object.keys(suites).join(', ')}\n`,
    );
    return 2;
  }
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stderr.write(`measuring ${name} …\n`);
    figures.push(...(await measure().catch((error: Error) => [failure(name, error)])));
  }
  process.stdout.write(json ? `${JSON.stringify({ figures }, null, 2)}\n` : reportTable(figures));
  return 0;
}

/** One benchmark that fails leaves the others their figures. */
function failure(name: string, error: Error): Figure {
  const [reason = ''] = error.message.split('\n');
  return { name, value: undefined, unit: '', note: `failed: ${reason}` };
}
