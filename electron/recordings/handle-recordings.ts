/** Main's answers to the requests about recordings and exports: only here are files chosen, and only by a person. */
import { arch, release } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as electron from 'electron';
import { app, type BrowserWindow, clipboard, dialog, nativeImage } from 'electron';
import type { ExportFormat, ReadableFile, ReadFailure, WriteFailure } from '#shared/ipc/recording-requests';
import type { Result } from '#shared/ipc/result';
import type { CollectorControl } from '../collector/start-collector';
import { handle } from '../ipc/handle';
import { send } from '../ipc/send';
import type { SenderCheck } from '../ipc/trust-only';
import { createReadableFiles } from './readable-files';
import { createRecentFiles } from './recent-files';
import { listSamples, samplePath } from './samples';
import { createWritableFiles, writeWhole } from './writable-files';
import { writeFailureOf } from './write-failure';

interface Surroundings {
  readonly window: BrowserWindow;
  readonly collector: CollectorControl;
  readonly samplesFolder: string;
  /** The recording that the app was started with. */
  readonly file: string | undefined;
}

const recordingFilters = [{ name: 'Forkscope', extensions: ['forkscope', 'gz'] }];

export function handleRecordings(
  isTrusted: SenderCheck,
  { window, collector, samplesFolder, file }: Surroundings,
): void {
  const readable = createReadableFiles();
  const recent = createRecentFiles(join(app.getPath('userData'), 'recent-recordings.json'));
  /** Of a file that the person chose; one that cannot be read is no longer offered. */
  const offer = async (path: string): Promise<Result<ReadableFile, ReadFailure>> => {
    const offered = await readable.offer(path);
    await (offered.ok ? recent.add(path) : recent.forget(path));
    return offered;
  };
  const writable = createWritableFiles();
  let asked = file === undefined ? undefined : resolve(file);

  handle('recording:samples', isTrusted, () => listSamples(samplesFolder));
  handle('recording:keep', isTrusted, ({ minutes, megabytes }) => {
    // As text an event takes a fifth of what it takes in the window.
    collector.keep({ maxAgeMs: minutes * 60_000, maxLength: megabytes * 200_000 });
    return undefined;
  });
  handle('recording:host', isTrusted, () => ({
    platform: process.platform,
    release: release(),
    architecture: arch(),
    app: app.getVersion(),
  }));
  handle('recording:choose', isTrusted, async (): Promise<Result<ReadableFile, ReadFailure>> => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      filters: [...recordingFilters, { name: '*', extensions: ['*'] }],
    });
    const [path] = filePaths;
    return path === undefined ? { ok: false, code: 'cancelled' } : offer(path);
  });
  handle('recording:recent', isTrusted, () => recent.list());
  handle('recording:open-recent', isTrusted, async ({ index }) => {
    const path = recent.pathOf(index);
    return path === undefined ? { ok: false, code: 'missing' } : offer(path);
  });
  handle('recording:open-sample', isTrusted, ({ id }) => readable.offer(samplePath(samplesFolder, id)));
  handle('recording:asked', isTrusted, () => {
    const path = asked;
    asked = undefined;
    return path === undefined ? undefined : offer(path);
  });
  handle('recording:read', isTrusted, ({ handle: number }) => readable.read(number));
  handle('recording:release', isTrusted, async ({ handle: number }) => {
    await readable.release(number);
    return undefined;
  });

  handle('recording:save', isTrusted, async ({ name }) => {
    const path = await chooseTarget(window, name, recordingFilters);
    if (path === undefined) return { ok: false, code: 'cancelled' };
    const begun = await writable.begin(path);
    return begun.ok ? { ok: true, value: { ...begun.value, name: basename(path) } } : begun;
  });
  handle('recording:write', isTrusted, ({ handle: number, text }) => writable.write(number, text));
  handle('recording:end', isTrusted, ({ handle: number, keep }) => writable.end(number, keep));

  handle('recording:start', isTrusted, async ({ name, limitMegabytes, leaveOut }) => {
    const path = await chooseTarget(window, name, recordingFilters);
    if (path === undefined) return { ok: false, code: 'cancelled' };
    collector.record({ path, limitBytes: limitMegabytes * 1e6, leaveOut });
    return { ok: true, value: undefined };
  });
  handle('recording:stop', isTrusted, () => {
    collector.stopRecording();
    return undefined;
  });
  handle('recording:describe', isTrusted, () => collector.describeRecording());
  handleExports(isTrusted, window);
  followFilesOfSystem(window, async (path) => send(window, 'recording:asked', await offer(path)));
}

const exportEndings: { readonly [Format in ExportFormat]: string } = {
  svg: 'svg',
  png: 'png',
  dot: 'dot',
  mermaid: 'mmd',
  text: 'txt',
  json: 'json',
  csv: 'csv',
};

function handleExports(isTrusted: SenderCheck, window: BrowserWindow): void {
  handle(
    'export:save',
    isTrusted,
    async ({ name, format, content }): Promise<Result<{ name: string }, WriteFailure>> => {
      const ending = exportEndings[format];
      const path = await chooseTarget(window, `${name}.${ending}`, [
        { name: ending.toUpperCase(), extensions: [ending] },
      ]);
      if (path === undefined) return { ok: false, code: 'cancelled' };
      try {
        await writeWhole(path, content);
        return { ok: true, value: { name: basename(path) } };
      } catch (error) {
        return { ok: false, ...writeFailureOf(error) };
      }
    },
  );
  handle('export:copy', isTrusted, async ({ content }) => {
    try {
      if (typeof content === 'string') await clipboard.writeText(content);
      else await copyPicture(content);
      return { ok: true, value: undefined };
    } catch (error) {
      return { ok: false, code: 'unreadable', detail: (error as Error).message };
    }
  });
}

/** Electron's clipboard became the web's: before, a picture was a native image, now it is a blob of its type. */
async function copyPicture(png: Uint8Array): Promise<void> {
  const older = clipboard as unknown as { writeImage?: (image: Electron.NativeImage) => void };
  if (older.writeImage !== undefined) older.writeImage(nativeImage.createFromBuffer(Buffer.from(png)));
  // Named through the module: an Electron that has no such export would refuse to load this file.
  else
    await clipboard.write([
      new electron.ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) }),
    ]);
}

/** What the window suggests is a name, never a path. */
async function chooseTarget(
  window: BrowserWindow,
  name: string,
  filters: Electron.FileFilter[],
): Promise<string | undefined> {
  const safe = name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '-');
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), safe),
    filters,
  });
  return canceled || filePath === '' ? undefined : filePath;
}

/** A double click where the app runs already: the system tells (macOS), or a second start brings the path along. */
function followFilesOfSystem(window: BrowserWindow, open: (path: string) => Promise<void>): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open(path);
  });
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const path = recordingIn(argv.slice(1));
    // It was started in a folder of its own.
    if (path !== undefined) void open(resolve(workingDirectory, path));
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

/** The recording among the arguments of a command line, if there is one. */
export function recordingIn(argv: readonly string[]): string | undefined {
  return argv.find((one) => /\.forkscope(\.gz)?(\.\d+\.part)?$/.test(one) && !one.startsWith('-'));
}
