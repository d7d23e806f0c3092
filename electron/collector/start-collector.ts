/** Main's side of the collector: starts its process, gives the window its port, starts it anew when it dies. */
import { join } from 'node:path';
import { type BrowserWindow, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { COLLECTOR_PORT } from '#shared/ipc/channels';
import type { CollectorStatus } from '#shared/ipc/contract';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import type { RingLimits } from '#shared/recording/recording-ring';
import { send } from '../ipc/send';
import { trustOnly } from '../ipc/trust-only';
import { logWarning } from '../logging';
import { PAGE_URL } from '../window/app-protocol';
import type { CollectorCommand, CollectorReport } from './collector-command';
import type { DiskOrder } from './collector-hub';
import type { CollectorOptions } from './start-sources';

/** After so many early deaths in a row the collector stays down, until the page is loaded again. */
const MAX_RESTARTS = 5;
/** Whoever lived longer than this did not die of its start. */
const EARLY_DEATH_MS = 10_000;
const RESTART_DELAY_MS = 500;
const ANSWER_WITHIN_MS = 1_000;

export interface CollectorControl {
  /** From now on this window hears it, and is what it looks for. */
  serve(window: BrowserWindow): void;
  /** Holds for collectors that are started anew, too. */
  setInterval(intervalMs: number): void;
  /** How much it keeps for a window that is loaded again. */
  keep(limits: RingLimits): void;
  record(order: DiskOrder): void;
  stopRecording(): void;
  describeRecording(): DiskRecording;
  /** Undefined when it does not answer. */
  describe(): Promise<CollectorStatus | undefined>;
  close(): void;
}

/** Started before there is a window, it has looked around when the page asks for the first table. */
export function startCollector(outputFolder: string, options: CollectorOptions): CollectorControl {
  let { intervalMs } = options;
  let window: BrowserWindow | undefined;
  let child: UtilityProcess | undefined;
  let closing = false;
  /** Also when the page is loaded again, or the collector started again: there is nobody to look for. */
  let isHidden = false;
  let restarts = 0;
  let limits: RingLimits | undefined;
  let recording: DiskRecording = { kind: 'none' };

  function command(message: CollectorCommand, ports: Electron.MessagePortMain[] = []): void {
    child?.postMessage(message, ports);
  }

  function connect(): void {
    if (closing || window === undefined || window.isDestroyed()) return;
    if (child === undefined) {
      restarts = 0;
      start();
    }
    const { port1, port2 } = new MessageChannelMain();
    command({ kind: 'connect' }, [port1]);
    window.webContents.postMessage(COLLECTOR_PORT, undefined, [port2]);
    if (isHidden) watch(false);
  }

  function tell(next: DiskRecording): void {
    recording = next;
    if (window !== undefined) send(window, 'recording:changed', recording);
  }

  function describe(): Promise<CollectorStatus | undefined> {
    const asked = child;
    if (asked === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle = (status: CollectorStatus | undefined): void => {
        clearTimeout(timer);
        asked.off('message', listen);
        resolve(status);
      };
      const listen = (report: CollectorReport): void => {
        if (report.kind === 'status') settle(report.status);
      };
      const timer = setTimeout(settle, ANSWER_WITHIN_MS, undefined);
      asked.on('message', listen);
      command({ kind: 'describe' });
    });
  }

  function start(): void {
    const script = join(outputFolder, 'main', 'collector.js');
    const bornAt = performance.now();
    child = utilityProcess.fork(script, [JSON.stringify({ ...options, intervalMs })], {
      serviceName: 'forkscope-collector',
    });
    if (limits !== undefined) command({ kind: 'keep', limits });
    child.on('message', (report: CollectorReport) => report.kind === 'recording' && tell(report.recording));
    child.once('exit', (code) => {
      if (closing) return;
      logWarning(`the collector has ended, exit code ${code}`);
      child = undefined;
      if (recording.kind === 'recording')
        tell({ ...recording, kind: 'failed', code: 'unwritable', detail: `exit code ${code}` });
      restarts = performance.now() - bornAt > EARLY_DEATH_MS ? 1 : restarts + 1;
      if (window !== undefined) send(window, 'collector:failed', { detail: `exit code ${code}` });
      if (restarts <= MAX_RESTARTS) setTimeout(restart, RESTART_DELAY_MS);
    });
  }

  function restart(): void {
    if (closing || child !== undefined) return;
    start();
    connect();
  }

  function serve(next: BrowserWindow): void {
    window = next;
    // Each load of the page, a reload too, gets a port of its own and the full table through it.
    const isTrusted = trustOnly(next, PAGE_URL);
    next.webContents.ipc.on(COLLECTOR_PORT, (event) => {
      if (isTrusted(event)) connect();
    });
    followVisibility(next, watch);
  }

  function watch(watched: boolean): void {
    isHidden = !watched;
    command({ kind: 'watch', watched });
  }

  start();
  return {
    serve,
    setInterval: (next) => {
      intervalMs = next;
      command({ kind: 'interval', intervalMs });
    },
    keep: (next) => {
      limits = next;
      command({ kind: 'keep', limits });
    },
    record: (order) => command({ kind: 'record', order }),
    stopRecording: () => command({ kind: 'stop-recording' }),
    describeRecording: () => recording,
    describe,
    close: () => {
      closing = true;
      child?.kill();
    },
  };
}

function followVisibility(window: BrowserWindow, watch: (watched: boolean) => void): void {
  for (const event of ['show', 'restore'] as const) window.on(event as 'show', () => watch(true));
  for (const event of ['hide', 'minimize'] as const) window.on(event as 'hide', () => watch(false));
}
