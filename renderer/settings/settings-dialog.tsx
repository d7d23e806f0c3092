import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, themes, treeForms } from '../store/settings-slice';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog';
import { Switch } from '../ui/switch';
import { useFormat } from '../ui/use-format';
import { ChoiceRow } from './choice-row';
import styles from './settings-dialog.module.css';

/** Between the least and the most that main accepts. */
const intervalsMs = [100, 500, 1_000, 2_000, 5_000, 10_000, 60_000] as const;
const fadesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
const keptMinutes = [1, 5, 10, 30, 60] as const;
const keptMegabytes = [25, 50, 100, 250, 500] as const;

/** All that is remembered between starts and is nowhere else to be set. */
export function SettingsDialog() {
  const { t } = useTranslation();
  const closeDialog = useApp((state) => state.closeDialog);
  return (
    <Dialog title={t('bar.settings')} onClose={closeDialog}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section className={styles.settings} aria-label={t('bar.settings')} tabIndex={0}>
        <Group title={t('settings.appearance')}>
          <AppearanceSettings />
        </Group>
        <Group title={t('settings.picture')}>
          <PictureSettings />
        </Group>
        <Group title={t('settings.past')}>
          <PastSettings />
        </Group>
        <Group title={t('settings.safety')}>
          <SafetySettings />
        </Group>
        <AboutButton />
      </section>
    </Dialog>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function AboutButton() {
  const { t } = useTranslation();
  const openDialog = useApp((state) => state.openDialog);
  return (
    <div className={styles.group}>
      <button type="button" className={controls.button} aria-haspopup="dialog" onClick={() => openDialog('about')}>
        {t('about.title')}
      </button>
    </div>
  );
}

function AppearanceSettings() {
  const { t } = useTranslation();
  const { language, theme, treeShown } = useApp((state) => state);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <>
      <ChoiceRow
        label={t('bar.language')}
        values={languages}
        value={language}
        textOf={(value) => t(`settings.languages.${value}`)}
        onChange={(value) => changeSettings({ language: value })}
      />
      <ChoiceRow
        label={t('bar.theme')}
        values={themes}
        value={theme}
        textOf={(value) => t(`bar.${value}`)}
        onChange={(value) => changeSettings({ theme: value })}
      />
      <ChoiceRow
        label={t('tree.form')}
        values={treeForms}
        value={treeShown}
        textOf={(value) => t(`tree.forms.${value}`)}
        onChange={(value) => changeSettings({ treeShown: value })}
      />
      <p className={styles.hint}>{t('settings.motion')}</p>
    </>
  );
}

function PictureSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const { intervalMs, fadeMs, onlyMine, hideKernelThreads, collector } = useApp((state) => state);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <>
      <ChoiceRow
        label={t('source.rate')}
        hint={t('settings.rateHint')}
        values={intervalsMs}
        value={intervalMs ?? collector?.intervalMs ?? 1_000}
        textOf={(value) => format.seconds(value)}
        onChange={(value) => changeSettings({ intervalMs: value })}
      />
      <ChoiceRow
        label={t('settings.fade')}
        hint={t('settings.fadeHint')}
        values={fadesMs}
        value={fadeMs}
        textOf={(value) => format.seconds(value)}
        onChange={(value) => changeSettings({ fadeMs: value })}
      />
      <Switch label={t('query.onlyMine')} on={onlyMine} onChange={(on) => changeSettings({ onlyMine: on })} />
      <Switch
        label={t('query.showKernelThreads')}
        on={!hideKernelThreads}
        onChange={(on) => changeSettings({ hideKernelThreads: !on })}
      />
    </>
  );
}

function PastSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const { keepMinutes, keepMegabytes } = useApp((state) => state);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <>
      <ChoiceRow
        label={t('settings.minutes')}
        hint={t('settings.minutesHint')}
        values={keptMinutes}
        value={keepMinutes}
        textOf={(value) => format.duration(value * 60_000)}
        onChange={(value) => changeSettings({ keepMinutes: value })}
      />
      <ChoiceRow
        label={t('settings.memory')}
        hint={t('settings.memoryHint')}
        values={keptMegabytes}
        value={keepMegabytes}
        textOf={(value) => `${format.number(value)} MB`}
        onChange={(value) => changeSettings({ keepMegabytes: value })}
      />
    </>
  );
}

function SafetySettings() {
  const { t } = useTranslation();
  const readOnly = useApp((state) => state.readOnly);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <Switch
      label={t('settings.readOnly')}
      hint={t('settings.readOnlyHint')}
      on={readOnly}
      onChange={(on) => changeSettings({ readOnly: on })}
    />
  );
}
