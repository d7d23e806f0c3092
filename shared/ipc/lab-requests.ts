/** The lab's part of the contract: a program is started, told what to do next, and tells how it goes. */

import type { ProcessEvent } from '#shared/events/process-event';
import type { Result } from '#shared/ipc/result';
import type { ChecklistItem } from '#shared/lab/daemon-checklist';
import type { CatalogueEntry } from '#shared/lab/demo';
import type { LabCommand, LabFacts, LabFailure, LabStart, LabStatus } from '#shared/lab/run';
import { labCommandSchema, labStartSchema } from '#shared/lab/run-schema';
import { processIdSchema } from '#shared/model/process-schema';
import { z } from '#shared/zod';

const ownProgramSchema = z
  .object({ path: z.string().max(4_096).optional(), text: z.string().max(2_000_000) })
  .readonly();

/** `root`: the first process of the run, whose process group a daemon should have left. */
const checklistArgumentsSchema = z.object({ id: processIdSchema, root: processIdSchema.optional() }).readonly();

/** A program of one's own and the file it came from or went to. */
interface OwnProgram {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

export interface LabRequests {
  'lab:catalogue': { arguments: undefined; reply: readonly CatalogueEntry[] };
  'lab:start': { arguments: LabStart; reply: Result<LabFacts, LabFailure> };
  'lab:command': { arguments: LabCommand; reply: Result<undefined, 'no-run' | 'not-held'> };
  /** How it stands, and all that has happened in the run so far: a window that was loaded again misses nothing. */
  'lab:describe': {
    arguments: undefined;
    reply: { readonly status: LabStatus; readonly events: readonly ProcessEvent[] };
  };
  /** How far it has come in being a daemon, from /proc as it is now; asked again after every step. */
  'lab:checklist': {
    arguments: z.infer<typeof checklistArgumentsSchema>;
    reply: Result<readonly ChecklistItem[], 'gone' | 'not-offered'>;
  };
  /** Asks the person for a file. */
  'lab:open': {
    arguments: undefined;
    reply: Result<OwnProgram, 'cancelled' | 'unreadable' | 'too-large' | 'not-text'>;
  };
  /** To `path` when it was opened or saved in this window before, else asks the person where. */
  'lab:save': {
    arguments: z.infer<typeof ownProgramSchema>;
    reply: Result<{ readonly path: string; readonly name: string }, 'cancelled' | 'unwritable'>;
  };
}

export const labRequestSchemas: { readonly [Name in keyof LabRequests]: z.ZodType<LabRequests[Name]['arguments']> } = {
  'lab:catalogue': z.undefined(),
  'lab:start': labStartSchema,
  'lab:command': labCommandSchema,
  'lab:describe': z.undefined(),
  'lab:checklist': checklistArgumentsSchema,
  'lab:open': z.undefined(),
  'lab:save': ownProgramSchema,
};

export interface LabNotices {
  'lab:changed': LabStatus;
  /** In order, with the numbers of the run's own stream: the first event of a run is a checkpoint with `seq` 0. */
  'lab:events': readonly ProcessEvent[];
}
