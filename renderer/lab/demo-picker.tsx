import { Command } from 'cmdk';
import { group } from 'd3';
import { BookOpen, ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '#shared/lab/demo';
import { selectDemo } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import { popoverTrigger } from '../ui/popover';
import popover from '../ui/popover.module.css';
import styles from './demo-picker.module.css';
import { useDemoText } from './use-demo-text';

const PICKER = 'demos';

/** The catalogue, grouped and searched; the button names what is open. */
export function DemoPicker() {
  const { t } = useTranslation();
  const text = useDemoText();
  const demo = useApp(selectDemo);
  const isBusy = useApp(({ lab }) => lab.kind === 'running' || lab.kind === 'starting');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={styles.trigger}
        disabled={isBusy}
        title={isBusy ? t('lab.fixedWhileRunning') : t('lab.chooseDemo')}
        {...popoverTrigger(PICKER)}
      >
        <BookOpen size={14} aria-hidden />
        <span className="visually-hidden">{t('lab.demo')}</span>
        <span className={styles.title}>
          {demo === undefined ? t('lab.noDemo') : `${demo.number} · ${text(demo.title)}`}
        </span>
        <ChevronDown size={12} aria-hidden />
      </button>
      <div
        id={PICKER}
        popover="auto"
        role="dialog"
        aria-label={t('lab.chooseDemo')}
        className={`${popover.popover} ${styles.picker}`}
        style={{ positionAnchor: `--${PICKER}` }}
        onToggle={({ newState }) => newState === 'open' && input.current?.focus()}
      >
        <DemoList input={input} />
      </div>
    </>
  );
}

function DemoList({ input }: { readonly input: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const catalogue = useApp((state) => state.catalogue);
  const openDemo = useApp((state) => state.openDemo);
  const openId = useApp((state) => state.openDemoId);
  const text = useDemoText();
  const groups = group(catalogue, (demo) => demo.group);
  const choose = (demo: CatalogueEntry) => {
    document.getElementById(PICKER)?.hidePopover();
    openDemo(demo.id);
  };
  return (
    <Command label={t('lab.chooseDemo')} loop className={styles.command}>
      <Command.Input ref={input} placeholder={t('lab.searchDemos')} className={styles.search} />
      <Command.List className={styles.list} label={t('lab.demos')}>
        <Command.Empty className={styles.empty}>{t('lab.noDemoFound')}</Command.Empty>
        {[...groups].map(([name, demos]) => (
          <Command.Group key={name} heading={t(`lab.group.${name}`)}>
            {demos.map((demo) => (
              <Command.Item
                key={demo.id}
                value={demo.id}
                keywords={keywordsOf(demo)}
                className={styles.demo}
                data-open={demo.id === openId}
                onSelect={() => choose(demo)}
              >
                <span className={styles.number}>{demo.number}</span>
                <span>
                  <Best demo={demo.id} />
                  <strong>{text(demo.title)}</strong>
                  <small>{text(demo.summary)}</small>
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** The best that was predicted of it. */
function Best({ demo }: { readonly demo: string }) {
  const { t } = useTranslation();
  const best = useApp(({ predicted }) => predicted[demo]);
  if (best === undefined) return null;
  return (
    <span className={styles.best} data-whole={best.right === best.total} title={t('predict.best', best)}>
      <span aria-hidden>{`${best.right}/${best.total}`}</span>
      <span className="visually-hidden">{t('predict.best', best)}</span>
    </span>
  );
}

/** Found in either language: who reads English may know the Chinese word, and the other way round. */
function keywordsOf({ number, title, summary, shows }: CatalogueEntry): string[] {
  return [String(number), title.en, title.zh, summary.en, summary.zh, shows.en, shows.zh];
}
