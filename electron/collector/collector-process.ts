/** The entry of the utility process: a collector, commanded by main, heard by the window over a port. */
import { parseArgs } from 'node:util';
import type { CollectorCommand } from './collector-command';
import { createCollector } from './collector';
import { createProcfsSource } from './procfs-source';
import { createPsListSource } from './ps-list-source';

const { values } = parseArgs({ options: { source: { type: 'string' }, interval: { type: 'string' } } });
const source = values.source === 'procfs' ? createProcfsSource() : createPsListSource();
const collector = createCollector(source, Number(values.interval ?? 1000));

process.parentPort.on('message', ({ data, ports }) => {
  const command = data as CollectorCommand;
  const port = ports[0];
  if (command.kind === 'connect' && port !== undefined) {
    collector.connect((message) => port.postMessage(message));
    collector.setWatched(true);
  } else if (command.kind === 'watch') {
    collector.setWatched(command.watched);
  }
});
process.on('exit', () => collector.close());
