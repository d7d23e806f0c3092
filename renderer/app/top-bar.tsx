import { Languages, PanelLeft, PanelRight, Pause, Play, Settings, SunMoon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { QueryBar } from '../query/query-bar';
import { selectPlayer } from '../store/selectors';
import { languages, themes } from '../store/settings-slice';
import { useApp, useAppStore } from '../store/use-app';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Select } from '../ui/select';
import { Counters } from './counters';
import { Logo } from './logo';
import { PageTabs } from './page-tabs';
import { SourcePill } from './source-pill';
import styles from './top-bar.module.css';
import type { Panels, Side } from './use-panels';
import { togglePause } from './use-shortcuts';

const SETTINGS = 'settings';

interface TopBarProps {
  readonly panels: Panels;
}

export function TopBar({ panels }: TopBarProps) {
  const { t } = useTranslation();
  const page = useApp((state) => state.page);
  return (
    <header className={styles.bar}>
      {page === 'live' && <PanelToggle panels={panels} side="runPanel" />}
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
        <PauseButton />
        <IconButton icon={Settings} label={t('bar.settings')} {...popoverTrigger(SETTINGS)} />
        <Popover id={SETTINGS} title={t('bar.settings')}>
          <div className={styles.settings}>
            <LanguageSelect />
            <ThemeSelect />
          </div>
        </Popover>
      </div>
      <PanelToggle panels={panels} side="inspector" />
    </header>
  );
}

function PanelToggle({ panels, side }: TopBarProps & { readonly side: Side }) {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={side === 'runPanel' ? PanelLeft : PanelRight}
      label={t(`bar.${side}`)}
      aria-expanded={panels.open[side]}
      onClick={() => panels.toggle(side)}
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

/** Languages are named in themselves, so that nobody is locked into one that they cannot read. */
const languageNames = { en: 'English', zh: '中文' } as const;

function LanguageSelect() {
  const { t } = useTranslation();
  const language = useApp((state) => state.language);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <Select
      icon={Languages}
      label={t('bar.language')}
      values={languages}
      value={language}
      textOf={(value) => (value === 'system' ? t('bar.system') : languageNames[value])}
      onChange={(value) => changeSettings({ language: value })}
    />
  );
}

function ThemeSelect() {
  const { t } = useTranslation();
  const theme = useApp((state) => state.theme);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <Select
      icon={SunMoon}
      label={t('bar.theme')}
      values={themes}
      value={theme}
      textOf={(value) => t(`bar.${value}`)}
      onChange={(value) => changeSettings({ theme: value })}
    />
  );
}
