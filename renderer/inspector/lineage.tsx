import { useTranslation } from 'react-i18next';
import type { Adoption, ProcessRecord } from '#shared/model/process';
import { Sentence } from '../ui/sentence';
import { useFormat } from '../ui/use-format';
import { exitText } from './exit-text';
import { Party } from './explanation';
import { Field, Fields, hasEnded, Unknown } from './field';
import { ProcessLink } from './process-link';
import prose from './prose.module.css';
import { Section } from './section';

/** Where it comes from. What was not seen is not guessed. */
export function Lineage({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  return (
    <Section name="lineage" title={t('inspector.lineage')}>
      <Fields>
        <Field label={t('inspector.parent')}>
          <Parent process={process} />
        </Field>
        <Field label={t('inspector.originalParent')}>
          <OriginalParent process={process} />
        </Field>
        <Field label={t('inspector.adoptions')}>
          <Adoptions adoptions={process.adoptions} />
        </Field>
        <Field label={t('inspector.born')}>
          <Born process={process} />
        </Field>
        <Field label={t('inspector.exit')}>
          <Exit process={process} />
        </Field>
      </Fields>
    </Section>
  );
}

function Parent({ process: { parent, ppid } }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  if (parent !== undefined) return <ProcessLink id={parent} />;
  return <Unknown why={ppid === 0 ? t('inspector.noParent') : t('inspector.parentUnseen', { pid: ppid })} />;
}

function OriginalParent({ process }: { readonly process: ProcessRecord }) {
  const { originalParent, parent, bornInSight, adoptions } = process;
  const { t } = useTranslation();
  if (originalParent === undefined) {
    return <Unknown why={bornInSight ? t('inspector.foundBelowInit') : t('inspector.beforeWatched')} />;
  }
  return originalParent === parent ? (
    t('inspector.sameAsParent')
  ) : (
    <ProcessLink id={originalParent} name={adoptions.find(({ from }) => from === originalParent)?.fromName} />
  );
}

function Adoptions({ adoptions }: { readonly adoptions: readonly Adoption[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (adoptions.length === 0) return <span className={prose.why}>{t('inspector.noAdoption')}</span>;
  return (
    <ol className={prose.list}>
      {adoptions.map(({ at, from, fromName, to, toName, role }) => (
        <li key={`${at} ${to}`}>
          <span className={prose.machine}>{format.time(at, Date.now())}</span>{' '}
          <Sentence
            text={t('inspector.adopted', { role: t(`role.${role}`) })}
            parts={{
              from: <Party id={from} name={fromName} unseen={t('inspector.unseenParent')} />,
              to: <Party id={to} name={toName} unseen={t('inspector.unseenAdopter')} />,
            }}
          />
        </li>
      ))}
    </ol>
  );
}

function Born({ process: { bornInSight, startedAt, seenAt } }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!bornInSight) return <span className={prose.why}>{t('inspector.bornBefore')}</span>;
  return t('inspector.bornSeen', { time: format.time(startedAt ?? seenAt, Date.now()) });
}

function Exit({ process }: { readonly process: ProcessRecord }) {
  const { exit, exitedAt } = process;
  const { t } = useTranslation();
  const format = useFormat();
  if (!hasEnded(process)) return <span className={prose.why}>{t('inspector.exitNone')}</span>;
  const time = exitedAt === undefined ? t('inspector.bornBefore') : format.time(exitedAt, Date.now());
  return t('inspector.exitAt', { time, how: exitText(exit, t) });
}
