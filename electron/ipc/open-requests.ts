/** The page may ask as soon as it is there. What it asks before main is all loaded waits for its answer. */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type RequestName, requestNames } from '#shared/ipc/channels';

/** Of words that nobody has checked yet. */
export type RawAnswer = (event: IpcMainInvokeEvent, raw: unknown) => unknown;

const answers = new Map<RequestName, RawAnswer>();

export function setAnswer(name: RequestName, answer: RawAnswer): void {
  answers.set(name, answer);
}

export function openRequests(isReady: Promise<void>): void {
  for (const name of requestNames) {
    ipcMain.handle(name, async (event, raw: unknown) => {
      await isReady;
      const answer = answers.get(name);
      if (answer === undefined) throw new Error(`${name}: nobody answers that`);
      return answer(event, raw);
    });
  }
}
