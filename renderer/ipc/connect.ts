/** Feeds the store: process events from the collector's port, notices from the main process. */
import type { ProcessEvent } from '#shared/events/process-event';
import { COLLECTOR_LISTENING, COLLECTOR_PORT } from '#shared/ipc/channels';
import type { AppApi, CollectorMessage } from '#shared/ipc/contract';
import type { AppStore } from '../store/app-store';
import { REST_FOR_WORK } from '../ui/pace';
import { createBatcher } from './batcher';
import { createRestamp } from './restamp';

/** Returns its undo. */
export function connect(store: AppStore, app: AppApi, page: Window): () => void {
  const { receiveBatch, receiveLab, receiveLabEvents, reportCollectorFailure } = store.getState();
  const batcher = createBatcher(receiveBatch, page, { restForWork: REST_FOR_WORK, isEager: false });
  // A step is a person's own: its picture is waited for.
  const takeLabEvents = ({ events }: { readonly events: readonly ProcessEvent[] }) => receiveLabEvents(events);
  const labBatcher = createBatcher(takeLabEvents, page, { restForWork: 1, isEager: true });
  let port: MessagePort | undefined;

  function listenTo(next: MessagePort): void {
    port?.close();
    batcher.flush();
    const restamp = createRestamp(store.getState().players.live.timeline.latest.seq);
    port = next;
    const take = (message: CollectorMessage) => {
      batcher.add(restamp(message));
      // The first table waits for no frame: the window's first picture is to have it.
      if (store.getState().collector === undefined) batcher.flush();
    };
    let earlier: Promise<void> | undefined;
    next.onmessage = ({ data }: MessageEvent<CollectorMessage>) => {
      if (data.ring === undefined && earlier === undefined) take(data);
      else earlier = (earlier ?? Promise.resolve()).then(async () => take(await withRing(data)));
    };
  }

  function onMessage({ source, data, ports }: MessageEvent): void {
    // Only this window's own preload may hand in a port.
    const next = source === page && data?.kind === COLLECTOR_PORT ? ports[0] : undefined;
    if (next !== undefined) listenTo(next);
  }

  page.addEventListener('message', onMessage);
  page.postMessage(COLLECTOR_LISTENING, page.location.origin);
  const unsubscribes = [
    app.subscribe('lab:changed', (status) => {
      // What has happened comes before what has come of it.
      labBatcher.flush();
      receiveLab(status);
    }),
    app.subscribe('lab:events', (events) => labBatcher.add({ events })),
    app.subscribe('collector:failed', ({ detail }) => reportCollectorFailure(detail)),
  ];
  void askForLab(store, app);

  return () => {
    page.removeEventListener('message', onMessage);
    for (const unsubscribe of unsubscribes) unsubscribe();
    port?.close();
    batcher.close();
    labBatcher.close();
  };
}

/** What was kept of before a reload comes as a recording. */
async function withRing({ ring, ...message }: CollectorMessage): Promise<CollectorMessage> {
  if (ring === undefined) return message;
  const { createDecoder } = await import('#shared/recording/decoder');
  const kept: ProcessEvent[] = [];
  const decoder = createDecoder((event) => kept.push(event));
  for (const text of ring) decoder.push(text);
  return { ...message, events: [...kept, ...message.events] };
}

/** What was told meanwhile is part of the answer: it is taken whole or, when a newer run has begun, not at all. */
async function askForLab(store: AppStore, app: AppApi): Promise<void> {
  const before = store.getState().lab;
  const { status, events } = await app.request('lab:describe');
  if (store.getState().lab !== before) return;
  store.getState().receiveLab(status);
  if (events.length > 0) store.getState().receiveLabEvents(events);
}
