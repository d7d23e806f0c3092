/** The recordings that come with the app (`assets/recordings`), made by real runs. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { SampleRecording } from '#shared/ipc/recording-requests';
import { recordingHeaderSchema } from '#shared/recording/header-schema';

const ENDING = '.forkscope.gz';

export function samplePath(folder: string, id: string): string {
  return join(folder, `${id}${ENDING}`);
}

/** In the order of their names; a damaged one is left out. */
export async function listSamples(folder: string): Promise<readonly SampleRecording[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING)).sort();
  const samples = await Promise.all(names.map((name) => describeSample(folder, name.slice(0, -ENDING.length))));
  return samples.filter((sample) => sample !== undefined);
}

async function describeSample(folder: string, id: string): Promise<SampleRecording | undefined> {
  const path = samplePath(folder, id);
  const file = createReadStream(path);
  const gunzip = file.pipe(createGunzip());
  try {
    for await (const line of createInterface({ input: gunzip })) {
      const header = recordingHeaderSchema.parse(JSON.parse(line));
      return { id, title: header.title ?? { en: id, zh: id }, bytes: (await stat(path)).size };
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}
