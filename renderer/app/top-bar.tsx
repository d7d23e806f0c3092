import { PanelRight, Pause, Play, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { QueryBar } from '../query/query-bar';
import { selectIsRun, selectPlayer } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import { Counters } from './counters';
import { Logo } from './logo';
import { PageTabs } from './page-tabs';
import { SourcePill } from './source-pill';
import { togglePause } from './toggle-pause';
import styles from './top-bar.module.css';
import type { Panels } from './use-panels';

interface TopBarProps {
  readonly panels: Panels;
}

export function TopBar({ panels }: TopBarProps) {
  const { t } = useTranslation();
  const page = useApp((state) => state.page);
  // A run has a tab for details.
  const hasInspector = useApp((state) => !selectIsRun(state));
  const openDialog = useApp((state) => state.openDialog);
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>
        <Logo />
        {t('bar.name')}
      </h1>
      <PageTabs />
      <div className={styles.query}>
        <QueryBar />
      </div>
      <div className={styles.facts}>
        <Counters />
        {page === 'live' && <SourcePill />}
      </div>
      <div className={styles.tools}>
        {page !== 'lab' && <PauseButton />}
        <IconButton
          icon={Settings}
          label={t('bar.settings')}
          hint={`${t('bar.settings')} (Ctrl+,)`}
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+,"
          onClick={() => openDialog('settings')}
        />
      </div>
      {hasInspector && <InspectorToggle panels={panels} />}
    </header>
  );
}

function InspectorToggle({ panels }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={PanelRight}
      label={t('bar.inspector')}
      aria-expanded={panels.inspectorOpen}
      onClick={panels.toggleInspector}
    />
  );
}

function PauseButton() {
  const { t } = useTranslation();
  const store = useAppStore();
  const isLive = useApp((state) => selectPlayer(state).cursor === 'live');
  return (
    <IconButton
      icon={isLive ? Pause : Play}
      label={isLive ? t('bar.pause') : t('bar.resume')}
      hint={isLive ? t('bar.pauseHint') : t('bar.resumeHint')}
      aria-keyshortcuts="P"
      onClick={() => togglePause(store)}
    />
  );
}
