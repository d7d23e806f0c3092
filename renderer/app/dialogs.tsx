import { AboutDialog } from '../about/about-dialog';
import { Palette } from '../palette/palette';
import { SettingsDialog } from '../settings/settings-dialog';
import { ShortcutsDialog } from '../shortcuts/shortcuts-dialog';
import { useApp } from '../store/use-app';

/** What lies over the whole window at the moment. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  if (dialog === 'palette') return <Palette />;
  if (dialog === 'shortcuts') return <ShortcutsDialog />;
  if (dialog === 'about') return <AboutDialog />;
  return dialog === 'settings' ? <SettingsDialog /> : null;
}
