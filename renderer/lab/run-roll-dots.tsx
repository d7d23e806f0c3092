import styles from './run-panel.module.css';
import type { MemberLook } from './run-roll';

interface RunRollProps {
  readonly roll: readonly MemberLook[];
  /** How many there are to be; places not taken yet stay empty. */
  readonly total: number;
}

/** One mark per process; the text beside it says the same. */
export function RunRoll({ roll, total }: RunRollProps) {
  const places = Array.from({ length: Math.max(total, roll.length) }, (_, index) => roll[index] ?? 'none');
  return (
    <div className={styles.roll} aria-hidden>
      {places.map((look, index) => {
        // A place in the row is what a mark is.
        const key = `${index}`;
        return <i key={key} data-look={look} />;
      })}
    </div>
  );
}
