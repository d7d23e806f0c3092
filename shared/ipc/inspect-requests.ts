/** The inspector's part of the contract: one process in depth, asked for again and again while it is shown. */

import type {
  Comparison,
  DepthFacts,
  DescriptorPart,
  EnvironmentPart,
  Fact,
  MemoryFacts,
  PeerList,
} from '#shared/inspect/facts';
import type { Result } from '#shared/ipc/result';
import { processIdSchema } from '#shared/model/process-schema';
import { z } from '#shared/zod';

const oneProcessSchema = z.object({ id: processIdSchema }).readonly();

const environmentArgumentsSchema = z
  .object({
    id: processIdSchema,
    from: z.number().int().min(0),
    /**
     * Values come only when the person has asked for them: of all, or of the one that stands at this place. A name may
     * stand there twice; it is sent along, since another program may have other variables by then.
     */
    reveal: z.union([
      z.literal('none'),
      z.literal('all'),
      z.object({ at: z.number().int().min(0), name: z.string().max(131_072) }),
    ]),
  })
  .readonly();

const descriptorArgumentsSchema = z
  .object({
    id: processIdSchema,
    from: z.number().int().min(0),
    /** Of which the part before was; a first part begins a reading of its own. */
    reading: z.number().int().optional(),
  })
  .readonly();

const pairSchema = z.object({ left: processIdSchema, right: processIdSchema }).readonly();

export type EnvironmentArguments = z.infer<typeof environmentArgumentsSchema>;

/**
 * `gone`: no process of this identity any more, whoever has its pid now. `hidden`: the pid is in use, but /proc does not
 * show by whom (hidepid, proc(5)). `not-offered`: this system has no /proc.
 */
export type InspectFailure = 'gone' | 'hidden' | 'not-offered';
export type InspectReply<Value> = Result<Value, InspectFailure>;

export interface InspectRequests {
  /** What is cheap to read. */
  'inspect:facts': { arguments: z.infer<typeof oneProcessSchema>; reply: InspectReply<DepthFacts> };
  /** Walks all its memory mappings: milliseconds for a large process. */
  'inspect:memory': { arguments: z.infer<typeof oneProcessSchema>; reply: InspectReply<Fact<MemoryFacts>> };
  'inspect:environment': { arguments: EnvironmentArguments; reply: InspectReply<Fact<EnvironmentPart>> };
  'inspect:descriptors': {
    arguments: z.infer<typeof descriptorArgumentsSchema>;
    reply: InspectReply<Fact<DescriptorPart>>;
  };
  /** Looks through the descriptors of every process for the other ends: tens of milliseconds for thousands of processes. */
  'inspect:peers': { arguments: z.infer<typeof oneProcessSchema>; reply: InspectReply<Fact<PeerList>> };
  'inspect:compare': { arguments: z.infer<typeof pairSchema>; reply: InspectReply<Comparison> };
}

export const inspectRequestSchemas: {
  readonly [Name in keyof InspectRequests]: z.ZodType<InspectRequests[Name]['arguments']>;
} = {
  'inspect:facts': oneProcessSchema,
  'inspect:memory': oneProcessSchema,
  'inspect:environment': environmentArgumentsSchema,
  'inspect:descriptors': descriptorArgumentsSchema,
  'inspect:peers': oneProcessSchema,
  'inspect:compare': pairSchema,
};
