/** Typed ends of the contract. Nothing the window says is believed before the sender is checked and the words are parsed. */
import { z } from 'zod';
import type { RequestName } from '#shared/ipc/channels';
import { type Requests, requestSchemas } from '#shared/ipc/contract';
import { setAnswer } from './open-requests';
import type { SenderCheck } from './trust-only';

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
