import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { visibleText } from '#shared/model/visible-text';
import { type Answer, parentAnswers, type Question, stateAnswers } from '#shared/predict/question';
import styles from './predict-panel.module.css';
import { ShapeDrawing } from './shape-drawing';

interface AnswerFieldsProps {
  readonly question: Question;
  readonly answer: Answer | undefined;
  readonly isFixed: boolean;
  readonly onAnswer: (answer: Answer | undefined) => void;
}

/** What a question is answered with: a number, one of a few, or some of them. */
export function AnswerFields(props: AnswerFieldsProps) {
  const { t } = useTranslation();
  const { question, answer, isFixed, onAnswer } = props;
  switch (question.kind) {
    case 'processes':
    case 'written':
      return <NumberField {...props} />;
    case 'tree':
      return (
        <Choices
          {...{ answer, isFixed, onAnswer }}
          values={question.candidates}
          faceOf={(shape) => <ShapeDrawing shape={shape} />}
        />
      );
    case 'state':
      return (
        <Choices
          {...{ answer, isFixed, onAnswer }}
          values={stateAnswers}
          faceOf={(state) => t(`predict.state.${state}`)}
        />
      );
    case 'parent':
      return (
        <Choices
          {...{ answer, isFixed, onAnswer }}
          values={parentAnswers}
          faceOf={(who) => t(`predict.parent.${who}`)}
        />
      );
    case 'output':
      return <SomeOf {...{ answer, isFixed, onAnswer }} candidates={question.candidates} />;
  }
}

function NumberField({ answer, isFixed, onAnswer, question }: AnswerFieldsProps) {
  const { t } = useTranslation();
  return (
    <input
      type="number"
      min={0}
      max={9_999}
      aria-label={t(`predict.kind.${question.kind}`)}
      className={styles.number}
      disabled={isFixed}
      value={typeof answer === 'number' ? answer : ''}
      onChange={({ target }) => {
        const number = Math.trunc(target.valueAsNumber);
        onAnswer(Number.isNaN(number) ? undefined : Math.min(9_999, Math.max(0, number)));
      }}
    />
  );
}

interface ChoicesProps<Value extends string> extends Omit<AnswerFieldsProps, 'question'> {
  readonly values: readonly Value[];
  readonly faceOf: (value: Value) => React.ReactNode;
}

function Choices<Value extends string>({ answer, isFixed, onAnswer, values, faceOf }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <div className={styles.choices}>
      {values.map((value) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={answer === value}
            disabled={isFixed}
            onChange={() => onAnswer(value)}
          />
          {faceOf(value)}
        </label>
      ))}
    </div>
  );
}

interface SomeOfProps extends Omit<AnswerFieldsProps, 'question'> {
  readonly candidates: readonly string[];
}

/** Not one of them is an answer, too, so that it has to be said. */
function SomeOf({ answer, isFixed, onAnswer, candidates }: SomeOfProps) {
  const { t } = useTranslation();
  const chosen = Array.isArray(answer) ? answer : undefined;
  const toggle = (text: string) => {
    const before = chosen ?? [];
    onAnswer(before.includes(text) ? before.filter((one) => one !== text) : [...before, text]);
  };
  return (
    <div className={styles.choices}>
      {candidates.map((text) => (
        <label key={text} className={styles.choice}>
          <input
            type="checkbox"
            checked={chosen?.includes(text) === true}
            disabled={isFixed}
            onChange={() => toggle(text)}
          />
          <OutputText text={text} />
        </label>
      ))}
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={chosen?.length === 0}
          disabled={isFixed}
          onChange={() => onAnswer(chosen?.length === 0 ? undefined : [])}
        />
        {t('predict.noneOfThese')}
      </label>
    </div>
  );
}

/** Ends of lines are shown as such: `a⏎b` is not `ab`. */
export function OutputText({ text }: { readonly text: string }) {
  const lines = text.replaceAll('\r\n', '\n').split('\n').map(visibleText);
  return <code className={styles.output}>{lines.join('⏎')}</code>;
}
