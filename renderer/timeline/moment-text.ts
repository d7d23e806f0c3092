import type { TFunction } from 'i18next';
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import { exitText } from '../inspector/exit-text';

/** What has just happened at a moment, e.g. `bash 812: started make 900`. `table` is the one after the event. */
export function momentText(event: ProcessEvent | undefined, table: ProcessTable, t: TFunction): string {
  if (event === undefined) return '';
  const who = (id: ProcessId | undefined): string => {
    const process = findProcess(table, id);
    if (process !== undefined) return `${process.name} ${process.pid}`;
    return id?.split('@')[0] ?? t('timeline.somebody');
  };
  switch (event.kind) {
    case 'fork':
      return t('timeline.event.fork', { who: who(event.process.id), parent: who(event.process.parent) });
    case 'exit':
      return t('timeline.event.exit', { who: who(event.id), how: exitText(event.exit, t) });
    case 'adopted':
      return t('timeline.event.adopted', { who: who(event.id), to: who(event.to) });
    case 'output':
      return t('timeline.event.output', { who: who(event.id) });
    case 'line':
      return t('timeline.event.line', { who: who(event.id), line: event.line });
    case 'thread-end':
      return t('timeline.event.threadEnd', { who: who(event.id), thread: event.thread });
    case 'refused':
      return t('timeline.event.refused', { who: who(event.id), call: event.call, error: event.error });
    case 'signal':
      return t('timeline.event.signal', { who: who(event.id), signal: event.signal });
    case 'waited':
      return t('timeline.event.waited', { who: who(event.id), child: who(event.child) });
    case 'exec':
    case 'reaped':
    case 'changed':
    case 'turn':
    case 'blocked':
      return t(`timeline.event.${event.kind}`, { who: who(event.id) });
    default:
      return '';
  }
}
