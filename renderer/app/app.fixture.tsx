/** What component tests stand on: a real store fed with real events, a fake main process, either language. */
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { UnstampedEvent } from '#shared/events/process-event';
import { recordOf } from '#shared/events/sighting';
import { sighting } from '#shared/events/sightings.fixture';
import type { NoticeName } from '#shared/ipc/channels';
import type { AppApi, CollectorStatus, Notices, Requests } from '#shared/ipc/contract';
import { defaultPolicy } from '#shared/lab/policy';
import { type LabStatus, usualLimits } from '#shared/lab/run';
import { type ProcessId, type ProcessRecord, processId } from '#shared/model/process';
import { createI18n, type Language } from '../i18n/create-i18n';
import { RequestsContext } from '../ipc/requests-context';
import { type AppStore, createAppStore } from '../store/app-store';
import { StoreContext } from '../store/use-app';

/** The moment that fixtures happen at: 2026-05-02, 08:14:03, wherever the test runs. */
export const NOW = new Date(2026, 4, 2, 8, 14, 3).getTime();

export function idOf(pid: number): ProcessId {
  return processId(pid, pid * 10);
}

export function process(pid: number, ppid: number, more: Partial<ProcessRecord> = {}): ProcessRecord {
  const parents = { parent: ppid === 0 ? undefined : idOf(ppid), originalParent: undefined };
  return { ...recordOf(sighting(pid, ppid), NOW - 60_000, parents), startedAt: NOW - 3_600_000, ...more };
}

export const status: CollectorStatus = {
  source: 'procfs',
  mode: 'sampled',
  intervalMs: 1_000,
  lost: 0,
  startsSeen: 12,
  startsCounted: undefined,
  scannedAt: NOW,
};

export function createStore(): AppStore {
  const kept = new Map<string, string>();
  return createAppStore({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  });
}

/** One batch, stamped to follow what the store has. */
export function feed(store: AppStore, events: readonly UnstampedEvent[], at = NOW): void {
  const next = store.getState().players.live.timeline.latest.seq + 1;
  const stamped = events.map((event, index) => ({ ...event, seq: next + index, at }));
  store.getState().receiveBatch({ events: stamped, status: { ...status, scannedAt: at } });
}

type Answers = { readonly [Name in keyof Requests]?: (args: Requests[Name]['arguments']) => unknown };

export interface FakeApp extends AppApi {
  readonly asked: readonly { readonly name: string; readonly args: unknown }[];
  notify<Name extends NoticeName>(name: Name, notice: Notices[Name]): void;
}

/** What a main process says in which nothing has happened yet. */
const usualAnswers: { readonly [name: string]: unknown } = {
  'lab:describe': { status: { kind: 'idle' }, events: [] },
  'lab:catalogue': [],
};

/** A main process that answers as it is told and remembers what it was asked. */
export function createFakeApp(answers: Answers = {}): FakeApp {
  const asked: { name: string; args: unknown }[] = [];
  const listeners = new Map<string, (notice: never) => void>();
  return {
    asked,
    request: async (name, ...rest) => {
      asked.push({ name, args: rest[0] });
      const answer = answers[name] as ((args: unknown) => unknown) | undefined;
      return (answer === undefined ? usualAnswers[name] : answer(rest[0])) as never;
    },
    subscribe: (name, listener) => {
      listeners.set(name, listener as (notice: never) => void);
      return () => void listeners.delete(name);
    },
    notify: (name, notice) => listeners.get(name)?.(notice as never),
  };
}

/** A run of the lab whose first process is 900. */
export const runningLab: Extract<LabStatus, { kind: 'running' }> = {
  kind: 'running',
  pace: 'held',
  start: {
    program: { kind: 'own', name: 'program.py', text: 'pass' },
    stdout: 'pipe',
    gated: true,
    policy: defaultPolicy,
    limits: usualLimits,
  },
  text: 'pass',
  containment: { kind: 'pid-namespace', bounds: [] },
  supervisor: idOf(899),
  root: idOf(900),
  startedAt: NOW,
  python: '3.11.2',
};

interface Surroundings {
  readonly store?: AppStore;
  readonly app?: AppApi;
  readonly language?: Language;
  readonly width?: number;
}

/** Renders as the window would; whatever was rendered before is gone. */
export function renderInApp(element: ReactNode, surroundings: Surroundings = {}) {
  const { store = createStore(), app = createFakeApp(), language = 'en', width = 1_280 } = surroundings;
  cleanup();
  pretendWidth(width);
  pretendDialogs();
  const i18n = createI18n(language);
  render(
    <I18nextProvider i18n={i18n}>
      <StoreContext value={store}>
        <RequestsContext value={app}>{element}</RequestsContext>
      </StoreContext>
    </I18nextProvider>,
  );
  return { store, i18n };
}

/** jsdom has dialogs but cannot open them. */
function pretendDialogs(): void {
  const { prototype } = HTMLDialogElement;
  prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}

/** jsdom has no layout: nothing is ever resized. */
class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** Media queries are answered from the width alone. */
function pretendWidth(width: number): void {
  window.ResizeObserver ??= NoResizes;
  window.matchMedia = (query) => {
    const limit = Number(/max-width: (\d+)px/.exec(query)?.[1] ?? -1);
    return Object.assign(new EventTarget(), { matches: width <= limit, media: query }) as MediaQueryList;
  };
}
