/** The entry of the inspector's thread: one question, one answer, by number. */
import { parentPort } from 'node:worker_threads';
import { createInspector } from './inspector';
import type { Answer, Question } from './thread-messages';

const answers = createInspector();

async function answer({ number, name, args }: Question): Promise<Answer> {
  try {
    const reply = await (answers[name] as (args: unknown) => unknown)(args);
    return { number, reply };
  } catch (error) {
    return { number, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: Question) => {
  void answer(question).then((message) => parentPort?.postMessage(message));
});
