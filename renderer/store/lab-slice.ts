import type { StateCreator } from 'zustand/vanilla';
import type { ProcessEvent } from '#shared/events/process-event';
import type { LabStatus } from '#shared/lab/run';
import { appendEvents, emptyTimeline, noLimits } from '#shared/timeline/timeline';
import type { AppState } from './app-store';

/** The program being stepped; what happens in it is the timeline of the lab's player. */
export interface LabSlice {
  readonly lab: LabStatus;
  /** The demo that is open, run or not. */
  readonly openDemoId: string;
  receiveLab(lab: LabStatus): void;
  /** The first event of a run is a checkpoint with the number 0: then the player begins anew. */
  receiveLabEvents(events: readonly ProcessEvent[]): void;
  /** Turns to the lab with this demo opened, e.g. from an explanation. */
  openDemo(id: string): void;
}

export const createLabSlice: StateCreator<AppState, [], [], LabSlice> = (set, get) => ({
  lab: { kind: 'idle' },
  openDemoId: 'doubling',
  receiveLab: (lab) => set({ lab }),
  receiveLabEvents: (events) => {
    const begin = events.findLastIndex(({ kind, seq }) => kind === 'checkpoint' && seq === 0);
    if (begin === -1) get().receiveEvents('lab', events);
    else get().replaceTimeline('lab', appendEvents(emptyTimeline, events.slice(begin), noLimits));
  },
  openDemo: (openDemoId) => set({ openDemoId, page: 'lab' }),
});
