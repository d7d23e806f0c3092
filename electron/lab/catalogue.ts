/** The demos that ship with the app: one folder each in `assets/demos`, `NN-ID/` with `demo.json` and `program.py`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogueEntry, Demo } from '#shared/lab/demo';
import { demoSchema } from '#shared/lab/demo';
import { fillParameters } from '#shared/lab/fill-parameters';

/**
 * All demos in the order of their numbers. Throws when a folder does not hold a valid demo, with the file and the
 * field: that is a mistake in the catalogue, not something a person can meet with the app as shipped.
 */
export async function readCatalogue(folder: string): Promise<readonly CatalogueEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && /^\d/.test(entry.name)).map(({ name }) => name);
  const demos = await Promise.all(names.map((name) => readDemo(folder, name)));
  demos.sort((a, b) => a.number - b.number);
  for (const [index, demo] of demos.entries()) {
    const twin = demos[index + 1];
    if (twin?.number === demo.number) throw new Error(`${demo.id} and ${twin.id} both have the number ${demo.number}`);
  }
  return demos;
}

async function readDemo(folder: string, name: string): Promise<CatalogueEntry> {
  const file = join(folder, name, 'demo.json');
  const demo = parseDemo(await readFile(file, 'utf8'), file);
  const expected = `${String(demo.number).padStart(2, '0')}-${demo.id}`;
  if (name !== expected) throw new Error(`${file}: number and id call for the folder ${expected}, not ${name}`);
  const program = await readFile(join(folder, name, 'program.py'), 'utf8');
  const filled = fillParameters(program, demo.parameters, {});
  if (!filled.ok) throw new Error(`${join(folder, name, 'program.py')}: ${filled.detail}`);
  if (filled.value !== program) {
    throw new Error(`${join(folder, name, 'program.py')}: its constants differ from the usual values in demo.json`);
  }
  return { ...demo, program };
}

function parseDemo(text: string, file: string): Demo {
  const parsed = demoSchema.safeParse(readJson(text, file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw new Error(`${file}: ${faults.join('; ')}`);
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
