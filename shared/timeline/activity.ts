/**
 * What the timeline strip draws: when processes started and ended, and what is worth a mark. It grows with the events,
 * a few pointers each, and answers for any stretch of time and any width by binary search.
 */
import type { ProcessEvent } from '#shared/events/process-event';
import type { ProcessId } from '#shared/model/process';
import {
  type Axis,
  type Columns,
  countBetween,
  dropBefore,
  emptyColumns,
  emptySeries,
  grow,
  type Moment,
  pushMoment,
  type Series,
} from '#shared/timeline/series';

export const markKinds = ['zombies', 'adoptions', 'signals', 'refusals'] as const;
export type MarkKind = (typeof markKinds)[number];
type Lane = 'starts' | 'exits' | MarkKind;
type Lanes = { readonly [Name in Lane]: Series };

export interface Activity extends Lanes {
  /** Ended and not yet reaped, oldest first; each becomes a zombie worth a mark when it stays one for long enough. */
  readonly unreaped: ReadonlyMap<ProcessId, Moment>;
}

/** Every process is a zombie for an instant; a mark is for those that somebody could have seen. */
const ZOMBIE_MARK_MS = 250;

const laneNames: readonly Lane[] = ['starts', 'exits', ...markKinds];

export const emptyActivity: Activity = {
  starts: emptySeries(),
  exits: emptySeries(),
  zombies: emptySeries(),
  adoptions: emptySeries(),
  signals: emptySeries(),
  refusals: emptySeries(),
  unreaped: new Map(),
};

export function addActivity(activity: Activity, events: readonly ProcessEvent[]): Activity {
  const builder = createActivityBuilder(activity);
  for (const event of events) builder.add(event);
  return builder.build();
}

/** For one event after the other, of which none has to be kept. */
export interface ActivityBuilder {
  add(event: ProcessEvent): void;
  /** With everything so far; it may be gone on with. */
  build(): Activity;
}

export function createActivityBuilder(begin: Activity): ActivityBuilder {
  let activity = begin;
  let news = emptyNews();
  const unreaped = new Map(begin.unreaped);
  return {
    add: (event) => {
      note(event, news, unreaped);
      // Nearly always: the end of a process and its reaping mostly follow each other.
      if (unreaped.size === 0) return;
      for (const [id, moment] of unreaped) {
        if (event.at - moment.at < ZOMBIE_MARK_MS) break;
        pushMoment(news.zombies, moment);
        unreaped.delete(id);
      }
    },
    build: () => {
      const lanes = laneNames.map((lane) => [lane, grow(activity[lane], news[lane])] as const);
      news = emptyNews();
      activity = { ...(Object.fromEntries(lanes) as Lanes), unreaped: new Map(unreaped) };
      return activity;
    },
  };
}

/** What came since the last build, in numbers: as objects, the garbage collector would move half a million of them. */
type News = { readonly [Name in Lane]: Columns };

function emptyNews(): News {
  return {
    starts: emptyColumns(),
    exits: emptyColumns(),
    zombies: emptyColumns(),
    adoptions: emptyColumns(),
    signals: emptyColumns(),
    refusals: emptyColumns(),
  };
}

function note(event: ProcessEvent, news: News, unreaped: Map<ProcessId, Moment>): void {
  if (event.kind === 'checkpoint') unreaped.clear();
  if (event.kind === 'checkpoint' || event.kind === 'sampled') return;
  const id = event.kind === 'fork' ? event.process.id : event.id;
  const lane = laneOf(event.kind);
  if (lane === undefined && event.kind !== 'reaped') return;
  const moment = { seq: event.seq, at: event.at };
  if (lane !== undefined) pushMoment(news[lane], moment);
  if (id === undefined) return;
  if (event.kind === 'exit') unreaped.set(id, moment);
  else if (event.kind === 'reaped') unreaped.delete(id);
}

function laneOf(kind: ProcessEvent['kind']): Lane | undefined {
  switch (kind) {
    case 'fork':
      return 'starts';
    case 'exit':
      return 'exits';
    case 'adopted':
      return 'adoptions';
    case 'signal':
      return 'signals';
    case 'refused':
      return 'refusals';
    default:
      return undefined;
  }
}

/** Without what happened before event `seq`. */
export function forgetActivity(activity: Activity, seq: number): Activity {
  const lanes = laneNames.map((lane) => [lane, dropBefore(activity[lane], seq)] as const);
  return { ...(Object.fromEntries(lanes) as Lanes), unreaped: activity.unreaped };
}

/** One column of the strip. */
export interface Bucket {
  readonly starts: number;
  readonly exits: number;
  readonly zombies: number;
  readonly adoptions: number;
  readonly signals: number;
  readonly refusals: number;
}

/** The stretch from `from` to `to`, its end included, cut into `count` equal buckets. */
export function bucketsOf(activity: Activity, axis: Axis, from: number, to: number, count: number): readonly Bucket[] {
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, index) => {
    const begin = from + index * width;
    const end = index === count - 1 ? to + width / 1_000 : begin + width;
    const of = (lane: Lane) => countBetween(activity[lane], axis, begin, end);
    return {
      starts: of('starts'),
      exits: of('exits'),
      zombies: of('zombies'),
      adoptions: of('adoptions'),
      signals: of('signals'),
      refusals: of('refusals'),
    };
  });
}
