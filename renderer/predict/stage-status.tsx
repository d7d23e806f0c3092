import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { usePredictCommands } from './use-prediction';

/** What is being done that the controls wait for. */
export function StageStatus() {
  const { t } = useTranslation();
  const { stopSearch } = usePredictCommands();
  const stage = useApp((state) => state.predictStage);
  const search = useApp((state) => state.gradingSearch);
  return (
    <>
      <span role="status">{search === undefined ? stage && t(`predict.${stage}`) : progress()}</span>
      {search !== undefined && (
        <button type="button" className={controls.button} onClick={stopSearch}>
          {t('predict.stopSearch')}
        </button>
      )}
    </>
  );

  function progress(): string {
    const { runs = 0, outputs = [] } = search?.so ?? {};
    return t('predict.searching', { runs, count: outputs.length });
  }
}
