import { useTranslation } from 'react-i18next';
import { LabBottom } from '../lab/lab-bottom';
import { LabStage } from '../lab/lab-stage';
import { NARROW_RUN, NarrowRun } from '../lab/narrow-lab';
import { ProcessPane } from '../lab/process-pane';
import { ReplayedProgram } from '../lab/program-pane';
import { Divider, Pane, Split } from '../ui/split';
import { useMediaQuery } from '../ui/use-media-query';
import styles from './recordings.module.css';

/** A recorded run as the lab showed it: program, processes, variables, output and graph at the cursor. Nothing runs. */
export function RunReplay() {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery(NARROW_RUN);
  return (
    <main className={styles.run} aria-label={t('bar.page.recordings')}>
      {isNarrow ? <NarrowRun isReplay /> : <WideReplay />}
    </main>
  );
}

function WideReplay() {
  const { t } = useTranslation();
  return (
    <Split name="runReplay" orientation="horizontal">
      <Pane id="program" size="36%" least={300}>
        <ReplayedProgram />
      </Pane>
      <Divider label={t('lab.resizeProgram')} />
      <Pane id="run" least={360}>
        <Split name="runReplayRight" orientation="vertical">
          <Pane id="stage" size="62%" least={160}>
            <Split name="runReplayStage" orientation="horizontal">
              <Pane id="picture" least={200}>
                <LabStage isReplay />
              </Pane>
              <Divider label={t('lab.resizeProcesses')} />
              <Pane id="processes" size={252} least={160} most={520} fixed>
                <ProcessPane isReplay />
              </Pane>
            </Split>
          </Pane>
          <Divider label={t('lab.resizeOutput')} />
          <Pane id="bottom" least={80}>
            <LabBottom isReplay />
          </Pane>
        </Split>
      </Pane>
    </Split>
  );
}
