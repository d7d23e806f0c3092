import type { ProcessEvent } from '#shared/events/process-event';
import { assertNever } from '#shared/model/assert-never';

/** Estimates from heap snapshots, with the record that an event leaves in the table. Characters count one byte. */
export const RECORD_BYTES = 420;
const EVENT_BYTES = 110;
const SAMPLE_BYTES = 120;
const VARIABLE_BYTES = 90;

/** What it costs to fold an event, in single changes of a table. */
export function workOf(event: ProcessEvent): number {
  if (event.kind === 'checkpoint') return 1 + event.processes.length;
  return event.kind === 'sampled' ? 1 + event.ids.length : 1;
}

/** What it costs to keep an event, in bytes of memory. */
export function bytesOf(event: ProcessEvent): number {
  switch (event.kind) {
    case 'checkpoint':
      return EVENT_BYTES + event.processes.length * RECORD_BYTES;
    case 'sampled':
      return EVENT_BYTES + event.ids.length * SAMPLE_BYTES;
    case 'fork':
      return EVENT_BYTES + RECORD_BYTES;
    case 'exec':
      return EVENT_BYTES + RECORD_BYTES + lengthOf(event.cmdline);
    case 'exit':
    case 'adopted':
    case 'reaped':
    case 'changed':
      return EVENT_BYTES + RECORD_BYTES / 2;
    case 'line':
      return EVENT_BYTES + event.variables.length * VARIABLE_BYTES;
    case 'output':
      return EVENT_BYTES + event.text.length;
    case 'turn':
    case 'blocked':
    case 'thread-end':
    case 'refused':
    case 'signal':
    case 'waited':
      return EVENT_BYTES;
    default:
      return assertNever(event);
  }
}

function lengthOf(texts: readonly string[] | undefined): number {
  return (texts ?? []).reduce((sum, text) => sum + text.length + 16, 0);
}
