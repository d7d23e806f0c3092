import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessId } from '#shared/model/process';
import type { Grade, JudgedOutput, Moment, Truth } from '#shared/predict/grade';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { useRealise } from '../understand/use-realise';
import { OutputText } from './answer-fields';
import styles from './predict-panel.module.css';
import { ShapeDrawing } from './shape-drawing';

interface VerdictProps {
  readonly grade: Grade;
  readonly root: ProcessId | undefined;
}

/** What really happened, and the way to the moment that shows it. */
export function Verdict({ grade, root }: VerdictProps) {
  const { t } = useTranslation();
  if (grade.verdict === 'unknown') {
    const why = grade.key === 'output' ? 'predict.unknownOutputs' : 'predict.unknown';
    return <p className={styles.note}>{t(why)}</p>;
  }
  const { verdict, truth, moment } = grade;
  return (
    <div className={styles.verdict}>
      <strong>{t(`predict.verdict.${verdict}`)}</strong>
      <TruthText truth={truth} />
      {moment !== undefined && verdict !== 'right' && <ShowMoment moment={moment} root={root} />}
    </div>
  );
}

function TruthText({ truth }: { readonly truth: Truth }) {
  const { t } = useTranslation();
  switch (truth.kind) {
    case 'count':
      return <span>{t('predict.truth.count', { count: truth.count })}</span>;
    case 'state':
      return <span>{t('predict.truth.state', { state: t(`predict.state.${truth.state}`) })}</span>;
    case 'parent':
      return <span>{t('predict.truth.parent', { parent: t(`predict.parent.${truth.parent}`) })}</span>;
    case 'shape':
      return (
        <span className={styles.real}>
          {t('predict.truth.shape')} <ShapeDrawing shape={truth.shape} />
        </span>
      );
    case 'outputs':
      return (
        <ul className={styles.judged}>
          {truth.outputs.map((output) => (
            <JudgedLine key={output.text} output={output} />
          ))}
        </ul>
      );
  }
}

function JudgedLine({ output: { text, found, why } }: { readonly output: JudgedOutput }) {
  const { t } = useTranslation();
  const realise = useRealise();
  const [isBusy, setBusy] = useState(false);
  return (
    <li>
      <OutputText text={text} />
      {found !== undefined && (
        <>
          {t('predict.truth.possible')}
          <button
            type="button"
            className={controls.quiet}
            disabled={isBusy}
            aria-label={t('outputs.realiseName', { text: text.trimEnd() })}
            onClick={() => {
              setBusy(true);
              void realise(found).finally(() => setBusy(false));
            }}
          >
            {t('outputs.realise')}
          </button>
        </>
      )}
      {why !== undefined && <span>{impossible(why)}</span>}
    </li>
  );

  function impossible({ written, next }: NonNullable<JudgedOutput['why']>): string {
    const list = next.map((one) => (one === '' ? t('outputs.end') : JSON.stringify(one))).join(` ${t('outputs.or')} `);
    return written === ''
      ? t('outputs.impossibleStart', { next: list })
      : t('outputs.impossible', { written: JSON.stringify(written), next: list });
  }
}

/** The cursor goes back to it: program, processes, output and graph are as they were then. */
function ShowMoment({ moment, root }: { readonly moment: Moment; readonly root: ProcessId | undefined }) {
  const { t } = useTranslation();
  const moveCursor = useApp((state) => state.moveCursor);
  const select = useApp((state) => state.select);
  const isThere = useApp(({ lab }) => lab.kind === 'ended' && lab.root === root);
  const isShown = useApp(({ players }) => players.lab.cursor === moment.seq);
  return (
    <button
      type="button"
      className={controls.button}
      disabled={!isThere}
      aria-pressed={isThere && isShown}
      title={isThere ? undefined : t('predict.momentGone')}
      onClick={() => {
        moveCursor(moment.seq);
        if (moment.process !== undefined) select(moment.process);
      }}
    >
      <History size={14} aria-hidden />
      {t('predict.showMoment')}
    </button>
  );
}
