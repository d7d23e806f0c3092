import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '#shared/lab/demo';
import { selectDemo } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Tabs } from '../ui/tabs';
import { DaemonChecklist } from './daemon-checklist';
import styles from './lesson.module.css';
import { Prose } from './prose';
import { useDemoText } from './use-demo-text';

const parts = ['shows', 'predict', 'why'] as const;
type Part = (typeof parts)[number] | 'checklist';

/** What a demo teaches: what to look at, what to predict, and, when one has seen it, why. */
export function Lesson() {
  const demo = useApp(selectDemo);
  // Another demo begins with its first part, and with its answer hidden.
  return demo === undefined ? <div className={styles.lesson} /> : <LessonOf key={demo.id} demo={demo} />;
}

function LessonOf({ demo }: { readonly demo: CatalogueEntry }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>(demo.checklist ? 'checklist' : 'predict');
  const text = useDemoText();
  return (
    <section className={styles.lesson} aria-label={t('lab.lesson.label')}>
      <Tabs<Part>
        label={t('lab.lesson.parts')}
        values={demo.checklist ? [...parts, 'checklist'] : parts}
        value={part}
        textOf={(name) => t(`lab.lesson.${name}`)}
        onChange={setPart}
      >
        <div className={styles.text}>
          {part === 'checklist' && <DaemonChecklist />}
          {part === 'why' && <Why demo={demo} />}
          {(part === 'shows' || part === 'predict') && <Prose text={text(demo[part])} />}
          {part === 'predict' && <ToQuestions />}
        </div>
      </Tabs>
    </section>
  );
}

function ToQuestions() {
  const { t } = useTranslation();
  const showLabView = useApp((state) => state.showLabView);
  return (
    <button type="button" className={`${controls.button} ${styles.questions}`} onClick={() => showLabView('predict')}>
      {t('predict.toQuestions')}
    </button>
  );
}

/** The answer waits until the run is over or somebody asks for it. */
function Why({ demo }: { readonly demo: CatalogueEntry }) {
  const { t } = useTranslation();
  const text = useDemoText();
  const hasEnded = useApp(
    ({ lab }) => lab.kind === 'ended' && lab.start.program.kind === 'demo' && lab.start.program.id === demo.id,
  );
  const [isAsked, setAsked] = useState(false);
  if (hasEnded || isAsked) return <Prose text={text(demo.why)} />;
  return (
    <div className={styles.hidden}>
      <p>{t('lab.lesson.hidden')}</p>
      <button type="button" className={controls.button} onClick={() => setAsked(true)}>
        {t('lab.lesson.reveal')}
      </button>
    </div>
  );
}
