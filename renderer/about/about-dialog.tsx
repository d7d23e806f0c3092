import { ChevronRight, Clipboard, ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppInfo, Licence } from '#shared/ipc/about-requests';
import { Logo } from '../app/logo';
import { useRequests } from '../ipc/requests-context';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog';
import styles from './about.module.css';
import { copyDiagnostics } from './copy-diagnostics';

/** What this is, which versions are at work, and whose work it contains. */
export function AboutDialog() {
  const { t } = useTranslation();
  const closeDialog = useApp((state) => state.closeDialog);
  const { info, licences } = useAbout();
  return (
    <Dialog title={t('about.title')} onClose={closeDialog}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <section className={styles.about} aria-label={t('about.title')} tabIndex={0}>
        <div className={styles.head}>
          <Logo />
          <p>{t('about.text')}</p>
        </div>
        {info !== undefined && <Versions info={info} />}
        <Buttons />
        {licences !== undefined && <Licences licences={licences} />}
      </section>
    </Dialog>
  );
}

function useAbout(): { readonly info: AppInfo | undefined; readonly licences: readonly Licence[] | undefined } {
  const app = useRequests();
  const [info, setInfo] = useState<AppInfo>();
  const [licences, setLicences] = useState<readonly Licence[]>();
  useEffect(() => {
    void app.request('app:describe').then(setInfo);
    void app.request('app:licences').then(setLicences);
  }, [app]);
  return { info, licences };
}

const origins = ['official', 'npm', 'packaged', 'development'] as const;

function Versions({ info }: { readonly info: AppInfo }) {
  const { t } = useTranslation();
  const origin = origins.find((each) => each === info.runtimeOrigin);
  const rows = [
    [t('about.version'), info.version],
    [t('about.runtime'), `Electron ${info.electron}${origin === undefined ? '' : ` (${t(`about.origin.${origin}`)})`}`],
    ['Chromium', info.chrome],
    ['Node', info.node],
    [t('about.system'), `${info.platform} ${info.kernel}, ${info.architecture}`],
  ] as const;
  return (
    <dl className={styles.versions}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Buttons() {
  const { t } = useTranslation();
  const store = useAppStore();
  const app = useRequests();
  const [trouble, setTrouble] = useState('');
  const showChromium = async () => {
    const shown = await app.request('app:chromium-licences');
    setTrouble(shown.ok ? '' : t('about.chromiumMissing', { detail: shown.detail }));
  };
  return (
    <>
      <div className={styles.buttons}>
        <button
          type="button"
          className={controls.button}
          title={t('about.diagnosticsHint')}
          onClick={() => {
            // What is said of it is said beneath the dialog.
            store.getState().closeDialog();
            void copyDiagnostics({ store, app });
          }}
        >
          <Clipboard size={14} aria-hidden />
          {t('about.diagnostics')}
        </button>
        <button type="button" className={controls.button} onClick={() => void showChromium()}>
          <ExternalLink size={14} aria-hidden />
          {t('about.chromiumLicences')}
        </button>
      </div>
      <output className={styles.trouble}>{trouble}</output>
    </>
  );
}

/** The app's own licence first and open to be read, then those of all that it contains. */
function Licences({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTranslation();
  const [own, ...others] = licences;
  return (
    <>
      {own !== undefined && (
        <div className={styles.group}>
          <h3>{t('about.licence')}</h3>
          <OneLicence licence={own} />
        </div>
      )}
      <div className={styles.group}>
        <h3>{t('about.licences', { count: others.length })}</h3>
        <p className={styles.hint}>{t('about.licencesHint')}</p>
        {others.map((licence) => (
          <OneLicence key={`${licence.name}@${licence.version}`} licence={licence} />
        ))}
      </div>
    </>
  );
}

function OneLicence({ licence: { name, version, licence, text } }: { readonly licence: Licence }) {
  const { t } = useTranslation();
  return (
    <details className={styles.licence}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        <span className={styles.name}>{name}</span>
        <span className={styles.number}>{version}</span>
        <span className={styles.kind}>{licence}</span>
      </summary>
      <pre>{text ?? t('about.noText', { licence })}</pre>
    </details>
  );
}
