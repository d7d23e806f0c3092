import { exportTree, type TextFormat, textFormats } from '#shared/export/export-tree';
import { lightPalette } from '#shared/export/scene-svg';
import { layoutTree } from '#shared/layout/layout-tree';
import type { SceneNode } from '#shared/layout/scene';
import type { ProcessId } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { RecordingRefused } from '#shared/recording/decoder';
import { seqAt, spanOf } from '#shared/timeline/moments';
import { type Timeline, tableAt } from '#shared/timeline/timeline';
import { buildTree, lostParentOf, type ProcessTree } from '#shared/tree/build-tree';
import { readRecording } from '../recordings/read-recording';
import { writeWhole } from '../recordings/writable-files';
import { parseOptions, UsageError } from '../usage-error';
import { contentNote, recordingNote } from './render-notes';
import { renderPng } from './render-png';

/** A moment of a recording as a picture, a tree or a table, in a file or on stdout. */
export async function render(args: readonly string[]): Promise<void> {
  const [path, ...rest] = args;
  if (path === undefined || path.startsWith('-')) throw new UsageError('RECORDING is needed.');
  const options = parseOptions({
    args: [...rest],
    options: {
      at: { type: 'string' },
      root: { type: 'string' },
      format: { type: 'string' },
      output: { type: 'string', short: 'o' },
      scale: { type: 'string' },
    },
  });
  const format = parseFormat(options.format ?? endingOf(options.output));
  const scale = parseScale(options.scale);
  if (format === 'png' && options.output === undefined) throw new UsageError('--format png needs -o FILE.');
  const opened = await readOrSay(path);
  const { header, timeline } = opened;
  say(path, recordingNote(opened));
  const table = tableAt(timeline, seqOf(timeline, options.at ?? 'end'));
  const whole = buildTree(table, { ghostsMs: 4_000, now: table.at, keep: undefined });
  const tree = options.root === undefined ? whole : subtreeOf(whole, options.root);
  const folds = { folded: new Set<ProcessId>(), unfolded: new Set<ProcessId>(), depth: 'all' } as const;
  const scene = layoutTree(whole, folds, { focus: tree.data.process?.id });
  const time = new Date(table.at).toISOString();
  const svg = { palette: lightPalette, textOf, title: `Processes at ${time}`, description: path };
  const moment = { table, tree, scene, source: header.source, svg };
  const content = exportTree(format === 'png' ? 'svg' : format, moment);
  say(options.output ?? 'stdout', contentNote(format, content));
  if (format === 'png') await renderPng(content, options.output ?? '', scale);
  else if (options.output === undefined) process.stdout.write(content);
  else await writeWhole(options.output, content);
}

function say(about: string, note: string | undefined): void {
  if (note !== undefined) process.stderr.write(`${about}: ${note}\n`);
}

async function readOrSay(path: string) {
  try {
    return await readRecording(path);
  } catch (error) {
    if (!(error instanceof RecordingRefused)) throw error;
    const reasons = {
      empty: 'there is nothing in it',
      'other-kind': 'it is not a recording of Forkscope',
      'other-version': `it was made by another version of Forkscope (format ${error.detail})`,
      'bad-header': `its first line is damaged (${error.detail})`,
    };
    throw new Error(`${path} cannot be opened: ${reasons[error.code]}`);
  }
}

function parseFormat(text: string | undefined): TextFormat | 'png' {
  const format = ([...textFormats, 'png'] as const).find((one) => one === text);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${text ?? 'is needed'}: use ${[...textFormats, 'png'].join(', ')}.`);
}

/** Without --format the name of the file says it. */
function endingOf(output: string | undefined): string | undefined {
  const ending = output?.split('.').at(-1)?.toLowerCase();
  const names: { readonly [ending: string]: string } = { txt: 'text', mmd: 'mermaid', gv: 'dot' };
  return ending === undefined ? undefined : (names[ending] ?? ending);
}

function parseScale(text: string | undefined): number {
  const scale = Number(text ?? 1);
  if (scale > 0 && scale <= 8) return scale;
  throw new UsageError(`--scale ${text}: give a number above 0, at most 8.`);
}

/** `end`; seconds from the beginning (`12.5`); or a time (`2026-05-02T08:14:03Z`). */
function seqOf(timeline: Timeline, at: string): number {
  const span = spanOf(timeline);
  if (span === undefined) throw new Error('the recording has no events');
  if (at === 'end') return timeline.latest.seq;
  const seconds = Number(at);
  const moment = at.trim() !== '' && Number.isFinite(seconds) ? span.from + seconds * 1000 : Date.parse(at);
  if (Number.isNaN(moment)) throw new UsageError(`--at ${at}: give seconds from the beginning, a time, or end.`);
  // As it is printed the beginning has no fractions of a millisecond.
  if (moment < Math.floor(span.from) || moment > span.to) {
    const ends = [span.from, span.to].map((one) => new Date(Math.floor(one)).toISOString()).join(' to ');
    throw new Error(`--at ${at} is not in the recording, which goes from ${ends}`);
  }
  return seqAt(timeline, Math.max(span.from, moment));
}

/** By its id or its pid; of several with that pid, the last. */
function subtreeOf(tree: ProcessTree, root: string): ProcessTree {
  const found = tree
    .descendants()
    .findLast(({ data }) => root === data.process?.id || root === String(data.process?.pid));
  if (found === undefined) throw new Error(`--root ${root}: there is no such process at that moment`);
  return found.copy();
}

function textOf({ process, folded, hiddenCount, merged }: SceneNode) {
  const { pid, state, exit } = process;
  const name = visibleName(process.name);
  const ending = exit === undefined ? [] : ['code' in exit ? `exit ${exit.code}` : `signal ${exit.signal}`];
  const lost = lostParentOf(process);
  return {
    name: merged.length > 0 ? `${merged.length} × ${name}` : name,
    detail: [String(pid), state, ...ending].join(' · '),
    label:
      process.adoptions.length === 0 ? undefined : `orphan${lost === undefined ? '' : ` · was ${lost.split('@')[0]}`}`,
    badge: folded && hiddenCount > 0 && merged.length === 0 ? `+${hiddenCount}` : undefined,
  };
}
