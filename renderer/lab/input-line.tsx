import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import styles from './output-panel.module.css';
import { useLabCommands } from './use-lab-commands';

/** What is typed goes to the program's standard input, a line at a time. */
export function InputLine() {
  const { t } = useTranslation();
  const { type } = useLabCommands();
  const startedAt = useApp(({ lab }) => (lab.kind === 'running' ? lab.startedAt : undefined));
  const [text, setText] = useState('');
  const [endedFor, setEndedFor] = useState<number>();
  const isOpen = startedAt !== undefined && endedFor !== startedAt;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void type(`${text}\n`, false);
    setText('');
  };
  const end = () => {
    setEndedFor(startedAt);
    void type(text, true);
    setText('');
  };
  return (
    <form className={styles.input} onSubmit={send}>
      <input
        value={text}
        disabled={!isOpen}
        aria-label={t('lab.input.label')}
        placeholder={t(isOpen || startedAt === undefined ? 'lab.input.placeholder' : 'lab.input.ended')}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <button type="button" className={controls.quiet} disabled={!isOpen} title={t('lab.input.endHint')} onClick={end}>
        {t('lab.input.end')}
      </button>
    </form>
  );
}
