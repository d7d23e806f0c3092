import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { terminalName } from '#shared/model/terminal-name';
import { visibleText } from '#shared/model/visible-text';
import { useFormat } from '../ui/use-format';
import { Fields, RecordField } from './field';
import { CommandLine } from './identity-command';
import { IdentityInDepth } from './identity-in-depth';
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
