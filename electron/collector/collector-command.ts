import type { CollectorStatus } from '#shared/ipc/contract';
import type { DiskRecording } from '#shared/ipc/recording-requests';
import type { RingLimits } from '#shared/recording/recording-ring';
import type { DiskOrder } from './collector-hub';

/** Main → collector. `connect` brings the port to the window along. */
export type CollectorCommand =
  | { readonly kind: 'connect' }
  | { readonly kind: 'watch'; readonly watched: boolean }
  | { readonly kind: 'interval'; readonly intervalMs: number }
  | { readonly kind: 'keep'; readonly limits: RingLimits }
  | { readonly kind: 'record'; readonly order: DiskOrder }
  | { readonly kind: 'stop-recording' }
  | { readonly kind: 'describe' };

/** Collector → main. `status` answers `describe`; undefined before the first look. */
export type CollectorReport =
  | { readonly kind: 'recording'; readonly recording: DiskRecording }
  | { readonly kind: 'status'; readonly status: CollectorStatus | undefined };
