import styles from './run-panel.module.css';
import { lookOf, type Member } from './run-roll';

interface RunRollProps {
  readonly roll: readonly Member[];
  /** How many there are to be; places not taken yet stay empty. */
  readonly total: number;
}

/** One mark per process; the text beside it says the same. */
export function RunRoll({ roll, total }: RunRollProps) {
  const places = Array.from({ length: Math.max(total, roll.length) }, (_, index) => index);
  return (
    <div className={styles.roll} aria-hidden>
      {places.map((place) => (
        <i key={place} data-look={place < roll.length ? lookOf(roll[place]) : 'none'} />
      ))}
    </div>
  );
}
