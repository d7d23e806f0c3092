import { findProcess } from '#shared/events/apply-events';
import type { ProcessId } from '#shared/model/process';
import { revealProcess } from '../app/reveal';
import { selectTable } from '../store/selectors';
import { useApp, useAppStore } from '../store/use-app';
import { pidOf } from '../ui/pid-of';
import { ProcessName } from '../ui/process-name';
import prose from './prose.module.css';

interface ProcessLinkProps {
  readonly id: ProcessId;
  /** Its name when it was last heard of, for when it is forgotten. */
  readonly name?: string | undefined;
}

/** A process by name; a way to it as long as it is remembered. */
export function ProcessLink({ id, name }: ProcessLinkProps) {
  const store = useAppStore();
  const process = useApp((state) => findProcess(selectTable(state), id));
  if (process === undefined) return <ProcessName name={name ?? ''} pid={pidOf(id)} />;
  return (
    <button type="button" className={prose.link} onClick={() => revealProcess(store, id)}>
      <ProcessName name={process.name} pid={process.pid} />
    </button>
  );
}
