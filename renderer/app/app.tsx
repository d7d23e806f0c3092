import { Suspense } from 'react';
import { LeftoversNotice } from '../leftovers/leftovers-notice';
import { useApp } from '../store/use-app';
import { TimelineStrip } from '../timeline/timeline-strip';
import { Announcer } from './announcer';
import styles from './app.module.css';
import { Dialogs } from './dialogs';
import { pages } from './pages';
import { Toast } from './toast';
import { TopBar } from './top-bar';
import { usePanels } from './use-panels';
import { useShortcuts } from './use-shortcuts';

/** The window: a bar, beneath it one of three pages, and at the foot the past of that page. */
export function App() {
  const panels = usePanels();
  const page = useApp((state) => state.page);
  useShortcuts(panels);
  const Body = pages[page];
  return (
    <div className={styles.frame}>
      <TopBar panels={panels} />
      <Suspense fallback={<div />}>
        <Body key={page} panels={panels} />
      </Suspense>
      <TimelineStrip />
      <Announcer />
      <LeftoversNotice />
      <Dialogs />
      <Toast />
    </div>
  );
}
