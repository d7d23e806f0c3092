/** What is in a file of questions or answers, as the window keeps it, and the other way round. */
import type { Result } from '#shared/ipc/result';
import type { CatalogueEntry } from '#shared/lab/demo';
import { readSheet, type Sheet, type SheetFailure } from '#shared/predict/sheet';
import type { Prediction } from '../store/prediction-slice';

export function readPrediction(
  text: string,
  catalogue: readonly CatalogueEntry[],
): Result<Prediction, SheetFailure | 'no-such-demo'> {
  const read = readSheet(text);
  if (!read.ok) return read;
  const sheet = 'sheet' in read.value ? read.value.sheet : read.value;
  const { title, seed, questions } = sheet;
  // What is asked about are turns.
  const start = { ...sheet.start, gated: true };
  const { program } = start;
  if (program.kind === 'demo' && !catalogue.some(({ id }) => id === program.id)) {
    return { ok: false, code: 'no-such-demo', detail: program.id };
  }
  const { answers, name: answeredBy } = 'sheet' in read.value ? read.value : { answers: {}, name: undefined };
  const value = { title, start, seed, questions, leftOut: [], answers, answeredBy, graded: undefined };
  return { ok: true, value };
}

export function sheetOf({ start, seed, questions }: Prediction, title: string): Omit<Sheet, 'format' | 'version'> {
  const { program } = start;
  // Where it lies on this computer concerns nobody.
  const bare = program.kind === 'own' ? { ...program, name: program.name.replace(/^.*[/\\]/, '') } : program;
  return { title, start: { ...start, program: bare }, seed, questions };
}
