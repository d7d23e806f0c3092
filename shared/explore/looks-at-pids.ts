/**
 * Whether a program looks at pids, which the kernel gives out in the order of births. Who does no more than compare what
 * fork gave with 0, or wait for it, does not: for that program one order of births is like another.
 */

// A statement is looked at as one text, its tokens parted by blanks, in which these stand for values.
const PID = '§';
/** What a wait gives: a pid and a status. */
const REAPED = '‡';
/** It does not tell which pid it was. */
const BLIND = '¤';

const opens = '(?<=(?:^| [(,=]| (?:if|elif|while|and|or|not|return|else|assert)) )';
const closes = '(?= (?:$|[),]|and |or |if |else ))';
const blindUses: readonly RegExp[] = [
  / ‡ \[ 1 \](?= )/g,
  /^(?: \w+ , \w+ =)? ‡(?= $)/g,
  /^ (?:§ =|(?:global|nonlocal|del) §(?= $))(?= )/g,
  new RegExp(` ${opens}§ (?:(?:[=!<>]=|[<>]) 0|is (?:not )?None)${closes}`, 'g'),
  / (?<= not )§(?= (?:$|[),]|and |or |if |else ))/g,
  / (?<= if )§(?= else )/g,
];
/** True or false is all that a condition asks; the value of a statement nobody has. */
const truths = [
  /^((?: (?:if|elif|while|assert))(?: [^()[\]{}=]* (?:and|or|not))?) §(?= (?:$|and |or ))/,
  /^((?: (?:¤|and|or|not))*) §(?= (?:$|and |or ))/,
];

export function looksAtPids(statements: readonly (readonly string[])[]): boolean {
  const texts = statements.map((tokens) => ` ${tokens.join(' ')} `);
  const names = new Set(texts.flatMap(namesOfPids));
  return texts.some((text) =>
    /[§‡]| (?:getp?pid|fork|forkpty|wait3|wait4|waitid) /.test(takeOutBlind(mark(text, names))),
  );
}

function namesOfPids(text: string): string[] {
  const [, forked, reaped] =
    /^ (?:(\w+) = os \. fork \( \)|(\w+) , \w+ = os \. wait(?:pid)? \(.*\)) $/.exec(text) ?? [];
  return [forked ?? reaped ?? '_'].filter((name) => name !== '_');
}

function mark(text: string, names: ReadonlySet<string>): string {
  return text
    .replaceAll(' os . fork ( ) ', ` ${PID} `)
    .replace(/(?<= )\w+(?= )/g, (name) => (names.has(name) ? PID : name))
    .replace(/ os \. wait(?: \( \)|pid \( (?:§|- 1|\w+) , [^()]*\))(?= )/g, ` ${REAPED}`)
    .replaceAll(` ${REAPED} [ 0 ] `, ` ${PID} `);
}

function takeOutBlind(marked: string): string {
  let text = blindUses.reduce((rest, use) => rest.replace(use, ` ${BLIND}`), marked);
  for (const truth of truths) while (truth.test(text)) text = text.replace(truth, `$1 ${BLIND}`);
  return text;
}
