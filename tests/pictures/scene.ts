import type { Page } from '@playwright/test';
import type { Load } from './load';

export interface Scene {
  readonly name: string;
  readonly title: string;
  /** What is seen. */
  readonly seen: string;
  /** What a person who has changed the looks should look for. */
  readonly notice: string;
  readonly size?: readonly [width: number, height: number];
  /** How wide each of the four pictures is on their sheet, in pixels. */
  readonly cell?: number;
  /** Only the inspector is pictured. */
  readonly inspectorOnly?: boolean;
  /** What is to be seen does not last until the window is at rest. */
  readonly fleeting?: boolean;
  /** The app is run by an ordinary user. */
  readonly asNobody?: boolean;
  start(): Promise<Load>;
  /** Once, before the first look. */
  prepare?(page: Page, load: Load): Promise<void>;
  /** For each look, with its language and its theme already there. */
  arrange?(page: Page, load: Load): Promise<void>;
}
