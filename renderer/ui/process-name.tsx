import { visibleName } from '#shared/model/visible-text';
import styles from './process-name.module.css';

interface ProcessNameProps {
  readonly name: string;
  readonly pid: number;
}

/** Name and pid as everywhere in the window; the name cannot reach out of its own direction or line. */
export function ProcessName({ name, pid }: ProcessNameProps) {
  return (
    <span className={styles.process}>
      <bdi className={styles.name}>{visibleName(name)}</bdi> <span className={styles.pid}>{pid}</span>
    </span>
  );
}
