/**
 * One step of the setup on one line: `[2/6] packages … 140 of 220`. A terminal sees the line change in place; a log gets
 * a line now and then, so that a long download shows that it lives, and one at the end.
 * @typedef {object} StepLine
 * @property {(text: string) => void} update
 * @property {(text: string) => void} end
 */

const repeatMs = 10_000;
const eraseLine = '\r\u001b[2K';

/**
 * @param {string} title
 * @param {Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>} output
 * @param {() => number} now
 * @returns {StepLine}
 */
export function openStepLine(title, output = process.stdout, now = Date.now) {
  let shownAtMs = now();
  return {
    update(text) {
      const line = `${title} … ${text}`;
      if (output.isTTY) output.write(eraseLine + line.slice(0, output.columns - 1));
      else if (now() - shownAtMs >= repeatMs) {
        shownAtMs = now();
        output.write(`${line}\n`);
      }
    },
    end(text) {
      output.write(`${output.isTTY ? eraseLine : ''}${title} … ${text}\n`);
    },
  };
}

/**
 * Shows on the line, twice a second, how far a piece of work has come.
 * @template T
 * @param {StepLine} line
 * @param {() => string} tell
 * @param {Promise<T>} work
 */
export async function showProgress(line, tell, work) {
  const timer = setInterval(() => line.update(tell()), 500);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} part @param {number} whole */
export function percent(part, whole) {
  return `${Math.min(99, Math.floor((100 * part) / whole))} %`;
}
