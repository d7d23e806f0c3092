import { useTranslation } from 'react-i18next';
import { stdoutKinds } from '#shared/lab/run';
import { useApp } from '../store/use-app';
import { Segments } from '../ui/segments';
import { ContainmentPill } from './containment-pill';
import { DemoPicker } from './demo-picker';
import styles from './lab-strip.module.css';
import { LimitsPill } from './limits-pill';
import { ParameterControls } from './parameter-controls';

const gates = ['gated', 'free'] as const;

/** What runs, how it starts, and what it may do. */
export function LabStrip() {
  const { t } = useTranslation();
  const { stdout, gated } = useApp((state) => state.labPlan);
  const planLab = useApp((state) => state.planLab);
  const isBusy = useApp(({ lab }) => lab.kind === 'running' || lab.kind === 'starting');
  return (
    <section className={styles.strip} aria-label={t('lab.strip')}>
      <DemoPicker />
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
      <div className={styles.facts}>
        <ContainmentPill />
        <LimitsPill />
      </div>
    </section>
  );
}
