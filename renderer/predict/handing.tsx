import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDemoText } from '../lab/use-demo-text';
import { selectDemo, selectIsOwn } from '../store/lab-selectors';
import type { Prediction } from '../store/prediction-slice';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import styles from './predict-panel.module.css';
import { usePredictCommands } from './use-prediction';

/** To a class and back: the sheet as a file, and the answers as one. */
export function Handing({ prediction }: { readonly prediction: Prediction }) {
  const { t } = useTranslation();
  const { saveSheet, saveAnswers } = usePredictCommands();
  const text = useDemoText();
  const demo = useApp(selectDemo);
  const isOwn = useApp(selectIsOwn);
  const ownName = useApp((state) => state.ownText.name);
  const [name, setName] = useState('');
  const id = useId();
  const usual = isOwn || demo === undefined ? ownName : text(demo.title);
  const title = prediction.title ?? usual;
  return (
    <div className={styles.row}>
      <button type="button" className={controls.button} onClick={() => void saveSheet(title)}>
        {t('predict.saveSheet')}
      </button>
      <label htmlFor={id}>{t('predict.yourName')}</label>
      <input
        id={id}
        value={name}
        maxLength={100}
        className={styles.name}
        onChange={({ target }) => setName(target.value)}
      />
      <button
        type="button"
        className={controls.button}
        disabled={Object.keys(prediction.answers).length === 0}
        onClick={() => void saveAnswers(title, name)}
      >
        {t('predict.saveAnswers')}
      </button>
    </div>
  );
}
