/** The lab in the real window, as a person finds their way in it; for the end-to-end tests and the benchmarks. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { ProcessEvent } from '#shared/events/process-event';
import type { AppApi } from '#shared/ipc/contract';
import type { LabStatus } from '#shared/lab/run';
import { eventually } from './eventually';
import { commandLineOf, isAlive } from './processes';

/** How long a whole run may take in a window that is drawn by the processor alone. */
const RUN = { timeout: 60_000 };

declare global {
  interface Window {
    readonly app: AppApi;
  }
}

interface Told {
  readonly status: LabStatus;
  readonly events: readonly ProcessEvent[];
}

export class LabWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async turnTo(): Promise<void> {
    await this.page.getByRole('radio', { name: 'Lab', exact: true }).check({ force: true });
    await expect(this.page.getByTitle('Choose a demo')).toBeVisible();
  }

  async open(title: string): Promise<void> {
    await this.page.getByTitle('Choose a demo').click();
    await this.page.getByPlaceholder('Search the demos…').fill(title);
    await this.page.getByRole('option', { name: new RegExp(`^\\d+ ${title}`) }).click();
  }

  /** Opens the own program, with this text. */
  async write(text: string): Promise<void> {
    await this.open('Your own program');
    await this.editor().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(text);
  }

  readonly editor = (): Locator => this.page.getByRole('textbox', { name: 'Text of the program' });
  readonly step = (): Locator => this.button('Step');
  readonly run = (): Locator => this.button('Run');
  readonly breakpoints = (): Locator => this.page.locator('.breakpoint');
  readonly processes = (): Locator => this.page.getByRole('list', { name: 'Who runs next' });
  readonly output = (): Locator => this.page.getByRole('log', { name: 'Lines of the output' });
  /** A process that a click gives a turn. */
  readonly held = (pid: number): Locator => this.row(new RegExp(`^Step ${pid}:`));

  row(name: RegExp): Locator {
    return this.processes().getByRole('button', { name });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The number of the first line with this in it. */
  async lineOf(text: string): Promise<number> {
    const lines = this.page.locator('.cm-line');
    await expect(lines.filter({ hasText: text }).first()).toBeAttached();
    return (await lines.allTextContents()).findIndex((line) => line.includes(text)) + 1;
  }

  /** The place in the gutter where a click sets a breakpoint. */
  gutter(line: number): Locator {
    return this.page.locator('.cm-lineNumbers .cm-gutterElement').filter({ hasText: new RegExp(`^${line}$`) });
  }

  async runAtFullSpeed(): Promise<void> {
    await this.page.getByRole('slider', { name: 'Speed' }).press('End');
    await this.run().click();
  }

  /** Runs to a breakpoint at the first line with this in it. */
  async runTo(text: string): Promise<void> {
    const line = await this.lineOf(text);
    await this.gutter(line).click();
    await this.runAtFullSpeed();
    await expect(this.row(new RegExp(`^Step \\d+: line ${line}$`)).first()).toBeVisible(RUN);
    await this.gutter(line).click();
  }

  async ends(text = 'The program has ended by itself.'): Promise<void> {
    await expect(this.page.getByText(text)).toBeVisible(RUN);
  }

  told(): Promise<Told> {
    return this.page.evaluate(() => window.app.request('lab:describe'));
  }

  async stop(): Promise<void> {
    await this.page.evaluate(() => window.app.request('lab:command', { kind: 'stop' }));
  }

  /** The pids of all that the run has brought forth, as this computer knows them. */
  async pids(): Promise<readonly number[]> {
    const { events } = await this.told();
    return events.flatMap((event) => {
      if (event.kind === 'checkpoint') return event.processes.map(({ pid }) => pid);
      return event.kind === 'fork' ? [event.process.pid] : [];
    });
  }

  /** What was written, without the writers' pids. */
  async written(): Promise<string> {
    return ((await this.output().textContent()) ?? '').replace(/\d|\s/g, '');
  }

  /** How many turns have been given, and whether all that came of them has been told and is to be seen. */
  private async settled(): Promise<{ readonly turns: number; readonly calm: boolean }> {
    const told = await this.page.evaluate(async () => {
      const { events } = await window.app.request('lab:describe');
      const last = events.findLastIndex(({ kind }) => kind === 'turn');
      const after = events.slice(last + 1).some(({ kind }) => ['line', 'blocked', 'exit'].includes(kind));
      const turns = events.filter(({ kind }) => kind === 'turn').length;
      return { turns, after: last === -1 || after, seq: events.at(-1)?.seq ?? 0 };
    });
    // The window draws a moment after main has been told.
    const strip = await this.page.getByText(/^Timeline · [\d,]+ steps?$/).textContent();
    const isSeen = Number(strip?.replace(/\D/g, '')) === told.seq;
    return { turns: told.turns, calm: told.after && isSeen };
  }

  /** Gives turns to one process, each when the one before has come to its end, until it has come so far. */
  async give(pid: number, until: () => Promise<boolean>): Promise<void> {
    let given = -1;
    await eventually(
      `${pid} has come so far`,
      async () => {
        const { turns, calm } = await this.settled();
        if (!calm || turns < given) return false;
        if (await until()) return true;
        if (await this.held(pid).isVisible()) {
          await this.held(pid).click();
          given = turns + 1;
        }
        return false;
      },
      RUN.timeout,
    );
  }
}

/** None of them lives; a pid may have been given to somebody else meanwhile, who runs something else. */
export function areGone(pids: readonly number[]): boolean {
  return pids.every((pid) => !isAlive(pid) || !/forkscope-run-|supervisor/.test(commandLineOf(pid)));
}
