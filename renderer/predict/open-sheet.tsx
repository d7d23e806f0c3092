import { useTranslation } from 'react-i18next';
import { useOwnProgram } from '../lab/use-own-program';
import type { AppState } from '../store/app-store';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { selectHasUnsavedText } from './adopt-program';
import styles from './predict-panel.module.css';
import { usePredictCommands } from './use-prediction';

/** What runs is not replaced. */
const selectIsRunning = ({ lab }: AppState) => lab.kind === 'running' || lab.kind === 'starting';

/** Questions or answers from a file. */
export function OpenButton() {
  const { t } = useTranslation();
  const { open } = usePredictCommands();
  const isBusy = useApp(({ predictStage }) => predictStage !== undefined);
  const isRunning = useApp(selectIsRunning);
  return (
    <button
      type="button"
      className={controls.button}
      disabled={isBusy || isRunning}
      title={isRunning ? t('lab.fixedWhileRunning') : undefined}
      onClick={() => void open()}
    >
      {t('predict.open')}
    </button>
  );
}

/** What was opened would take the place of a program that is not saved: is it to? */
export function HeldSheet() {
  const { t } = useTranslation();
  const store = useAppStore();
  const { openHeld } = usePredictCommands();
  const { save } = useOwnProgram();
  const isHeld = useApp(({ heldPrediction }) => heldPrediction !== undefined);
  const isRunning = useApp(selectIsRunning);
  if (!isHeld) return null;
  const saveFirst = async () => {
    await save('same');
    if (!selectHasUnsavedText(store.getState())) openHeld();
  };
  const choices = [
    ['save', () => void saveFirst()],
    ['replace', openHeld],
    ['keep', () => store.getState().holdPrediction(undefined)],
  ] as const;
  return (
    <div role="alert" className={styles.trouble}>
      <p>{t('predict.held.unsaved')}</p>
      <div className={styles.row}>
        {choices.map(([name, act]) => (
          <button key={name} type="button" className={controls.button} disabled={isRunning} onClick={act}>
            {t(`predict.held.${name}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
