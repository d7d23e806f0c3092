import { useTranslation } from 'react-i18next';
import { useGradeAtEnd } from '../predict/use-prediction';
import { Divider, Pane, Split } from '../ui/split';
import { useMediaQuery } from '../ui/use-media-query';
import { LabBottom } from './lab-bottom';
import styles from './lab-page.module.css';
import { LabStage } from './lab-stage';
import { LabStrip } from './lab-strip';
import { Lesson } from './lesson';
import { NARROW_RUN, NarrowLab } from './narrow-lab';
import { ProcessPane } from './process-pane';
import { ProgramPane } from './program-pane';
import { useCatalogue } from './use-catalogue';
import { useLabKeys } from './use-lab-keys';

/** A real program, one step at a time. */
export function LabPage() {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery(NARROW_RUN);
  useCatalogue();
  useLabKeys();
  useGradeAtEnd();
  return (
    <main className={styles.page} aria-label={t('bar.page.lab')}>
      <LabStrip isNarrow={isNarrow} />
      {isNarrow ? <NarrowLab /> : <WideLab />}
    </main>
  );
}

/**
 * All of it at once:
 *
 *   ┌ demo, parameters, how it runs ─────────────────────────────┐
 *   ├ program ──────────┬ tree, graph, variables ┬ who runs next ┤
 *   │                   │                        │ what happened │
 *   ├ lesson ───────────┼ output ───────┬ process graph ─────────┤
 */
function WideLab() {
  const { t } = useTranslation();
  return (
    <Split name="lab" orientation="horizontal">
      <Pane id="program" size="36%" least={300}>
        <Split name="labLeft" orientation="vertical">
          <Pane id="text" size="66%" least={160}>
            <ProgramPane />
          </Pane>
          <Divider label={t('lab.resizeLesson')} />
          <Pane id="lesson" least={80}>
            <Lesson />
          </Pane>
        </Split>
      </Pane>
      <Divider label={t('lab.resizeProgram')} />
      <Pane id="run" least={360}>
        <Split name="labRight" orientation="vertical">
          <Pane id="stage" size="66%" least={160}>
            <Processes />
          </Pane>
          <Divider label={t('lab.resizeOutput')} />
          <Pane id="bottom" least={80}>
            <LabBottom />
          </Pane>
        </Split>
      </Pane>
    </Split>
  );
}

function Processes() {
  const { t } = useTranslation();
  return (
    <Split name="labStage" orientation="horizontal">
      <Pane id="picture" least={200}>
        <LabStage />
      </Pane>
      <Divider label={t('lab.resizeProcesses')} />
      <Pane id="processes" size={252} least={160} most={520} fixed>
        <ProcessPane />
      </Pane>
    </Split>
  );
}
