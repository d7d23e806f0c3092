/** What the app tells of itself: its versions, whose work it contains, and what to put into a report of a fault. */

import type { Result } from '#shared/ipc/result';
import { z } from '#shared/zod';

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  /** Where the Electron runtime came from, e.g. `official` or `npm`. */
  readonly runtimeOrigin: string;
  readonly platform: string;
  readonly architecture: string;
  /** Release of the operating system's kernel. */
  readonly kernel: string;
  /** Of whoever runs the app; undefined where users have no numbers. */
  readonly uid: number | undefined;
  /** Why settings are not kept this time; undefined when they are. */
  readonly settingsTrouble: string | undefined;
}

/** One that the app contains, itself first. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it. */
  readonly licence: string;
  /** The whole text; undefined where none came with it. */
  readonly text: string | undefined;
}

/** What the menu of the window asks of the page. */
export type MenuWish = 'open' | 'about' | 'diagnostics';

export interface AboutRequests {
  'app:describe': { arguments: undefined; reply: AppInfo };
  'app:licences': { arguments: undefined; reply: readonly Licence[] };
  /** Chromium's own list, megabytes long, opened where the person reads such pages. */
  'app:chromium-licences': { arguments: undefined; reply: Result<undefined, 'missing'> };
  /** To the clipboard. */
  'app:diagnostics': { arguments: undefined; reply: { readonly text: string } };
}

export interface AboutNotices {
  /** Chosen in the menu of the window. */
  'app:wished': { readonly wish: MenuWish };
}

export const aboutRequestSchemas: {
  readonly [Name in keyof AboutRequests]: z.ZodType<AboutRequests[Name]['arguments']>;
} = {
  'app:describe': z.undefined(),
  'app:licences': z.undefined(),
  'app:chromium-licences': z.undefined(),
  'app:diagnostics': z.undefined(),
};
