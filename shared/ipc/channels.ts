/** The channels' names as values, free of schemas: the preload ships with nothing but these. */
export const requestNames = [
  'app:describe',
  'collector:interval',
  'process:threads',
  'lab:catalogue',
  'lab:start',
  'lab:command',
  'lab:describe',
  'lab:checklist',
  'lab:open',
  'lab:save',
  'explore:start',
  'explore:stop',
  'inspect:facts',
  'inspect:memory',
  'inspect:environment',
  'inspect:descriptors',
  'inspect:peers',
  'inspect:compare',
  'action:describe',
  'action:read-only',
  'action:preview',
  'action:signal',
  'action:priority',
  'action:copy',
  'action:reveal',
  'recording:samples',
  'recording:keep',
  'recording:host',
  'recording:choose',
  'recording:open-sample',
  'recording:asked',
  'recording:read',
  'recording:release',
  'recording:save',
  'recording:write',
  'recording:end',
  'recording:start',
  'recording:stop',
  'recording:describe',
  'export:save',
  'export:copy',
] as const;
export type RequestName = (typeof requestNames)[number];

export const noticeNames = [
  'lab:changed',
  'lab:events',
  'explore:progress',
  'collector:failed',
  'recording:asked',
  'recording:changed',
] as const;
export type NoticeName = (typeof noticeNames)[number];

/** Main hands the collector's port to the preload on this channel; the preload posts it on to the page as `kind`. */
export const COLLECTOR_PORT = 'collector-port';
