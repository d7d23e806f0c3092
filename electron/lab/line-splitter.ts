/** Cuts a stream of text into lines, of which none may be longer than `longest`. */
export interface LineSplitter {
  push(text: string): void;
  end(): void;
}

/** `receive` gets each whole line; undefined stands for one that is too long or was cut off at the end. */
export function createLineSplitter(longest: number, receive: (line: string | undefined) => void): LineSplitter {
  let rest = '';
  return {
    push: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) receive(line.length > longest ? undefined : line);
      if (rest.length > longest) {
        rest = '';
        receive(undefined);
      }
    },
    end: () => {
      if (rest !== '') receive(undefined);
      rest = '';
    },
  };
}
