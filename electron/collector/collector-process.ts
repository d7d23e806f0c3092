/** The entry of the utility process: a collector, commanded by main, heard by the window over a port. */
import type { MessagePortMain } from 'electron';
import type { CollectorCommand, CollectorReport } from './collector-command';
import { CollectorHub } from './collector-hub';
import { dropPrivileges } from './drop-privileges';
import { type CollectorOptions, createCollector } from './start-sources';

/** Until the window tells what its person has chosen. */
const USUAL_LIMITS = { maxAgeMs: 10 * 60_000, maxLength: 20_000_000 };

dropPrivileges();
const options = JSON.parse(process.argv.at(-1) ?? '{}') as CollectorOptions;
const starting = createCollector(options).then((collector) => {
  const hub = new CollectorHub(collector, USUAL_LIMITS, (recording) => report({ kind: 'recording', recording }));
  // The first look is taken while the page is being loaded, which will ask for it.
  hub.watch(true);
  return { collector, hub };
});

function report(message: CollectorReport): void {
  process.parentPort.postMessage(message);
}

async function obey(command: CollectorCommand, port: MessagePortMain | undefined): Promise<void> {
  const { collector, hub } = await starting;
  switch (command.kind) {
    case 'connect':
      if (port !== undefined) hub.connectWindow((message) => port.postMessage(message));
      break;
    case 'watch':
      hub.watch(command.watched);
      break;
    case 'interval':
      collector.setInterval(command.intervalMs);
      break;
    case 'keep':
      hub.keep(command.limits);
      break;
    case 'record':
      hub.record(command.order);
      break;
    case 'stop-recording':
      await hub.stopRecording();
      break;
    case 'describe':
      report({ kind: 'status', status: hub.status });
      break;
  }
}

process.parentPort.on('message', ({ data, ports }) => void obey(data as CollectorCommand, ports[0]));
// Main ends this process with SIGTERM: first the recording is closed, and the kernel told that nobody listens any more.
process.once('SIGTERM', () => {
  void starting
    .then(async ({ collector, hub }) => {
      await hub.stopRecording();
      collector.close();
    })
    .finally(() => process.exit(0));
});
