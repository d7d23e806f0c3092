/** Main's answers about the app itself. */
import { existsSync, readFileSync } from 'node:fs';
import { arch, homedir, release } from 'node:os';
import { dirname, join } from 'node:path';
import { app, clipboard, shell } from 'electron';
import type { AppInfo, Licence } from '#shared/ipc/about-requests';
import type { CollectorControl } from '../collector/start-collector';
import { handle } from '../ipc/handle';
import type { SenderCheck } from '../ipc/trust-only';
import { probeContainment } from '../lab/probe-containment';
import { readLogTail } from '../logging';
import { settingsTrouble } from '../window/settings-folder';
import { writeDiagnostics } from './write-diagnostics';

interface AboutParts {
  readonly collector: CollectorControl;
  readonly outputFolder: string;
  readonly assetsDirectory: string;
}

export function handleAbout(isTrusted: SenderCheck, { collector, outputFolder, assetsDirectory }: AboutParts): void {
  handle('app:describe', isTrusted, describeApp);
  handle('app:licences', isTrusted, () => readLicences(join(outputFolder, 'main', 'licences.json')));
  handle('app:chromium-licences', isTrusted, async () => {
    const page = besideRuntime('LICENSES.chromium.html');
    if (!existsSync(page) || (await shell.openPath(page)) !== '') return { ok: false, code: 'missing', detail: page };
    return { ok: true, value: undefined };
  });
  handle('app:diagnostics', isTrusted, async () => {
    const [status, lab] = await Promise.all([collector.describe(), probeContainment(assetsDirectory)]);
    const text = writeDiagnostics({
      app: describeApp(),
      locale: app.getLocale(),
      lang: process.env.LC_ALL ?? process.env.LANG,
      collector: status,
      lab,
      log: readLogTail(),
      home: homedir(),
    });
    await clipboard.writeText(text);
    return { text };
  });
}

function describeApp(): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    runtimeOrigin: process.env.FORKSCOPE_RUNTIME ?? (app.isPackaged ? 'packaged' : 'development'),
    platform: process.platform,
    architecture: arch(),
    kernel: release(),
    uid: process.getuid?.(),
    settingsTrouble: settingsTrouble(),
  };
}

/** What the build wrote (collect-licences.ts), and the runtime, which is known only now. */
function readLicences(file: string): readonly Licence[] {
  const [own, ...others] = JSON.parse(readFileSync(file, 'utf8')) as readonly Licence[];
  const electron = { name: 'Electron', version: process.versions.electron, licence: 'MIT', text: electronLicence() };
  return own === undefined ? [] : [own, electron, ...others];
}

function electronLicence(): string | undefined {
  // A packaged app has it under this name: that of a file `LICENSE` is moved where Debian keeps such.
  const file = ['LICENSE.electron', 'LICENSE'].map(besideRuntime).find((each) => existsSync(each));
  return file === undefined ? undefined : readFileSync(file, 'utf8').trim();
}

function besideRuntime(name: string): string {
  return join(dirname(process.execPath), name);
}
