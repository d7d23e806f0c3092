import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useApp } from '../store/use-app';
import styles from './section.module.css';

/** The parts of the inspector that fold; which ones are open is remembered. */
const sectionNames = [
  'lineage',
  'identity',
  'resources',
  'threads',
  'descriptors',
  'environment',
  'limits',
  'signals',
  'privileges',
  'namespaces',
  'scheduling',
  'compare',
] as const;
export type SectionName = (typeof sectionNames)[number];

interface SectionProps {
  readonly name: SectionName;
  readonly title: string;
  /** What there is to see, in a word or number, while it is folded too. */
  readonly summary?: ReactNode;
  readonly children: ReactNode;
}

/** Its children are there only while it is open: what nobody looks at is not read. */
export function Section({ name, title, summary, children }: SectionProps) {
  const open = useApp((state) => state.openSections.includes(name));
  const toggle = useApp((state) => state.toggleSection);
  const id = useId();
  return (
    <section className={styles.section} aria-label={title}>
      <h3>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => toggle(name)}>
          <ChevronRight size={14} aria-hidden />
          <span>{title}</span>
          {summary !== undefined && <small>{summary}</small>}
        </button>
      </h3>
      {open && <div id={id}>{children}</div>}
    </section>
  );
}

export function useIsOpen(name: SectionName): boolean {
  return useApp((state) => state.openSections.includes(name));
}
