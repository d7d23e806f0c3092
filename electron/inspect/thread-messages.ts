import type { InspectRequests } from '#shared/ipc/inspect-requests';

export interface Question {
  readonly number: number;
  readonly name: keyof InspectRequests;
  readonly args: unknown;
}

export type Answer =
  | { readonly number: number; readonly reply: unknown }
  | { readonly number: number; readonly failure: string };
