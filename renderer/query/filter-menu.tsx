import { SlidersHorizontal, Trash2 } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Switch } from '../ui/switch';
import styles from './query-bar.module.css';

const FILTERS = 'filters';

/** The switches that stand beside the query, and the searches that were saved. */
export function FilterMenu() {
  const { t } = useTranslation();
  const onlyMine = useApp((state) => state.onlyMine);
  const hideKernelThreads = useApp((state) => state.hideKernelThreads);
  const listThreads = useApp((state) => state.listThreads);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <>
      <button
        type="button"
        className={styles.tool}
        aria-label={t('query.filter')}
        title={t('query.filter')}
        data-active={onlyMine || hideKernelThreads || undefined}
        {...popoverTrigger(FILTERS)}
      >
        <SlidersHorizontal size={14} aria-hidden />
      </button>
      <Popover id={FILTERS} title={t('query.filter')}>
        <div className={styles.filters}>
          <Switch label={t('query.onlyMine')} on={onlyMine} onChange={(on) => changeSettings({ onlyMine: on })} />
          <Switch
            label={t('query.showKernelThreads')}
            on={!hideKernelThreads}
            onChange={(on) => changeSettings({ hideKernelThreads: !on })}
          />
          <Switch
            label={t('query.listThreads')}
            on={listThreads}
            onChange={(on) => changeSettings({ listThreads: on })}
          />
          <SavedQueries />
          <p className={styles.help}>{t('query.help')}</p>
        </div>
      </Popover>
    </>
  );
}

function SavedQueries() {
  const { t } = useTranslation();
  const saved = useApp((state) => state.savedQueries);
  const askQuery = useApp((state) => state.askQuery);
  const forgetQuery = useApp((state) => state.forgetQuery);
  const section = useRef<HTMLElement>(null);
  const forget = (name: string) => {
    forgetQuery(name);
    // Its button goes with it; without a focus in here no key would close the menu.
    section.current?.focus();
  };
  return (
    <section ref={section} tabIndex={-1} className={styles.saved} aria-label={t('query.saved')}>
      <h3>{t('query.saved')}</h3>
      {saved.length === 0 && <p className={styles.help}>{t('query.savedNone')}</p>}
      <ul>
        {saved.map(({ name, text }) => (
          <li key={name}>
            <button type="button" className={styles.savedQuery} onClick={() => askQuery(text)}>
              <span>{name}</span>
              <code>{text}</code>
            </button>
            <IconButton icon={Trash2} label={t('query.forget', { name })} onClick={() => forget(name)} />
          </li>
        ))}
      </ul>
      <SaveForm />
    </section>
  );
}

function SaveForm() {
  const { t } = useTranslation();
  const text = useApp((state) => (state.queryError === undefined ? state.queryText.trim() : ''));
  const saveQuery = useApp((state) => state.saveQuery);
  const [name, setName] = useState('');
  if (text === '') return <p className={styles.help}>{t('query.saveNothing')}</p>;
  const save = (event: FormEvent) => {
    event.preventDefault();
    saveQuery(name.trim() === '' ? text : name.trim(), text);
    setName('');
  };
  return (
    <form className={styles.saveForm} onSubmit={save}>
      <input
        type="text"
        aria-label={t('query.name')}
        placeholder={text}
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className={controls.button}>
        {t('query.save')}
      </button>
    </form>
  );
}
