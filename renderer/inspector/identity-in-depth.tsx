import { useTranslation } from 'react-i18next';
import { pickFact } from '#shared/inspect/facts';
import type { ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { FactField, Field } from './field';
import prose from './prose.module.css';
import { factOf, useDepth } from './use-depth';

/** What of its identity is read only for the one process that is looked at. */
export function IdentityInDepth({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const depth = useDepth();
  const path = (text: string) => <bdi>{visibleText(text)}</bdi>;
  return (
    <>
      {process.nsPid !== undefined && (
        <Field label={t('depth.pidInside')}>
          <span className={prose.machine}>{process.nsPid}</span>
        </Field>
      )}
      <FactField
        label={t('depth.workingFolder')}
        fact={factOf(depth, ({ workingFolder }) => workingFolder)}
        show={path}
      />
      <FactField label={t('depth.rootFolder')} fact={factOf(depth, ({ rootFolder }) => rootFolder)} show={path} />
      <FactField
        label={t('depth.umask')}
        fact={factOf(depth, ({ umask }) => umask)}
        show={(umask) => umask.toString(8).padStart(4, '0')}
      />
      <FactField
        label={t('depth.ids')}
        hint={t('depth.idsHint')}
        fact={factOf(depth, ({ status }) => pickFact(status, ({ uids }) => uids))}
        show={(ids) => ids.join(' ')}
      />
      <FactField
        label={t('depth.gids')}
        hint={t('depth.idsHint')}
        fact={factOf(depth, ({ status }) => pickFact(status, ({ gids }) => gids))}
        show={(ids) => ids.join(' ')}
      />
      <FactField
        label={t('depth.groups')}
        fact={factOf(depth, ({ status }) => pickFact(status, ({ groups }) => groups))}
        show={(groups) => (groups.length === 0 ? t('depth.none') : groups.join(' '))}
      />
    </>
  );
}
