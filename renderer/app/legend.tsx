import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './legend.module.css';
import { LineageSample, type LineageSampleKind, type ListedState, StateSample } from './legend-samples';

const states: readonly ListedState[] = ['running', 'sleeping', 'disk-sleep', 'stopped', 'traced', 'idle'];
const endings: readonly ListedState[] = ['zombie'];
const lineage: readonly LineageSampleKind[] = ['orphan', 'new', 'gone', 'run', 'pulse', 'folded', 'merged'];

const EXAMPLE_PID = 4120;

/** Every look that the tree has, with its word and its meaning. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <div className={styles.legend}>
      <section>
        <h3>{t('legend.states')}</h3>
        <dl>
          {states.map((state) => (
            <Row
              key={state}
              sample={<StateSample state={state} />}
              word={t(`state.${state}`)}
              text={t(`legend.${state}`)}
            />
          ))}
        </dl>
      </section>
      <section>
        <h3>{t('legend.lineage')}</h3>
        <dl>
          {endings.map((state) => (
            <Row
              key={state}
              sample={<StateSample state={state} />}
              word={t(`state.${state}`)}
              text={t(`legend.${state}`)}
            />
          ))}
          {lineage.map((kind) => (
            <Row
              key={kind}
              sample={<LineageSample kind={kind} />}
              word={t(`legend.${kind}`)}
              label={kind === 'orphan' ? `⤴ ${t('tree.orphanOf', { pid: EXAMPLE_PID })}` : undefined}
              text={t(`legend.${kind}Text`)}
            />
          ))}
        </dl>
      </section>
    </div>
  );
}

interface RowProps {
  readonly sample: ReactNode;
  readonly word: string;
  /** What stands beside such a card. */
  readonly label?: string | undefined;
  readonly text: string;
}

function Row({ sample, word, label, text }: RowProps) {
  return (
    <div className={styles.row}>
      <dt>
        {sample}
        {word}
        {label !== undefined && <span className={styles.label}>{label}</span>}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
