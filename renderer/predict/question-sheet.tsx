import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { scoreOf } from '#shared/predict/grade';
import { questionKey } from '#shared/predict/question';
import type { Prediction } from '../store/prediction-slice';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { selectEvidence } from './grade-run';
import { Handing } from './handing';
import { OpenButton } from './open-sheet';
import styles from './predict-panel.module.css';
import { QuestionCard } from './question-card';
import { StageStatus } from './stage-status';
import { usePredictCommands } from './use-prediction';

/** The questions, their answers and, after the run, what came of them. */
export function QuestionSheet({ prediction }: { readonly prediction: Prediction }) {
  const { t } = useTranslation();
  const { questions, leftOut, graded, answeredBy, start, title } = prediction;
  const isBeingGraded = useApp(({ predictStage }) => predictStage === 'running' || predictStage === 'grading');
  const isFixed = graded !== undefined || answeredBy !== undefined || isBeingGraded;
  const about = {
    policy: t(`lab.policy.${start.policy.name}`),
    stdout: t(`lab.stdout.${start.stdout}`),
  };
  const reasons = [...new Set(leftOut.map(({ because }) => because))];
  return (
    <>
      <header className={styles.header}>
        {title !== undefined && <h3>{title}</h3>}
        {answeredBy !== undefined && <p>{t('predict.answersOf', { name: answeredBy || t('predict.nobody') })}</p>}
        <p className={styles.note}>
          {t('predict.about', about)} {t('predict.names')}
        </p>
        <Score prediction={prediction} />
        <OtherTurns />
      </header>
      {questions.length === 0 && <p className={styles.intro}>{t('predict.none')}</p>}
      {questions.map((question, index) => (
        <QuestionCard
          key={questionKey(question)}
          question={question}
          number={index + 1}
          isFixed={isFixed}
          grade={graded?.grades[index]}
          root={graded?.root}
        />
      ))}
      {reasons.length > 0 && (
        <ul className={styles.leftOut}>
          {reasons.map((because) => (
            <li key={because}>
              {t('predict.leftOut', {
                questions: leftOut
                  .filter((one) => one.because === because)
                  .map(({ kind }) => t(`predict.kind.${kind}`))
                  .join(t('tree.separator')),
                reason: t(`predict.because.${because}`),
              })}
            </li>
          ))}
        </ul>
      )}
      <Actions prediction={prediction} />
    </>
  );
}

/** The run that has just ended is not the one that is asked about. */
function OtherTurns() {
  const { t } = useTranslation();
  const isOther = useApp((state) => selectEvidence(state) === 'other-turns');
  const isMine = useApp(({ prediction }) => prediction?.answeredBy === undefined);
  if (!isOther) return null;
  return (
    <p role="alert" className={styles.trouble}>
      {t('predict.otherTurns', { button: t(isMine ? 'predict.run' : 'predict.grade') })}
    </p>
  );
}

/** Read out, and in sight, when the answers have been graded. */
function Score({ prediction: { graded } }: { readonly prediction: Prediction }) {
  const { t } = useTranslation();
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (graded !== undefined) line.current?.scrollIntoView({ block: 'nearest' });
  }, [graded]);
  const text = graded === undefined ? '' : t('predict.score', scoreOf(graded.grades));
  return (
    <p ref={line} role="status" className={styles.score}>
      {text}
    </p>
  );
}

function Actions({ prediction }: { readonly prediction: Prediction }) {
  const { t } = useTranslation();
  const store = useAppStore();
  const { ask, runAndGrade } = usePredictCommands();
  const stage = useApp((state) => state.predictStage);
  const { graded, answeredBy, questions, seed } = prediction;
  const run = answeredBy === undefined ? 'predict.run' : 'predict.grade';
  return (
    <footer className={styles.footer}>
      <div className={styles.row}>
        {graded === undefined && questions.length > 0 && (
          <button
            type="button"
            className={controls.primary}
            disabled={stage !== undefined}
            onClick={() => void runAndGrade()}
          >
            {t(run)}
          </button>
        )}
        {graded !== undefined && answeredBy === undefined && (
          <button
            type="button"
            className={controls.primary}
            disabled={stage !== undefined}
            onClick={() => store.getState().changePrediction({ answers: {}, graded: undefined })}
          >
            {t('predict.again')}
          </button>
        )}
        {answeredBy === undefined && (
          <button
            type="button"
            className={controls.button}
            disabled={stage !== undefined}
            onClick={() => void ask(seed + 1)}
          >
            {t('predict.others')}
          </button>
        )}
        <OpenButton />
        <button
          type="button"
          className={controls.quiet}
          disabled={stage !== undefined}
          onClick={() => store.getState().setPrediction(undefined)}
        >
          {t('predict.close')}
        </button>
        <StageStatus />
      </div>
      {answeredBy === undefined && questions.length > 0 && <Handing prediction={prediction} />}
    </footer>
  );
}
