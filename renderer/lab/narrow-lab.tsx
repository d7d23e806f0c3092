import type { ReactNode } from 'react';
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
import { ProgramText, ReplayedProgram, RunBar } from './program-pane';

/** Less than this, and five panels beside each other are none that can be worked in. */
export const NARROW_RUN = '(max-width: 959px)';
/** Room for the program and one thing beside it. */
const TWO_COLUMNS = '(min-width: 760px)';
/** A recording has no lesson. */
const replaySections = labSections.filter((section) => section !== 'lesson');

interface NarrowProps {
  readonly isReplay?: boolean;
}

/**
 * The lab in a small window: what makes it go is always there, of the rest one part at a time; where there is room for
 * two, the program is always one of them.
 */
export function NarrowLab() {
  return (
    <div className={styles.narrow}>
      <RunBar />
      <NarrowRun />
    </div>
  );
}

/** The run by itself, as a recording shows it too. */
export function NarrowRun({ isReplay = false }: NarrowProps) {
  const { t } = useTranslation();
  const isTwo = useMediaQuery(TWO_COLUMNS);
  const sections = isReplay ? replaySections : labSections;
  const program = isReplay ? <ReplayedProgram /> : <ProgramText />;
  if (!isTwo) return <Sections sections={sections} program={program} isReplay={isReplay} />;
  return (
    <Split name="labNarrow" orientation="horizontal">
      <Pane id="program" size="42%" least={280}>
        {program}
      </Pane>
      <Divider label={t('lab.resizeProgram')} />
      <Pane id="sections" least={320}>
        <Sections sections={sections.filter((section) => section !== 'program')} isReplay={isReplay} />
      </Pane>
    </Split>
  );
}

interface SectionsProps extends Required<NarrowProps> {
  readonly sections: readonly LabSection[];
  /** Where it is one of the sections. */
  readonly program?: ReactNode;
}

function Sections({ sections, program, isReplay }: SectionsProps) {
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
      {program !== undefined && (
        // Kept when another part is shown: the editor knows what was changed last, and where one was.
        <div className={styles.kept} hidden={section !== 'program'}>
          {program}
        </div>
      )}
      {section === 'picture' && <LabStage isReplay={isReplay} />}
      {section === 'processes' && <ProcessPane isReplay={isReplay} />}
      {section === 'output' && <OutputPanel isReplay={isReplay} />}
      {section === 'lesson' && <Lesson />}
    </Tabs>
  );
}
