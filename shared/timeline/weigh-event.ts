import type { ProcessEvent } from '#shared/events/process-event';
import { assertNever } from '#shared/model/assert-never';

/** What an event costs: `work` in single changes of a table when it is folded, `bytes` of memory while it is kept. */
export interface Weight {
  readonly work: number;
  readonly bytes: number;
}

/** Estimates from heap snapshots, with the record that an event leaves in the table. Characters count one byte. */
const RECORD_BYTES = 420;
const EVENT_BYTES = 110;
const SAMPLE_BYTES = 120;
const VARIABLE_BYTES = 90;

export function weighEvent(event: ProcessEvent): Weight {
  switch (event.kind) {
    case 'checkpoint':
      return { work: 1 + event.processes.length, bytes: EVENT_BYTES + event.processes.length * RECORD_BYTES };
    case 'sampled':
      return { work: 1 + event.ids.length, bytes: EVENT_BYTES + event.ids.length * SAMPLE_BYTES };
    case 'fork':
      return { work: 1, bytes: EVENT_BYTES + RECORD_BYTES };
    case 'exec':
      return { work: 1, bytes: EVENT_BYTES + RECORD_BYTES + lengthOf(event.cmdline) };
    case 'exit':
    case 'adopted':
    case 'reaped':
    case 'changed':
      return { work: 1, bytes: EVENT_BYTES + RECORD_BYTES / 2 };
    case 'line':
      return { work: 1, bytes: EVENT_BYTES + event.variables.length * VARIABLE_BYTES };
    case 'output':
      return { work: 1, bytes: EVENT_BYTES + event.text.length };
    case 'turn':
    case 'blocked':
    case 'refused':
    case 'signal':
    case 'waited':
      return { work: 1, bytes: EVENT_BYTES };
    default:
      return assertNever(event);
  }
}

function lengthOf(texts: readonly string[] | undefined): number {
  return (texts ?? []).reduce((sum, text) => sum + text.length + 16, 0);
}
