import { Fragment, type ReactNode } from 'react';

interface SentenceProps {
  /** A translated text with places like `<parent/>`. */
  readonly text: string;
  readonly parts: { readonly [name: string]: ReactNode };
}

/**
 * A sentence with elements in it. What other people named (processes) goes in as an element, never into the text, so
 * that a process called `<b>` cannot become markup.
 */
export function Sentence({ text, parts }: SentenceProps) {
  const pieces = text.split(/<(\w+)\/>/);
  // Odd pieces are the names that the group caught. The order within one text is fixed, so the index is a good key.
  return pieces.map((piece, index) => {
    const key = `${index}`;
    return <Fragment key={key}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>;
  });
}
