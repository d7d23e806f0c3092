/** Paragraphs separated by an empty line, code between backticks: all that the texts of the catalogue use. */
export function Prose({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph, index) => {
    const key = `${index}`;
    return <p key={key}>{inline(paragraph)}</p>;
  });
}

function inline(paragraph: string) {
  // Odd pieces stand between backticks.
  return paragraph.split('`').map((piece, index) => {
    const key = `${index}`;
    return index % 2 === 0 ? piece : <code key={key}>{piece}</code>;
  });
}
