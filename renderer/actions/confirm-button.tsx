import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import controls from '../ui/controls.module.css';

interface ConfirmButtonProps {
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/**
 * Takes only a press of its own. The second question comes up under the hand that answered the first: a key that is held
 * down repeats, and the second half of a double click lands on whatever is there by then.
 */
export function ConfirmButton({ disabled = false, onConfirm, children }: ConfirmButtonProps) {
  const confirm = ({ detail }: MouseEvent) => {
    if (detail <= 1) onConfirm();
  };
  const ignoreRepeats = (event: KeyboardEvent) => {
    if (event.repeat) event.preventDefault();
  };
  return (
    <button type="button" className={controls.danger} disabled={disabled} onClick={confirm} onKeyDown={ignoreRepeats}>
      {children}
    </button>
  );
}
