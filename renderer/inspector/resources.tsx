import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { useFormat } from '../ui/use-format';
import { RecordField, Section } from './field';
import styles from './inspector.module.css';
import { ThreadsField } from './threads-field';

export function Resources({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('inspector.resources')}>
      <RecordField
        process={process}
        name="cpu"
        label={t('inspector.cpu')}
        show={(cpu) => (
          <>
            {format.share(cpu)}
            <span className={styles.meter} aria-hidden>
              <span style={{ transform: `scaleX(${Math.min(1, cpu)})` }} />
            </span>
          </>
        )}
      />
      <RecordField
        process={process}
        name="rssBytes"
        label={t('inspector.memory')}
        show={(bytes) => format.bytes(bytes)}
      />
      <ThreadsField process={process} />
      <RecordField process={process} name="nice" label={t('inspector.nice')} show={String} />
    </Section>
  );
}
