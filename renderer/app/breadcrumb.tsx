import { ChevronRight, Undo2 } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { findProcess, type ProcessTable } from '#shared/events/apply-events';
import type { ProcessId, ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';
import { memoizeLast } from '../store/memoize-last';
import { selectFocus, selectTable } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { ProcessName } from '../ui/process-name';
import { shownPid } from '../ui/shown-pid';
import { shortened } from './breadcrumb-steps';
import { revealProcess } from './reveal';
import styles from './tree-toolbar.module.css';

/** From the root of the tree down to the selected process; each ancestor can be selected. */
export function Breadcrumb() {
  const { t } = useTranslation();
  const store = useAppStore();
  const table = useApp(selectTable);
  const selected = useApp((state) => state.selected);
  const focus = useApp(selectFocus);
  const focusOn = useApp((state) => state.focusOn);
  const line = ancestry(table, selected ?? focus);
  const top = line.findIndex(({ id }) => id === focus);
  const above = new Set(line.slice(0, Math.max(0, top)));
  // Above what is looked at alone there are no cards to turn to.
  const go = (one: ProcessRecord) => (above.has(one) ? focusOn(one.id) : revealProcess(store, one.id));
  const steps = shortened(line);
  const last = line.at(-1);
  const path = useRef<HTMLElement>(null);
  const length = line.length;
  useLayoutEffect(() => {
    if (path.current !== null && selected !== undefined && length > 0)
      path.current.scrollLeft = path.current.scrollWidth;
  }, [selected, length]);
  if (last === undefined && focus === undefined) return null;
  return (
    <nav ref={path} className={styles.path} aria-label={t('tree.path')}>
      {focus !== undefined && (
        <button type="button" className={`${controls.quiet} ${styles.whole}`} onClick={() => focusOn(undefined)}>
          <Undo2 size={14} aria-hidden />
          {t('tree.whole')}
        </button>
      )}
      <ol>
        {steps.first.map((one) => (
          <Step key={one.id} process={one} onGo={go} />
        ))}
        {steps.leftOut > 0 && (
          <li className={styles.step}>
            <span title={t('tree.leftOut', { count: steps.leftOut })}>…</span>
            <ChevronRight size={12} aria-hidden />
          </li>
        )}
        {steps.last.slice(0, -1).map((one) => (
          <Step key={one.id} process={one} onGo={go} />
        ))}
        {last !== undefined && (
          <li className={styles.step} aria-current="true">
            <span>
              <ProcessName name={last.name} pid={shownPid(last)} />
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}

interface StepProps {
  readonly process: ProcessRecord;
  readonly onGo: (process: ProcessRecord) => void;
}

function Step({ process, onGo }: StepProps) {
  const name = visibleName(process.name);
  return (
    <li className={styles.step}>
      <button type="button" title={`${name} ${shownPid(process)}`} onClick={() => onGo(process)}>
        <bdi>{name}</bdi>
      </button>
      <ChevronRight size={12} aria-hidden />
    </li>
  );
}

const ancestry = memoizeLast((table: ProcessTable, id: ProcessId | undefined): readonly ProcessRecord[] => {
  const line: ProcessRecord[] = [];
  let process = findProcess(table, id);
  while (process !== undefined && !line.includes(process)) {
    line.unshift(process);
    process = findProcess(table, process.parent);
  }
  return line;
});
