import { useEffect, useRef, useState } from 'react';
import type { Requests } from '#shared/ipc/contract';
import type { InspectFailure, InspectRequests } from '#shared/ipc/inspect-requests';
import { useRequests } from '../ipc/requests-context';

type Inspections = InspectRequests & Pick<Requests, 'process:threads'>;
type Value<Name extends keyof Inspections> = Extract<Inspections[Name]['reply'], { ok: true }>['value'];

export interface Inspection<Of> {
  /** The last that was read, also when nothing can be read any more. */
  readonly value: Of | undefined;
  readonly failure: InspectFailure | 'permission' | 'failed' | undefined;
}

interface Options<Of> {
  /** Milliseconds from an answer to the next question; undefined to ask once. */
  readonly everyMs: number | undefined;
  readonly enabled: boolean;
  /** A change asks anew at once. */
  readonly version?: string | number;
  /** What to show of an answer and the one before it, which came at that time. By default the new one. */
  readonly keep?: (before: Of | undefined, now: Of, at: number) => Of;
}

/** Asks main about a process again and again while it is shown and lives; a page that nobody sees asks nothing. */
export function useInspection<Name extends keyof Inspections>(
  name: Name,
  args: Inspections[Name]['arguments'],
  { everyMs, enabled, version = 0, keep = takeNew }: Options<Value<Name>>,
): Inspection<Value<Name>> {
  const app = useRequests();
  const [answered, setAnswered] = useState<Answered<Value<Name>>>();
  const readAt = useRef(0);
  // Arguments are made anew by each caller; what counts is what is in them.
  const question = JSON.stringify(args);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for a wish to ask again
  useEffect(() => {
    if (!enabled) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const again = () => {
      if (!stopped && everyMs !== undefined) timer = setTimeout(ask, everyMs);
    };
    const take = (reply: Inspections[Name]['reply'] | undefined) => {
      if (stopped) return;
      const before = readAt.current;
      if (reply?.ok === true) {
        readAt.current = Date.now();
        setAnswered((last) =>
          answeredWith(last, question, keep(valueFor(last, question), reply.value as Value<Name>, before)),
        );
      } else setAnswered((last) => ({ question, value: valueFor(last, question), failure: reply?.code ?? 'failed' }));
      if (reply === undefined || reply.ok || reply.code === 'hidden') again();
    };
    function ask(): void {
      if (document.hidden) again();
      else void send(app, name, JSON.parse(question)).then(take);
    }
    ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [app, name, question, everyMs, enabled, version, keep]);
  return answered?.question === question ? answered : unanswered;
}

interface Answered<Of> extends Inspection<Of> {
  readonly question: string;
}

function takeNew<Of>(_before: Of | undefined, now: Of): Of {
  return now;
}

const unanswered: Inspection<never> = { value: undefined, failure: undefined };

/** The same answer to the same question is no news: nothing is drawn again for it. */
function answeredWith<Of>(last: Answered<Of> | undefined, question: string, value: Of): Answered<Of> {
  const isSame =
    last?.question === question && last.failure === undefined && JSON.stringify(last.value) === JSON.stringify(value);
  return isSame ? last : { question, value, failure: undefined };
}

/** What was said of one process is never shown as another's. */
function valueFor<Of>(last: Answered<Of> | undefined, question: string): Of | undefined {
  return last?.question === question ? last.value : undefined;
}

type App = ReturnType<typeof useRequests>;

/** Undefined when main failed: the window says that it is not known. */
async function send<Name extends keyof Inspections>(
  app: App,
  name: Name,
  args: Inspections[Name]['arguments'],
): Promise<Inspections[Name]['reply'] | undefined> {
  try {
    return (await app.request(name, ...([args] as never))) as Inspections[Name]['reply'] | undefined;
  } catch {
    return undefined;
  }
}
