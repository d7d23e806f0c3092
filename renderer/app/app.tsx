import { LabPage } from '../lab/lab-page';
import { LeftoversNotice } from '../leftovers/leftovers-notice';
import { RecordingsPage } from '../recordings/recordings-page';
import { useApp } from '../store/use-app';
import { TimelineStrip } from '../timeline/timeline-strip';
import { Announcer } from './announcer';
import styles from './app.module.css';
import { Dialogs } from './dialogs';
import { LivePage } from './live-page';
import { Toast } from './toast';
import { TopBar } from './top-bar';
import { usePanels } from './use-panels';
import { useShortcuts } from './use-shortcuts';

const bodies = { live: LivePage, lab: LabPage, recordings: RecordingsPage } as const;

/** The window: a bar, beneath it one of three pages, and at the foot the past of that page. */
export function App() {
  const panels = usePanels();
  const page = useApp((state) => state.page);
  useShortcuts(panels);
  const Body = bodies[page];
  return (
    <div className={styles.frame}>
      <TopBar panels={panels} />
      <Body key={page} panels={panels} />
      <TimelineStrip />
      <Announcer />
      <LeftoversNotice />
      <Dialogs />
      <Toast />
    </div>
  );
}
