import type { ProcessEvent } from '#shared/events/process-event';

/** What happened in a run, without times and pids: two runs of one schedule have the same. */
export function course(events: readonly ProcessEvent[]): readonly string[] {
  const births = new Map<string | undefined, string>();
  return events.map((event) => {
    if (event.kind === 'checkpoint') for (const { id, birth } of event.processes) births.set(id, birth ?? '?');
    if (event.kind === 'fork') births.set(event.process.id, event.process.birth ?? '?');
    const subject = 'id' in event ? births.get(event.id) : undefined;
    const what = 'line' in event ? event.line : 'text' in event ? event.text : 'in' in event ? event.in : '';
    return [event.kind, subject, what].join(' ');
  });
}
