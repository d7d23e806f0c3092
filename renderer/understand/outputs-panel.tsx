import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exploration, ExploredOutput } from '#shared/explore/exploration';
import controls from '../ui/controls.module.css';
import { AskBox } from './ask-box';
import styles from './outputs-panel.module.css';
import { useExploration } from './use-exploration';
import { useRealise } from './use-realise';

/** Every output that any schedule of the open program can give; each can be brought about and watched. */
export function OutputsPanel() {
  const { t } = useTranslation();
  const { found, request, failure, start, stop } = useExploration();
  const isUnderWay = request !== undefined;
  return (
    <section className={styles.panel} aria-label={t('outputs.title')}>
      <p className={styles.intro}>{t('outputs.intro')}</p>
      <div className={styles.row}>
        <button
          type="button"
          className={isUnderWay ? controls.button : controls.primary}
          onClick={isUnderWay ? stop : start}
        >
          {t(isUnderWay ? 'outputs.stop' : 'outputs.start')}
        </button>
        <span role="status">{isUnderWay ? progressOf(found) : found && conclusionOf(found)}</span>
      </div>
      {failure !== undefined && (
        <p role="alert">
          {t(
            `lab.trouble.${failure.code === 'python-missing' || failure.code === 'python-too-old' ? failure.code : 'start-failed'}`,
          )}{' '}
          <code>{failure.detail}</code>
        </p>
      )}
      {found !== undefined && <OutputList found={found} isDone={!isUnderWay} />}
      {found !== undefined && !isUnderWay && <AskBox found={found} />}
    </section>
  );

  function progressOf(so: Exploration | undefined): string {
    return t('outputs.progress', { runs: so?.runs ?? 0, count: so?.outputs.length ?? 0 });
  }

  function conclusionOf({ complete, outputs, runs, reason }: Exploration): string {
    const count = outputs.length;
    if (complete) return t('outputs.complete', { count, runs });
    return `${t('outputs.incomplete', { count, runs })} ${t(`outputs.reason.${reason ?? 'stopped'}`)}`;
  }
}

function OutputList({ found, isDone }: { readonly found: Exploration; readonly isDone: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.list}>
      {found.outputs.map((output) => (
        <li key={output.text} className={styles.output}>
          <OutputText text={output.text} />
          <span className={output.freeCount === 0 ? styles.never : styles.count}>
            {isDone &&
              (output.freeCount === 0
                ? t('outputs.never', { total: found.freeRuns })
                : t('outputs.seen', { seen: output.freeCount, total: found.freeRuns }))}
          </span>
          <span className={styles.count}>{t('outputs.turns', { count: output.schedule.length })}</span>
          <Realise output={output} />
        </li>
      ))}
      {found.unexplained?.map(({ text, freeCount }) => (
        <li key={text} className={styles.output}>
          <OutputText text={text} />
          <span className={styles.never}>{t('outputs.unexplained', { seen: freeCount, total: found.freeRuns })}</span>
        </li>
      ))}
    </ul>
  );
}

function OutputText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return <pre className={styles.text}>{text === '' ? t('outputs.nothing') : text.trimEnd()}</pre>;
}

function Realise({ output }: { readonly output: ExploredOutput }) {
  const { t } = useTranslation();
  const bringAbout = useRealise();
  const [isBusy, setBusy] = useState(false);
  const realise = async () => {
    setBusy(true);
    await bringAbout(output);
    setBusy(false);
  };
  const name = t('outputs.realiseName', { text: output.text.trimEnd() });
  return (
    <button
      type="button"
      className={controls.button}
      disabled={isBusy}
      aria-label={name}
      onClick={() => void realise()}
    >
      {t('outputs.realise')}
    </button>
  );
}
