import type { Figure } from './measure';

/** A table for people, in Markdown. */
export function reportTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, against, value, unit, ratio, goal, note }) => [
    against === undefined ? name : `${name} ${against}`,
    value === undefined ? (note ?? '–') : `${short(value)} ${unit}`,
    ratio === undefined ? '' : short(ratio),
    goal === undefined ? '' : `≤ ${goal}`,
    goal === undefined || value === undefined ? '' : (ratio ?? value) <= goal ? 'yes' : 'NO',
  ]);
  const lines = [['figure', 'value', 'ratio', 'goal', 'met'], ['---', '---:', '---:', '---:', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
