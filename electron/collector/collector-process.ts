/** The entry of the utility process: a collector, commanded by main, heard by the window over a port. */
import type { MessagePortMain } from 'electron';
import type { Collector } from './collector';
import type { CollectorCommand } from './collector-command';
import { type CollectorOptions, createCollector } from './start-sources';

const options = JSON.parse(process.argv.at(-1) ?? '{}') as CollectorOptions;
const starting = createCollector(options);

async function obey(command: CollectorCommand, port: MessagePortMain | undefined): Promise<void> {
  const collector: Collector = await starting;
  if (command.kind === 'connect' && port !== undefined) {
    collector.connect((message) => port.postMessage(message));
    collector.setWatched(true);
  } else if (command.kind === 'watch') {
    collector.setWatched(command.watched);
  } else if (command.kind === 'interval') {
    collector.setInterval(command.intervalMs);
  }
}

process.parentPort.on('message', ({ data, ports }) => void obey(data as CollectorCommand, ports[0]));
// Main ends this process with SIGTERM: first the kernel is told that nobody listens any more.
process.once('SIGTERM', () => {
  void starting.then((collector) => collector.close()).finally(() => process.exit(0));
});
