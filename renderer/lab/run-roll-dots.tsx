import type { ProcessRecord } from '#shared/model/process';
import styles from './run-panel.module.css';
import { lookOf } from './run-roll';

interface RunRollProps {
  readonly roll: readonly ProcessRecord[];
  /** How many there are to be; places not taken yet stay empty. */
  readonly total: number;
}

/** One mark per process; the text beside it says the same. */
export function RunRoll({ roll, total }: RunRollProps) {
  const places = Array.from({ length: Math.max(total, roll.length) }, (_, index) => roll[index]);
  return (
    <div className={styles.roll} aria-hidden>
      {places.map((process, index) => {
        // A place in the row is what a mark is.
        const key = `${index}`;
        return <i key={key} data-look={process === undefined ? 'none' : lookOf(process)} />;
      })}
    </div>
  );
}
