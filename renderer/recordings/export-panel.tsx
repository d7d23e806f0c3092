import { Copy, Download, Share } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportTree } from '#shared/export/export-tree';
import { darkPalette, lightPalette } from '#shared/export/scene-svg';
import { isTooLargeForMermaid } from '#shared/export/tree-mermaid';
import { withRecords } from '#shared/export/with-records';
import type { ExportFormat } from '#shared/ipc/recording-requests';
import { leaveOutOfRecord } from '#shared/recording/leave-out';
import { useRequests } from '../ipc/requests-context';
import type { AppState } from '../store/app-store';
import { selectScene, selectShownTree, selectTable } from '../store/selectors';
import { useAppStore } from '../store/use-app';
import { cardText } from '../tree-view/card-text';
import { useWords } from '../tree-view/use-words';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Segments } from '../ui/segments';
import { useFormat } from '../ui/use-format';
import { useTheme } from '../ui/use-theme';
import { pngOf } from './export-picture';
import { LeaveOutChoice } from './leave-out-choice';
import styles from './recordings.module.css';
import { privacyOf } from './save-recording';

const formats = ['svg', 'png', 'dot', 'mermaid', 'text', 'json', 'csv'] as const;
const scales = ['1', '2'] as const;
/** Those with command lines in them. */
const withLines: ReadonlySet<ExportFormat> = new Set(['text', 'json', 'csv']);
const ID = 'export';

/** Exports the moment that is shown: what is filtered and folded away is not in it. */
export function ExportButton() {
  const { t } = useTranslation();
  return (
    <>
      <IconButton icon={Share} label={t('recordings.export')} {...popoverTrigger(ID)} />
      <Popover id={ID} title={t('recordings.export')}>
        <ExportPanel />
      </Popover>
    </>
  );
}

function ExportPanel() {
  const { t } = useTranslation();
  const app = useRequests();
  const [format, setFormat] = useState<ExportFormat>('svg');
  const [scale, setScale] = useState<(typeof scales)[number]>('2');
  const [note, setNote] = useState('');
  const make = useExport();

  async function save(): Promise<void> {
    const { content, name } = await make(format, Number(scale));
    const saved = await app.request('export:save', { name, format, content });
    if (saved.ok) sayDone(t('recordings.savedAs', { name: saved.value.name }), content);
    else
      setNote(saved.code === 'cancelled' ? '' : t(`recordings.writeFailure.${saved.code}`, { detail: saved.detail }));
  }

  async function copy(): Promise<void> {
    const { content } = await make(format, Number(scale));
    const copied = await app.request('export:copy', { content });
    if (copied.ok) sayDone(t('recordings.copied'), content);
    else setNote(t('recordings.notCopied', { detail: copied.detail }));
  }

  function sayDone(done: string, content: string | Uint8Array): void {
    const isUseless = format === 'mermaid' && typeof content === 'string' && isTooLargeForMermaid(content);
    setNote(isUseless ? `${done} ${t('recordings.mermaidTooLarge')}` : done);
  }

  const attempt = (act: () => Promise<void>) => () =>
    void act().catch((error: Error) => setNote(t('recordings.notDrawn', { detail: error.message })));
  return (
    <div className={styles.panel}>
      <Segments
        label={t('recordings.format')}
        values={formats}
        value={format}
        textOf={(value) => t(`recordings.formats.${value}`)}
        onChange={setFormat}
      />
      <p className={styles.hint}>{t(`recordings.formatHints.${format}`)}</p>
      {withLines.has(format) && (
        <>
          <p className={styles.hint}>{t('recordings.leaveOutOfText')}</p>
          <LeaveOutChoice />
        </>
      )}
      {format === 'png' && (
        <Segments
          label={t('recordings.scale')}
          values={scales}
          value={scale}
          textOf={(value) => `${value}×`}
          onChange={setScale}
        />
      )}
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={attempt(copy)}>
          <Copy size={14} aria-hidden />
          {t('recordings.copy')}
        </button>
        <button type="button" className={controls.primary} onClick={attempt(save)}>
          <Download size={14} aria-hidden />
          {t('recordings.saveAs')}
        </button>
      </div>
      <p className={styles.note} role="status">
        {note}
      </p>
    </div>
  );
}

function useExport() {
  const { t } = useTranslation();
  const store = useAppStore();
  const words = useWords();
  const format = useFormat();
  const palette = useTheme() === 'dark' ? darkPalette : lightPalette;
  return async (
    kind: ExportFormat,
    scale: number,
  ): Promise<{ content: string | Uint8Array<ArrayBuffer>; name: string }> => {
    const state = store.getState();
    const table = selectTable(state);
    const time = format.time(table.at, Date.now());
    const moment = {
      table,
      tree: selectShownTree(state),
      scene: selectScene(state),
      source: sourceOf(state),
      svg: {
        palette,
        textOf: (node: Parameters<typeof cardText>[0]) => cardText(node, words, table.at),
        title: t('recordings.pictureTitle', { time }),
        description: t('recordings.pictureText', { count: table.living.size }),
      },
    };
    const name = `processes ${new Date(table.at).toISOString().slice(0, 19).replaceAll(':', '-')}`;
    if (kind === 'png') return { content: await pngOf(exportTree('svg', moment), scale), name };
    const { leaveOut, ownUid } = privacyOf(state);
    return { content: exportTree(kind, withRecords(moment, leaveOutOfRecord(leaveOut, ownUid))), name };
  };
}

function sourceOf({ page, collector, recording }: AppState): string {
  if (page === 'lab') return 'lab';
  if (page === 'recordings') return recording.kind === 'open' ? recording.header.source : '';
  return collector?.source ?? '';
}
