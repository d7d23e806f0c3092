import { SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { stdoutKinds } from '#shared/lab/run';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { Popover, popoverTrigger } from '../ui/popover';
import { Segments } from '../ui/segments';
import { ContainmentPill } from './containment-pill';
import { DemoPicker } from './demo-picker';
import styles from './lab-strip.module.css';
import { LimitsPill } from './limits-pill';
import { ParameterControls } from './parameter-controls';

const gates = ['gated', 'free'] as const;

const PLAN = 'lab-plan';

/** What runs, how it starts, and what it may do. In a small window the second is behind a button: one row is enough. */
export function LabStrip({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={styles.strip} aria-label={t('lab.strip')}>
      <DemoPicker />
      {isNarrow ? <PlanButton /> : <Plan />}
      <div className={styles.facts}>
        <ContainmentPill />
        <LimitsPill />
      </div>
    </section>
  );
}

function PlanButton() {
  const { t } = useTranslation();
  return (
    <>
      <button type="button" className={controls.button} {...popoverTrigger(PLAN)}>
        <SlidersHorizontal size={14} aria-hidden />
        {t('lab.plan')}
      </button>
      <Popover id={PLAN} title={t('lab.plan')}>
        <Plan />
      </Popover>
    </>
  );
}

function Plan() {
  const { t } = useTranslation();
  const { stdout, gated } = useApp((state) => state.labPlan);
  const planLab = useApp((state) => state.planLab);
  const isBusy = useApp(({ lab }) => lab.kind === 'running' || lab.kind === 'starting');
  return (
    <fieldset className={styles.controls} disabled={isBusy} title={isBusy ? t('lab.fixedWhileRunning') : undefined}>
      <legend className="visually-hidden">{t('lab.plan')}</legend>
      <ParameterControls />
      <Segments
        label={t('lab.stdout.label')}
        hideLabel
        values={stdoutKinds}
        value={stdout}
        textOf={(kind) => t(`lab.stdout.${kind}`)}
        onChange={(kind) => planLab({ stdout: kind })}
      />
      <Segments
        label={t('lab.gate.label')}
        hideLabel
        values={gates}
        value={gated ? 'gated' : 'free'}
        textOf={(kind) => t(`lab.gate.${kind}`)}
        onChange={(kind) => planLab({ gated: kind === 'gated' })}
      />
    </fieldset>
  );
}
