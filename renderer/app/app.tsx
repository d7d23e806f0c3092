import { Inspector } from '../inspector/inspector';
import { RunPanel } from '../lab/run-panel';
import { Announcer } from './announcer';
import styles from './app.module.css';
import { Stage } from './stage';
import { TopBar } from './top-bar';
import { usePanels } from './use-panels';
import { useRunCamera } from './use-run-camera';
import { useShortcuts } from './use-shortcuts';

/** The window: a bar, and beneath it the tree between what can be run and what is selected. */
export function App() {
  const panels = usePanels();
  useShortcuts(panels);
  useRunCamera();
  return (
    <div className={styles.frame}>
      <TopBar panels={panels} />
      <div className={styles.body} data-narrow={panels.narrow || undefined}>
        {panels.open.runPanel && <RunPanel />}
        <Stage />
        {panels.open.inspector && <Inspector />}
      </div>
      <Announcer />
    </div>
  );
}
