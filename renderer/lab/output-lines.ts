/** What was written, piece by piece, as lines of runs of one writer: two processes may write into the same line. Pure. */
import type { OutputPiece } from '#shared/lab/lab-state';
import type { ProcessId } from '#shared/model/process';

interface OutputRun {
  readonly id: ProcessId | undefined;
  readonly stream: OutputPiece['stream'];
  readonly text: string;
}

export interface OutputLine {
  readonly runs: readonly OutputRun[];
}

/** Longer lines are cut to pieces of this length, so that no row is endless. */
const LONGEST = 2_000;

export function outputLines(pieces: readonly OutputPiece[], writer: ProcessId | undefined): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  let runs: OutputRun[] = [];
  let length = 0;
  const close = () => {
    lines.push({ runs });
    runs = [];
    length = 0;
  };
  const add = (id: ProcessId | undefined, stream: OutputRun['stream'], text: string) => {
    const last = runs.at(-1);
    if (last !== undefined && last.id === id && last.stream === stream) {
      runs[runs.length - 1] = { id, stream, text: last.text + text };
    } else runs.push({ id, stream, text });
    length += text.length;
  };
  for (const { id, stream, text } of pieces) {
    if (writer !== undefined && id !== writer) continue;
    let from = 0;
    while (from < text.length) {
      const newline = text.indexOf('\n', from);
      const end = Math.min(newline === -1 ? text.length : newline, from + LONGEST - length);
      if (end > from) add(id, stream, text.slice(from, end));
      from = end;
      if (end === newline) {
        // An empty line has a writer too.
        if (runs.length === 0) add(id, stream, '');
        close();
        from += 1;
      } else if (length >= LONGEST) close();
    }
  }
  if (runs.length > 0) lines.push({ runs });
  return lines;
}
