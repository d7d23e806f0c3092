/** Main's side of the inspector: a thread that is started at the first question, and anew when it has died. */
import { Worker } from 'node:worker_threads';
import type { InspectRequests } from '#shared/ipc/inspect-requests';
import type { Answer, Question } from './thread-messages';

export interface InspectorThread {
  ask<Name extends keyof InspectRequests>(
    name: Name,
    args: InspectRequests[Name]['arguments'],
  ): Promise<InspectRequests[Name]['reply']>;
  close(): void;
}

interface Waiting {
  resolve(reply: unknown): void;
  reject(error: Error): void;
}

/** `script` is the built `inspector-thread.ts`. */
export function startInspector(script: string | URL): InspectorThread {
  let worker: Worker | undefined;
  let lastNumber = 0;
  const waiting = new Map<number, Waiting>();

  function take(answer: Answer): void {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('failure' in answer) asker?.reject(new Error(answer.failure));
    else asker?.resolve(answer.reply);
  }

  function fail(error: Error): void {
    worker = undefined;
    for (const asker of waiting.values()) asker.reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(script);
    started.on('message', take);
    started.once('error', fail);
    started.once('exit', (code) => {
      if (worker === started) fail(new Error(`The inspector ended with code ${code}`));
    });
    // An open thread alone keeps nobody from ending.
    started.unref();
    return started;
  }

  return {
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        lastNumber += 1;
        waiting.set(lastNumber, { resolve: resolve as Waiting['resolve'], reject });
        worker.postMessage({ number: lastNumber, name, args } satisfies Question);
      }),
    close: () => void worker?.terminate(),
  };
}
