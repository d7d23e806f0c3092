import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exploration } from '#shared/explore/exploration';
import { explainImpossible } from '#shared/explore/search';
import styles from './outputs-panel.module.css';
import { ScheduleText } from './schedule-text';

/** Is this text a possible output? If not, where does it stop being one? */
export function AskBox({ found }: { readonly found: Exploration }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const id = useId();
  // What is typed in one line stands for an output of several.
  const asked = text.replaceAll('\\n', '\n');
  const isAsked = (one: { readonly text: string }) => one.text === asked || one.text.trimEnd() === asked;
  const output = found.outputs.find(isAsked);
  return (
    <div className={styles.ask}>
      <label htmlFor={id}>{t('outputs.ask')}</label>
      <input id={id} value={text} spellCheck={false} onChange={({ target }) => setText(target.value)} />
      <p role="status">{text !== '' && answer()}</p>
      {text !== '' && output !== undefined && <ScheduleText key={output.text} schedule={output.schedule} />}
    </div>
  );

  function answer(): string {
    if (output !== undefined) return t('outputs.possible', { count: output.schedule.length });
    if (found.unexplained?.some(isAsked) === true) return t('outputs.possibleFree');
    if (!found.complete) return t('outputs.notSeen');
    const possible = found.outputs.map((one) => one.text);
    const { written, next } = explainImpossible(asked, possible);
    const list = next.map((one) => (one === '' ? t('outputs.end') : JSON.stringify(one))).join(` ${t('outputs.or')} `);
    return written === ''
      ? t('outputs.impossibleStart', { next: list })
      : t('outputs.impossible', { written: JSON.stringify(written), next: list });
  }
}
