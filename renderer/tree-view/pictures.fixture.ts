import type { ProcessTable } from '#shared/events/apply-events';
import type { FoldChoices } from '#shared/layout/folds';
import { noFolds, START, sceneOf } from '#shared/tree/trees.fixture';
import type { CardWords } from './card-text';
import { createTextFitter } from './fit-text';
import { readLook } from './look';
import type { Picture } from './picture';

const words: CardWords = {
  states: {
    running: 'running',
    sleeping: 'sleeping',
    'disk-sleep': 'disk sleep',
    stopped: 'stopped',
    traced: 'traced',
    zombie: 'zombie',
    dead: 'dead',
    idle: 'idle',
    parked: 'parked',
    unknown: 'unknown',
    gone: 'gone',
  },
  orphan: 'orphan',
  zombieFor: (ageMs) => `zombie ${Math.floor(ageMs / 1_000)} s`,
  exited: (code) => `exited ${code}`,
  killed: (signal) => `killed ${signal}`,
  orphanOf: (pid) => `orphan · was ${pid}`,
  merged: (count, name) => `${count} × ${name}`,
  children: (count) => `${count} children`,
  age: (ms) => `${Math.floor(ms / 1_000)} s`,
  share: (cpu) => `${Math.round(cpu * 100)} %`,
  bytes: (bytes) => `${bytes} B`,
};

/** With the stand-in colours, as no stylesheet is there. */
export const look = readLook({ getPropertyValue: () => '' });

/** The table as it would be drawn at rest, at life size. */
export function pictureOf(table: ProcessTable, more: Partial<Picture> = {}, folds: FoldChoices = noFolds): Picture {
  return {
    scene: sceneOf(table, folds),
    placeOf: ({ x, y }) => ({ x, y, presence: 1 }),
    departures: [],
    view: { k: 1, x: 0, y: 0 },
    size: { width: 1_280, height: 800 },
    look,
    words,
    fitText: createTextFitter(),
    highlight: {
      selected: undefined,
      focused: undefined,
      runMembers: new Set(),
      dimOthers: false,
      colours: new Map(),
      matches: undefined,
    },
    time: START,
    fadeMs: 4_000,
    ...more,
  };
}
