import { Dices } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difficulty } from '#shared/generate/generate-program';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Segments } from '../ui/segments';
import { selectHasUnsavedText } from './adopt-program';
import styles from './predict-panel.module.css';
import { usePredictCommands } from './use-prediction';

const difficulties: readonly Difficulty[] = [1, 2, 3];
const LAST_SEED = 999_999;

/** Random programs to practise on: the same number gives the same program, so a class can be told two numbers. */
export function PracticeBox() {
  const { t } = useTranslation();
  const { generate } = usePredictCommands();
  const isBusy = useApp(({ predictStage, lab }) => predictStage !== undefined || lab.kind === 'running');
  const hasUnsavedText = useApp(selectHasUnsavedText);
  const [difficulty, setDifficulty] = useState<Difficulty>(1);
  const [seed, setSeed] = useState(1);
  const [isAsked, setAsked] = useState(false);
  const isSure = isAsked && hasUnsavedText;
  const id = useId();
  const make = async (number: number) => {
    if (hasUnsavedText && !isSure) {
      setAsked(true);
      return;
    }
    setAsked(false);
    setSeed(number);
    await generate(number, difficulty);
  };
  return (
    <section className={styles.practice} aria-label={t('predict.practice.title')}>
      <h3>{t('predict.practice.title')}</h3>
      <p className={styles.note}>{t('predict.practice.intro')}</p>
      <div className={styles.row}>
        <Segments
          label={t('predict.practice.difficulty')}
          hideLabel
          values={difficulties}
          value={difficulty}
          textOf={(value) => t(`predict.practice.level.${value}`)}
          onChange={setDifficulty}
        />
        <label htmlFor={id}>{t('predict.practice.seed')}</label>
        <input
          id={id}
          type="number"
          min={0}
          max={LAST_SEED}
          value={seed}
          className={styles.number}
          onChange={({ target }) => setSeed(Math.min(LAST_SEED, Math.max(0, Math.trunc(target.valueAsNumber) || 0)))}
        />
        <button type="button" className={controls.button} disabled={isBusy} onClick={() => void make(seed)}>
          {t(isSure ? 'predict.practice.replace' : 'predict.practice.make')}
        </button>
        <IconButton
          icon={Dices}
          label={t('predict.practice.another')}
          disabled={isBusy}
          onClick={() => void make(Math.floor(Math.random() * LAST_SEED))}
        />
      </div>
      {isSure && <p role="alert">{t('predict.practice.unsaved')}</p>}
    </section>
  );
}
