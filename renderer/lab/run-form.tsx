import { Play } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Segments } from '../ui/segments';
import { useFormat } from '../ui/use-format';
import { powerOfTwo } from './power';
import styles from './run-panel.module.css';
import { useStartRun } from './use-start-run';
import { VariantChoice } from './variant-choice';

const rounds = [1, 2, 3, 4, 5, 6] as const;
const holds = [5, 10, 30, 60] as const;

export function RunForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useApp((state) => state.runArguments);
  const chooseRun = useApp((state) => state.chooseRun);
  const { start, isStarting } = useStartRun();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start();
  };
  const processes = t('run.processCount', { count: 2 ** choice.rounds });
  return (
    <form className={styles.form} onSubmit={submit}>
      <div>
        <h3 className={styles.program}>{t('run.program')}</h3>
        <p className={styles.hint}>{t('run.intro')}</p>
      </div>
      <Segments
        label={t('run.rounds')}
        result={t('run.result', { power: powerOfTwo(choice.rounds), processes })}
        values={rounds}
        value={choice.rounds}
        textOf={String}
        onChange={(value) => chooseRun({ rounds: value })}
      />
      <VariantChoice value={choice.variant} onChange={(variant) => chooseRun({ variant })} />
      <Segments
        label={t('run.hold')}
        values={holds}
        value={choice.holdSeconds}
        textOf={(seconds) => format.duration(seconds * 1_000)}
        onChange={(holdSeconds) => chooseRun({ holdSeconds })}
      />
      <button type="submit" className={controls.primary} disabled={isStarting}>
        <Play size={14} aria-hidden />
        {isStarting ? t('run.starting') : t('run.start')}
      </button>
    </form>
  );
}
