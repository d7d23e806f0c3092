import { useTranslation } from 'react-i18next';
import { type LabSection, labSections } from '../store/lab-slice';
import { useApp } from '../store/use-app';
import { Divider, Pane, Split } from '../ui/split';
import { Tabs } from '../ui/tabs';
import { useMediaQuery } from '../ui/use-media-query';
import { LabStage } from './lab-stage';
import { Lesson } from './lesson';
import styles from './narrow-lab.module.css';
import { OutputPanel } from './output-panel';
import { ProcessPane } from './process-pane';
import { ProgramText, RunBar } from './program-pane';

/** Room for the program and one thing beside it. */
const TWO_COLUMNS = '(min-width: 760px)';
const besideProgram = labSections.filter((section) => section !== 'program');

/**
 * The lab in a small window: what makes it go is always there, of the rest one part at a time; where there is room for
 * two, the program is always one of them.
 */
export function NarrowLab() {
  const { t } = useTranslation();
  const isTwo = useMediaQuery(TWO_COLUMNS);
  return (
    <div className={styles.narrow}>
      <RunBar />
      {isTwo ? (
        <Split name="labNarrow" orientation="horizontal">
          <Pane id="program" size="42%" least={280}>
            <ProgramText />
          </Pane>
          <Divider label={t('lab.resizeProgram')} />
          <Pane id="sections" least={320}>
            <Sections sections={besideProgram} />
          </Pane>
        </Split>
      ) : (
        <Sections sections={labSections} />
      )}
    </div>
  );
}

function Sections({ sections }: { readonly sections: readonly LabSection[] }) {
  const { t } = useTranslation();
  const chosen = useApp((state) => state.labSection);
  const showLabSection = useApp((state) => state.showLabSection);
  const section = sections.includes(chosen) ? chosen : 'picture';
  return (
    <Tabs<LabSection>
      label={t('lab.section.label')}
      values={sections}
      value={section}
      textOf={(name) => t(`lab.section.${name}`)}
      onChange={showLabSection}
    >
      {sections.includes('program') && (
        // Kept when another part is shown: the editor knows what was changed last, and where one was.
        <div className={styles.kept} hidden={section !== 'program'}>
          <ProgramText />
        </div>
      )}
      {section === 'picture' && <LabStage />}
      {section === 'processes' && <ProcessPane />}
      {section === 'output' && <OutputPanel />}
      {section === 'lesson' && <Lesson />}
    </Tabs>
  );
}
