/** Runs for tests, told in words: `turn 1`, `fork 1 1.2`, `exit 1.2`, `adopt 1.2.1`, `reap 1.2`, `write 1 ab\n`, `helper 1.1`. */
import type { ProcessEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import { type ProcessId, type ProcessRecord, processId } from '#shared/model/process';
import { type Course, readCourse } from '#shared/predict/course';

function eventsOf(...told: readonly string[]): readonly ProcessEvent[] {
  const births = ['1'];
  const idOf = (birth: string): ProcessId => {
    if (!births.includes(birth)) births.push(birth);
    const pid = births.indexOf(birth) + 2;
    return processId(pid, pid * 10);
  };
  const record = (birth: string, parent: string | undefined): ProcessRecord => {
    const pid = Number.parseInt(idOf(birth), 10);
    const by = parent === undefined ? undefined : idOf(parent);
    const from = by === undefined ? 1 : Number.parseInt(by, 10);
    return { ...recordOf(sighting(pid, from), 0, { parent: by, originalParent: by }), birth };
  };
  const events = told.map((words, index): ProcessEvent => {
    const [kind, one = '1', other = ''] = words.split(' ');
    const stamp = { seq: index + 1, at: index + 1 };
    const id = idOf(one);
    if (kind === 'turn') return { kind, ...stamp, id, thread: 0 };
    if (kind === 'fork') return { kind, ...stamp, process: record(other, one) };
    if (kind === 'exit') return { kind, ...stamp, id, exit: { code: 0 } };
    if (kind === 'adopt') return { kind: 'adopted', ...stamp, id, ppid: 1, role: 'namespace-init' };
    if (kind === 'reap') return { kind: 'reaped', ...stamp, id };
    if (kind === 'helper') return { kind: 'changed', ...stamp, id, changes: { helper: 'resource tracker' } };
    return { kind: 'output', ...stamp, id, stream: 'stdout', text: other };
  });
  return [{ kind: 'checkpoint', seq: 0, at: 0, processes: [record('1', undefined)] }, ...events];
}

export function courseOf(...told: readonly string[]): Course {
  return readCourse(eventsOf(...told), processId(2, 20));
}
