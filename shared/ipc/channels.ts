/** The channels' names as values, free of schemas: the preload ships with nothing but these. */
export const requestNames = [
  'app:describe',
  'app:licences',
  'app:chromium-licences',
  'app:diagnostics',
  'collector:interval',
  'process:threads',
  'lab:catalogue',
  'lab:start',
  'lab:command',
  'lab:describe',
  'lab:checklist',
  'lab:open',
  'lab:save',
  'leftovers:find',
  'leftovers:clean',
  'explore:start',
  'explore:stop',
  'predict:prepare',
  'predict:open',
  'inspect:facts',
  'inspect:memory',
  'inspect:environment',
  'inspect:descriptors',
  'inspect:peers',
  'inspect:compare',
  'action:describe',
  'action:read-only',
  'action:targets',
  'action:preview',
  'action:signal',
  'action:priority',
  'action:copy',
  'action:reveal',
  'recording:samples',
  'recording:keep',
  'recording:host',
  'recording:choose',
  'recording:recent',
  'recording:open-recent',
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
  'app:wished',
  'lab:changed',
  'lab:events',
  'explore:progress',
  'collector:failed',
  'recording:asked',
  'recording:changed',
] as const;
export type NoticeName = (typeof noticeNames)[number];

/**
 * The preload asks main for the collector's port as soon as it begins, so that the first table is there when the page is.
 * Main hands the port to it on this channel; it posts it on to the page, with this as `kind`, once the page listens.
 */
export const COLLECTOR_PORT = 'collector-port';
export const COLLECTOR_LISTENING = 'collector-listening';
