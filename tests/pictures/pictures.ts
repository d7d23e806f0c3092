/** Each scene in both languages and both themes: one sheet a scene, and a page that shows them all. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp, type RunningApp } from '../launch-app';
import { inspectorScenes } from './inspector-scenes';
import { INSPECTOR, type Look, looks, rest, setLook } from './look';
import { runAsNobody } from './nobody';
import { describeScenes } from './page';
import type { Scene } from './scene';
import { drawSheet, type Picture } from './sheet';
import { treeScenes } from './tree-scenes';

const repository = join(import.meta.dirname, '..', '..');
const sheets = join(repository, 'assets', 'pictures');
const singles = join(repository, 'out', 'pictures');
const scenes: readonly Scene[] = [...treeScenes, ...inspectorScenes];

/** `names`: of scenes; all when none is given. */
export async function takePictures(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !scenes.some((scene) => scene.name === name));
  if (unknown.length > 0) {
    const known = scenes.map(({ name }) => name).join(', ');
    process.stderr.write(`There is no scene "${unknown.join(', ')}". There are: ${known}\n`);
    return 2;
  }
  for (const folder of [sheets, singles]) mkdirSync(folder, { recursive: true });
  const failed: string[] = [];
  for (const scene of scenes) {
    if (names.length > 0 && !names.includes(scene.name)) continue;
    await takeScene(scene).catch((error: Error) => {
      failed.push(scene.name);
      process.stderr.write(`✗ ${scene.name}: ${error.message}\n`);
    });
  }
  writeFileSync(join(sheets, 'README.md'), describeScenes(scenes));
  return failed.length > 0 ? 1 : 0;
}

/** The processes first: what is there at the first look does not glow as new. */
async function takeScene(scene: Scene): Promise<void> {
  const userData = mkdtempSync(join(tmpdir(), 'forkscope-window-'));
  const [width, height] = scene.size ?? [1280, 800];
  // As large as that from the start, as far as the display allows.
  writeFileSync(join(userData, 'window.json'), JSON.stringify({ x: 0, y: 0, width, height, maximized: false }));
  const load = await scene.start();
  try {
    const app = await launchApp({ userData, ...(scene.asNobody === true ? runAsNobody(userData) : {}) });
    try {
      const pictures = await takeLooks(app, scene, load);
      const file = join(sheets, `${scene.name}.webp`);
      writeFileSync(
        file,
        await drawSheet(app.electron, pictures, scene.cell ?? 960, scene.inspectorOnly === true ? 4 : 2),
      );
      process.stderr.write(`✓ ${scene.name}: ${Math.round(statSync(file).size / 1_000)} KB\n`);
      for (const problem of app.problems) process.stderr.write(`  the page said: ${problem}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await load.end();
    rmSync(userData, { recursive: true, force: true });
  }
}

async function takeLooks(app: RunningApp, scene: Scene, load: Awaited<ReturnType<Scene['start']>>): Promise<Picture[]> {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await resize(app, scene.size ?? [1280, 800]);
  await page.locator('[role=treeitem]').first().waitFor({ state: 'attached', timeout: 60_000 });
  await scene.prepare?.(page, load);
  const pictures: Picture[] = [];
  for (const look of looks) {
    await setLook(page, look);
    await scene.arrange?.(page, load);
    // Out of the way: what it rests on would look chosen.
    await page.mouse.move(0, 0);
    if (scene.fleeting !== true) await rest(page);
    const shot = scene.inspectorOnly === true ? page.locator(INSPECTOR) : page;
    const png = await shot.screenshot({ path: join(singles, `${scene.name}-${look.language}-${look.theme}.png`) });
    pictures.push({ label: labelOf(look), png });
    // A dialog that the scene has opened would be in the way of the next look.
    if ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape');
  }
  return pictures;
}

const labelOf = ({ language, theme }: Look): string => `${language === 'zh' ? '中文' : 'English'}, ${theme}`;

async function resize({ electron, page }: RunningApp, [width, height]: readonly [number, number]): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((size) => window.innerWidth === size.width && window.innerHeight === size.height, {
    width,
    height,
  });
}
