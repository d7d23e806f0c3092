/** What `render` says on stderr besides what it draws. */
import { isTooLargeForMermaid } from '#shared/export/tree-mermaid';
import type { OpenedRecording } from '../recordings/read-recording';

/** What a person should know about the recording that a picture is from; undefined when nothing is wrong with it. */
export function recordingNote({ report, tooLong }: Pick<OpenedRecording, 'report' | 'tooLong'>): string | undefined {
  const { cut, damaged, outOfOrder } = report;
  const notes = [
    ...(tooLong ? ['it is larger than can be held in memory, and only its beginning was read'] : []),
    ...(cut ? ['its last line is cut'] : []),
    ...(damaged > 0 ? [`${counted(damaged, 'damaged line')} passed over`] : []),
    ...(outOfOrder > 0 ? [`${counted(outOfOrder, 'event')} older than the one before`] : []),
  ];
  return notes.length === 0 ? undefined : notes.join('; ');
}

function counted(count: number, name: string): string {
  return count === 1 ? `1 ${name} was` : `${count} ${name}s were`;
}

/** What is wrong with what was drawn. */
export function contentNote(format: string, content: string): string | undefined {
  if (format !== 'mermaid' || !isTooLargeForMermaid(content)) return undefined;
  return 'Mermaid itself will refuse this: it draws at most 500 lines and 50,000 characters. Choose a subtree with --root';
}
