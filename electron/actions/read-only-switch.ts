/**
 * The switch that forbids all actions. Main keeps it, in a file of its own, so that a page that has gone wrong cannot
 * turn it off: that takes a dialog of the system, which only a person can answer.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface ReadOnlySwitch {
  readonly isOn: boolean;
  /** `askToAllow` resolves to whether the person agreed. */
  turn(on: boolean, askToAllow: () => Promise<boolean>): Promise<boolean>;
}

export function createReadOnlySwitch(file: string): ReadOnlySwitch {
  let isOn = read(file);
  return {
    get isOn() {
      return isOn;
    },
    turn: async (on, askToAllow) => {
      if (on === isOn || (!on && !(await askToAllow()))) return isOn;
      isOn = on;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ readOnly: on }));
      return isOn;
    },
  };
}

/** A file that is there but cannot be understood is taken to say what is safe. */
function read(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return false;
  }
  return !/"readOnly":\s*false/.test(text);
}
