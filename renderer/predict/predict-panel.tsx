import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import { isSameProgram } from '#shared/predict/same-run';
import { plannedStart } from '../lab/lab-commands';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { HeldSheet, OpenButton } from './open-sheet';
import { PracticeBox } from './practice-box';
import styles from './predict-panel.module.css';
import { QuestionSheet } from './question-sheet';
import { StageStatus } from './stage-status';
import { selectPrediction, usePredictCommands } from './use-prediction';

/** Questions before the program runs; a real run answers them. */
export function PredictPanel() {
  const { t } = useTranslation();
  const prediction = useApp(selectPrediction);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.panel} aria-label={t('predict.title')} tabIndex={0}>
      <Trouble />
      <HeldSheet />
      {prediction === undefined ? <Begin /> : <QuestionSheet prediction={prediction} />}
    </section>
  );
}

function Begin() {
  const { t } = useTranslation();
  const store = useAppStore();
  const { ask } = usePredictCommands();
  const stage = useApp((state) => state.predictStage);
  const other = useApp(({ prediction }) => prediction);
  return (
    <>
      <p className={styles.intro}>{t('predict.intro')}</p>
      <div className={styles.row}>
        <button
          type="button"
          className={controls.primary}
          disabled={stage !== undefined}
          onClick={() => void ask(store.getState().prediction?.seed ?? 1)}
        >
          {t('predict.ask')}
        </button>
        <OpenButton />
        <StageStatus />
      </div>
      {other !== undefined && !isSameProgram(other.start, plannedStart(store.getState())) && (
        <p className={styles.note}>{t('predict.elsewhere')}</p>
      )}
      <PracticeBox />
    </>
  );
}

function Trouble() {
  const { t } = useTranslation();
  const trouble = useApp((state) => state.predictTrouble);
  if (trouble === undefined) return null;
  return (
    <p role="alert" className={styles.trouble}>
      {t(`predict.trouble.${trouble.code}`)}{' '}
      {trouble.detail !== undefined && <code>{visibleText(trouble.detail)}</code>}
    </p>
  );
}
