import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import type { Grade } from '#shared/predict/grade';
import { type Question, questionKey } from '#shared/predict/question';
import { useApp } from '../store/use-app';
import { AnswerFields } from './answer-fields';
import styles from './predict-panel.module.css';
import { Verdict } from './verdict';

interface QuestionCardProps {
  readonly question: Question;
  readonly number: number;
  /** The answers can no more be changed. */
  readonly isFixed: boolean;
  readonly grade: Grade | undefined;
  /** Of the run it was graded by. */
  readonly root: ProcessId | undefined;
}

export function QuestionCard({ question, number, isFixed, grade, root }: QuestionCardProps) {
  const { t } = useTranslation();
  const key = questionKey(question);
  const answer = useApp(({ prediction }) => prediction?.answers[key]);
  const answerQuestion = useApp((state) => state.answerQuestion);
  return (
    <fieldset className={styles.card} data-verdict={grade?.verdict}>
      <legend>
        <Sign grade={grade} />
        <span className={styles.index}>{number}</span>
        <span>{questionText()}</span>
      </legend>
      <AnswerFields
        question={question}
        answer={answer}
        isFixed={isFixed}
        onAnswer={(given) => answerQuestion(key, given)}
      />
      {grade !== undefined && <Verdict grade={grade} root={root} />}
    </fieldset>
  );

  function questionText(): string {
    switch (question.kind) {
      case 'written':
        return t(`predict.question.${question.unit}`);
      case 'state':
        return question.of === question.after
          ? t('predict.question.stateAfterOwn', { of: question.of })
          : t('predict.question.state', { of: question.of, after: question.after });
      case 'parent':
        return t('predict.question.parent', { of: question.of });
      default:
        return t(`predict.question.${question.kind}`);
    }
  }
}

/** For the eye; in words it is told by the verdict below. */
function Sign({ grade }: { readonly grade: Grade | undefined }) {
  if (grade === undefined) return null;
  const Icon = { right: Check, wrong: X, unanswered: CircleHelp, unknown: CircleHelp }[grade.verdict];
  return <Icon size={14} aria-hidden className={styles.sign} />;
}
