import { useTranslation } from 'react-i18next';
import { StageWithInspector } from '../app/live-page';
import type { Panels } from '../app/use-panels';
import { selectReplayedRun } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import { LoadingNotice } from './loading-notice';
import { RecordingBanner } from './recording-banner';
import styles from './recordings.module.css';
import { RecordingsHome } from './recordings-home';
import { RunReplay } from './run-replay';

/** What was kept: the one that is open, or what there is to open. */
export function RecordingsPage({ panels }: { readonly panels: Panels }) {
  const { t } = useTranslation();
  const kind = useApp((state) => state.recording.kind);
  const isRun = useApp((state) => selectReplayedRun(state) !== undefined);
  if (kind === 'open') {
    return (
      <div className={styles.replay}>
        <RecordingBanner />
        {isRun ? <RunReplay /> : <StageWithInspector panels={panels} name="recordings" />}
      </div>
    );
  }
  return (
    <main className={styles.home} aria-label={t('bar.page.recordings')}>
      {kind === 'loading' ? <LoadingNotice /> : <RecordingsHome />}
    </main>
  );
}
