/** What a person may do to processes: signals and priorities. Main decides what is allowed; the window only asks. */

import { LONGEST_COPY } from '#shared/actions/longest-copy';
import type { Scope } from '#shared/actions/scopes';
import type { Result } from '#shared/ipc/result';
import { processIdSchema } from '#shared/model/process-schema';
import { z } from '#shared/zod';

/** More than anybody means at once. */
const MOST_TARGETS = 20_000;

const targetsSchema = z.object({ ids: z.array(processIdSchema).min(1).max(MOST_TARGETS).readonly() }).readonly();

/** What is meant to be done: whether it is allowed, and calls for caution, differs. */
const previewSchema = targetsSchema
  .unwrap()
  .extend({ action: z.enum(['signal', 'priority']) })
  .readonly();
export type Action = z.infer<typeof previewSchema>['action'];

const signalSchema = z
  .object({
    ids: targetsSchema.unwrap().shape.ids,
    signal: z.number().int().min(1).max(64),
    /** The person was asked a second time about those that call for it. */
    confirmed: z.boolean(),
  })
  .readonly();

const priorityArgumentsSchema = z
  .object({ id: processIdSchema, nice: z.number().int().min(-20).max(19), confirmed: z.boolean() })
  .readonly();

const readOnlyArgumentsSchema = z
  .object({
    readOnly: z.boolean(),
    /** That the page speaks, which only it knows; the dialog speaks it too. */
    language: z.enum(['en', 'zh']),
  })
  .readonly();

/** Why a person is asked a second time. */
type CautionReason = 'init' | 'namespace-init' | 'own-app' | 'own-ancestor' | 'other-user' | 'kernel-thread';
/** Why it is not even tried. */
export type RefusalReason = 'read-only' | 'kernel-thread' | 'zombie' | 'other-user' | 'not-offered' | 'unconfirmed';

export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'caution'; readonly reason: CautionReason }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'gone' };

export interface TargetPreview {
  readonly id: z.infer<typeof processIdSchema>;
  readonly name: string;
  readonly verdict: Verdict;
}

/** Whom each choice would reach. */
export type Targets = Readonly<Record<Scope, readonly z.infer<typeof processIdSchema>[]>>;

/**
 * What happened to one target. `failed`: the kernel said no, with the name of its error; `partly`: of some of its threads
 * only, for a priority is each thread's own (setpriority(2)).
 */
export type ActionOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'failed'; readonly errno: string }
  | { readonly kind: 'partly'; readonly done: number; readonly count: number; readonly errno: string };

export interface TargetResult {
  readonly id: z.infer<typeof processIdSchema>;
  readonly outcome: ActionOutcome;
}

export interface SignalReport {
  readonly results: readonly TargetResult[];
  /**
   * Whether each process that a signal went to was pinned by a descriptor (pidfd_open(2)), so that a reused pid cannot be
   * hit at all; undefined when none went to anybody.
   */
  readonly pinned: boolean | undefined;
}

export interface ActionLimits {
  readonly readOnly: boolean;
}

export type RevealReply = Result<undefined, 'gone' | 'hidden' | 'elsewhere'>;

export interface ActionRequests {
  'action:describe': { arguments: undefined; reply: ActionLimits };
  /** On at once; off only when the person says so in a dialog that the page cannot reach. */
  'action:read-only': { arguments: z.infer<typeof readOnlyArgumentsSchema>; reply: ActionLimits };
  'action:targets': { arguments: { readonly id: z.infer<typeof processIdSchema> }; reply: Targets };
  'action:preview': { arguments: z.infer<typeof previewSchema>; reply: readonly TargetPreview[] };
  'action:signal': { arguments: z.infer<typeof signalSchema>; reply: SignalReport };
  'action:priority': { arguments: z.infer<typeof priorityArgumentsSchema>; reply: TargetResult };
  /** To the system's clipboard. */
  'action:copy': { arguments: { readonly text: string }; reply: undefined };
  /** Shows the program's file in the desktop's file manager. */
  'action:reveal': {
    arguments: { readonly id: z.infer<typeof processIdSchema> };
    reply: RevealReply;
  };
}

export const actionRequestSchemas: {
  readonly [Name in keyof ActionRequests]: z.ZodType<ActionRequests[Name]['arguments']>;
} = {
  'action:describe': z.undefined(),
  'action:read-only': readOnlyArgumentsSchema,
  'action:targets': z.object({ id: processIdSchema }).readonly(),
  'action:preview': previewSchema,
  'action:signal': signalSchema,
  'action:priority': priorityArgumentsSchema,
  'action:copy': z.object({ text: z.string().max(LONGEST_COPY) }).readonly(),
  'action:reveal': z.object({ id: processIdSchema }).readonly(),
};
