/** Starts the real app in a real window, with settings of its own, and notes everything that goes wrong in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Errors on the console, uncaught exceptions, violations of the content security policy. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The app's own arguments, e.g. `--source ps-list`. */
  readonly args?: readonly string[];
  /** The system's language, as in LANGUAGE. */
  readonly language?: 'en_US' | 'zh_CN';
  readonly env?: { readonly [name: string]: string };
  /** Settings that outlive this start, in a folder of the caller's; else a folder for this start alone. */
  readonly userData?: string;
  /** Instead of Electron itself: a program that starts it. */
  readonly executable?: string;
}

/** An installed app is its own program; Electron is told where the sources are. */
const isInstalled = process.env.FORKSCOPE_INSTALLED !== undefined;
const repository = join(import.meta.dirname, '..');

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const { args = [], language = 'en_US', env = {}, executable } = options;
  const executablePath = executable ?? process.env.FORKSCOPE_ELECTRON;
  if (executablePath === undefined)
    throw new Error('FORKSCOPE_ELECTRON is not set: run these tests with npm test -- e2e');
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'forkscope-test-'));
  // As root Chromium has no sandbox to offer.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    // Playwright switches the sandbox off unless told otherwise.
    chromiumSandbox: sandbox.length === 0,
    args: [...sandbox, ...(isInstalled ? [] : [repository]), `--user-data-dir=${userData}`, ...args],
    env: { ...(process.env as { [name: string]: string }), LANGUAGE: language, LANG: `${language}.UTF-8`, ...env },
  });
  const problems: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  return {
    electron,
    page,
    problems,
    close: async () => {
      await electron.close();
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
  };
}
