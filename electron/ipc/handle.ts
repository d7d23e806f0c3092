/** Typed ends of the contract. Nothing the window says is believed before the sender is checked and the words are parsed. */
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { RequestName } from '#shared/ipc/channels';
import { type Requests, requestSchemas } from '#shared/ipc/contract';
import { setAnswer } from './open-requests';

type Answer<Name extends RequestName> = (
  args: Requests[Name]['arguments'],
) => Requests[Name]['reply'] | Promise<Requests[Name]['reply']>;

export function handle<Name extends RequestName>(name: Name, isTrusted: SenderCheck, answer: Answer<Name>): void {
  setAnswer(name, (event, raw) => {
    if (!isTrusted(event)) throw new Error(`${name}: refused, the sender is not the app's window`);
    const parsed = requestSchemas[name].safeParse(raw);
    if (!parsed.success) throw new Error(`${name}: bad arguments: ${z.prettifyError(parsed.error)}`);
    return answer(parsed.data);
  });
}

export type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>) => boolean;

/** Trusted is the top frame of this window, showing our own page. */
export function trustOnly(window: BrowserWindow, pageUrl: string): SenderCheck {
  return ({ sender, senderFrame }) =>
    sender === window.webContents && senderFrame?.parent === null && senderFrame.url.split(/[?#]/)[0] === pageUrl;
}
