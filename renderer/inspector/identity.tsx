import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import { visibleText } from '#shared/model/visible-text';
import { useFormat } from '../ui/use-format';
import { Field, Fields, hasEnded, RecordField, Unknown, unlockText } from './field';
import { IdentityInDepth } from './identity-in-depth';
import prose from './prose.module.css';
import { Section } from './section';

export function Identity({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section name="identity" title={t('inspector.identity')}>
      <Fields>
        <CommandLine process={process} />
        <RecordField
          process={process}
          name="executable"
          label={t('inspector.executable')}
          show={(path) => <bdi>{visibleText(path)}</bdi>}
        />
        <RecordField
          process={process}
          name="uid"
          label={t('inspector.user')}
          show={(uid) =>
            process.user === undefined ? uid : t('inspector.numberAndName', { name: process.user, number: uid })
          }
        />
        <RecordField
          process={process}
          name="cgroup"
          label={t('inspector.cgroup')}
          show={(path) => <bdi>{visibleText(path)}</bdi>}
        />
        {process.container !== undefined && (
          <RecordField
            process={process}
            name="container"
            label={t('inspector.container')}
            show={(container) => <bdi>{visibleText(container)}</bdi>}
          />
        )}
        <RecordField process={process} name="pgid" label={t('inspector.pgid')} show={String} />
        <RecordField process={process} name="sid" label={t('inspector.sid')} show={String} />
        <RecordField
          process={process}
          name="tty"
          label={t('inspector.tty')}
          show={(device) => terminalName(device) ?? t('inspector.noTerminal')}
        />
        <RecordField
          process={process}
          name="startedAt"
          label={t('inspector.started')}
          show={(at) => format.time(at, Date.now())}
        />
        <IdentityInDepth process={process} />
      </Fields>
    </Section>
  );
}

/** About what six lines hold; more is folded. */
const LONG_COMMAND = 220;

function CommandLine({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const { cmdline } = process;
  if (cmdline === undefined || cmdline.length === 0) {
    const reason = process.hidden.cmdline ?? (hasEnded(process) ? 'gone' : 'unknown');
    return (
      <Field label={t('inspector.command')}>
        <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />
      </Field>
    );
  }
  const text = visibleText(cmdline.map(quoteArgument).join(' '));
  return (
    <Field label={t('inspector.command')}>
      <bdi className={`${prose.machine} ${showsAll ? '' : prose.clamped}`}>{text}</bdi>
      {text.length > LONG_COMMAND && (
        <button type="button" className={prose.more} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('inspector.showLess') : t('inspector.showAll')}
        </button>
      )}
    </Field>
  );
}

/** Shows where an argument with spaces begins and ends; not meant for a shell. */
function quoteArgument(argument: string, _index: number, all: readonly string[]): string {
  // A source without argument borders (ps) gives one string, which is not one argument.
  return all.length > 1 && (argument === '' || /\s/.test(argument)) ? `'${argument}'` : argument;
}
