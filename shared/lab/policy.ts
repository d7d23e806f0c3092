/** Who runs next when nobody clicks: the policies of the lab. All but `schedule` can go on for ever. */
import type { Policy } from '#shared/lab/policy-schema';

export type { Policy } from '#shared/lab/policy-schema';

export const policyNames = ['parent-first', 'child-first', 'round-robin', 'random', 'schedule'] as const;
export type PolicyName = (typeof policyNames)[number];

export const defaultPolicy: Policy = { name: 'parent-first', seed: 1, schedule: [] };
