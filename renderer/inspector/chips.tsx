import { useTranslation } from 'react-i18next';
import prose from './prose.module.css';

interface ChipsProps {
  readonly items: readonly { readonly text: string; readonly hint?: string }[];
}

/** Names side by side; the word for none where there are none. */
export function Chips({ items }: ChipsProps) {
  const { t } = useTranslation();
  if (items.length === 0) return <span className={prose.why}>{t('depth.none')}</span>;
  return (
    <ul className={prose.chips}>
      {items.map(({ text, hint }) => (
        <li key={text} title={hint}>
          {text}
        </li>
      ))}
    </ul>
  );
}
