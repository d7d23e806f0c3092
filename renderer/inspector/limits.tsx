import type { TFunction } from 'i18next';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '#shared/parse/limits';
import type { Format } from '../ui/format';
import { useFormat } from '../ui/use-format';
import { FactText } from './field';
import styles from './limits.module.css';
import { Section } from './section';
import { factOf, useDepth } from './use-depth';

export const Limits = memo(function Limits() {
  const { t } = useTranslation();
  const depth = useDepth();
  return (
    <Section name="limits" title={t('depth.limits')}>
      <FactText fact={factOf(depth, ({ limits }) => limits)} show={(limits) => <LimitTable limits={limits} />} />
    </Section>
  );
});

const LimitTable = memo(function LimitTable({ limits }: { readonly limits: readonly Limit[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('depth.limitName')}</th>
          <th scope="col">{t('depth.soft')}</th>
          <th scope="col">{t('depth.hard')}</th>
        </tr>
      </thead>
      <tbody>
        {limits.map((limit) => (
          <tr key={limit.name}>
            <th scope="row" title={limit.name}>
              {nameOf(limit.name, t)}
            </th>
            <td>{amountText(limit.soft, limit.unit, t, format)}</td>
            <td>{amountText(limit.hard, limit.unit, t, format)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** `open files 1,024 / 4,096`. */
export function limitText({ name, soft, hard, unit }: Limit, t: TFunction, format: Format): string {
  return `${nameOf(name, t)} ${amountText(soft, unit, t, format)} / ${amountText(hard, unit, t, format)}`;
}

/** The kernel's own name where this app has none. */
function nameOf(name: string, t: TFunction): string {
  const key = name.replace(/^Max /, '').split(' ').join('-');
  return t(`limit.${key}` as 'limit.open-files', { defaultValue: name });
}

function amountText(amount: Limit['soft'], unit: string, t: TFunction, format: Format): string {
  if (amount === 'unlimited') return t('depth.unlimited');
  if (unit === 'bytes') return format.bytes(amount);
  if (unit === 'seconds') return format.duration(amount * 1000);
  return format.number(amount);
}
