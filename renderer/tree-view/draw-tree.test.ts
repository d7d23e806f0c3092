import { describe, expect, test } from 'vitest';
import { layoutKinds } from '#shared/layout/scene';
import { visibleText } from '#shared/model/visible-text';
import { death, grown, idOf, noFolds, record, START, sceneOf, tableOf } from '#shared/tree/trees.fixture';
import { drawTree } from './draw-tree';
import { createFakeContext, type FakeContext } from './fake-context.fixture';
import type { Picture } from './picture';
import { look, pictureOf } from './pictures.fixture';

function drawn(picture: Picture): FakeContext {
  const fake = createFakeContext();
  drawTree(fake.ctx, picture);
  return fake;
}

const strokesIn = (fake: FakeContext, colour: string) =>
  fake.of('stroke').filter(({ state }) => state.strokeStyle === colour);
const noHighlight = pictureOf(tableOf()).highlight;

describe('a card', () => {
  test('shows name, pid and processor share', () => {
    const fake = drawn(pictureOf(tableOf(record(7, 0, { name: 'cc1', state: 'running', cpu: 0.46 }))));
    expect(fake.texts()).toEqual(['cc1', '7 · 46 %']);
    expect(fake.of('fill').some(({ state }) => state.fillStyle === look.running)).toBe(true);
  });

  test('a zombie is dashed in red, has a Z, and tells its age', () => {
    const zombie = record(7, 0, { name: 'python3', state: 'zombie', exitedAt: START - 12_000 });
    const fake = drawn(pictureOf(tableOf(zombie)));
    expect(fake.texts()).toEqual(['python3', '7 · zombie 12 s']);
    expect(strokesIn(fake, look.zombie).some(({ state }) => (state.lineDash as []).length > 0)).toBe(true);
    // Three strokes of the pen: right, down to the left, right.
    const [start, ...lines] = fake.calls.filter(({ name }) => name === 'moveTo' || name === 'lineTo').slice(-4);
    const xs = [start, ...lines].map((call) => Number(call?.args[0]));
    expect(xs.map((x) => Math.sign(x - 15))).toEqual([-1, 1, -1, 1]);
  });

  test('an orphan says whose it was; an amber line leads to the adopter, a dashed one to the ghost', () => {
    const family = tableOf(record(1, 0), record(10, 1), record(11, 10));
    const fake = drawn(pictureOf(grown(family, death(family, 10, 1))));
    expect(fake.texts()).toContain('orphan · was 10');
    expect(fake.texts()).toContain('10 · exited 0');
    expect(strokesIn(fake, look.orphan).length).toBeGreaterThan(0);
    expect(strokesIn(fake, look.muted).some(({ state }) => (state.lineDash as []).length > 0)).toBe(true);
  });

  test('a killed process tells by which signal', () => {
    const ghost = record(7, 0, { state: 'gone', goneAt: START, exit: { signal: 9, core: false } });
    expect(drawn(pictureOf(tableOf(ghost))).texts()).toContain('7 · killed 9');
  });

  test('a folded card says how many it hides', () => {
    const family = tableOf(record(1, 0), record(10, 1), record(11, 10));
    expect(drawn(pictureOf(family, {}, { ...noFolds, folded: new Set([idOf(1)]) })).texts()).toContain('+2');
  });

  test('a card that is new glows, and no longer after its time', () => {
    const born = tableOf(record(7, 0, { bornInSight: true, seenAt: START }));
    expect(strokesIn(drawn(pictureOf(born)), look.fresh)).not.toEqual([]);
    expect(strokesIn(drawn(pictureOf(born, { time: START + 4_000 })), look.fresh)).toEqual([]);
  });

  test('the selected card has a ring, and so have those of the run, while the rest steps back', () => {
    const family = tableOf(record(1, 0), record(10, 1));
    const highlight = {
      selected: idOf(1),
      focused: undefined,
      runMembers: new Set([idOf(10)]),
      dimOthers: true,
      colours: new Map(),
      matches: undefined,
    };
    const fake = drawn(pictureOf(grown(family, [{ kind: 'fork', process: record(2, 0) }]), { highlight }));
    expect(strokesIn(fake, look.accent)).toHaveLength(1);
    expect(strokesIn(fake, look.run)).toHaveLength(1);
    const alphas = fake.of('fillText').map(({ args, state }) => [args[0], state.globalAlpha]);
    expect(Object.fromEntries(alphas)).toMatchObject({ 1: 1, 2: 0.5, 10: 1 });
  });
});

describe('odd names', () => {
  const nameOf = (name: string) => drawn(pictureOf(tableOf(record(7, 0, { name }))));

  test('newlines and direction marks are shown as signs', () => {
    const name = 'a\nb\u202Ec';
    expect(nameOf(name).texts()[0]).toBe(visibleText(name));
    expect(visibleText(name)).not.toMatch(/[\n\u202E]/);
  });

  test('a name of 4,000 characters ends with an ellipsis, within the card', () => {
    const [text] = nameOf('x'.repeat(4_000)).texts();
    expect(text).toMatch(/^x+…$/);
    expect((text?.length ?? 0) * 6.5).toBeLessThan(192 - 30);
  });

  test('what is not plain letters is clipped to its card', () => {
    expect(nameOf('שלום').of('clip')).toHaveLength(1);
    expect(nameOf('plain').of('clip')).toHaveLength(0);
  });
});

describe('what is drawn at all', () => {
  const many = tableOf(record(1, 0), ...Array.from({ length: 900 }, (_, index) => record(100 + index, 1)));

  test('cards out of sight are not', () => {
    const fake = drawn(pictureOf(many));
    expect(fake.texts()).toContain('100');
    expect(fake.texts()).not.toContain('300');
    expect(fake.texts().length).toBeLessThan(60);
  });

  test('lines to children far out of sight are bundled', () => {
    expect(drawn(pictureOf(many)).of('bezierCurveTo').length).toBeLessThan(80);
  });

  test('from further off names grow on their cards and stand alone', () => {
    const fake = drawn(pictureOf(many, { view: { k: 0.4, x: 0, y: 0 } }));
    expect(new Set(fake.texts())).toEqual(new Set(['sleep']));
    expect(String(fake.of('fillText')[0]?.state.font)).toContain('600 26.5px');
  });

  test('from afar there are dots, and no words', () => {
    const fake = drawn(pictureOf(many, { view: { k: 0.1, x: 0, y: 0 } }));
    expect(fake.texts()).toEqual([]);
    expect(fake.of('arc').length).toBeGreaterThan(100);
  });

  test('from very far, what falls on one pixel is drawn once', () => {
    const fake = drawn(pictureOf(many, { view: { k: 0.002, x: 0, y: 0 } }));
    expect(fake.of('rect').length).toBeLessThan(250);
  });

  test.each(layoutKinds)(
    'of a chain a thousand deep, what is in sight, in each layout and from far off (%s)',
    (kind) => {
      const chain = tableOf(...Array.from({ length: 1_000 }, (_, index) => record(index + 1, index)));
      const scene = sceneOf(chain, noFolds, { kind });
      const { x, y } = scene.nodes.get(idOf(1_000)) ?? { x: 0, y: 0 };
      for (const k of [1, 0.4, 0.1, 0.002]) {
        const fake = drawn(pictureOf(chain, { scene, view: { k, x: 640 - x * k, y: 400 - y * k } }));
        expect(fake.calls.length).toBeGreaterThan(0);
        expect(fake.texts().length).toBeLessThan(250);
        const numbers = fake.calls.flatMap(({ args }) => args).filter((value) => typeof value === 'number');
        expect(numbers.every(Number.isFinite)).toBe(true);
      }
    },
  );

  test('a ghost that has faded is not', () => {
    const ghost = tableOf(record(7, 0, { state: 'gone', goneAt: START }));
    expect(drawn(pictureOf(ghost, { time: START + 4_000 })).texts()).toEqual([]);
    const kept = { time: START + 4_000, highlight: { ...noHighlight, selected: idOf(7) } };
    expect(drawn(pictureOf(ghost, kept)).texts()).not.toEqual([]);
  });
});

describe('what goes on by itself', () => {
  const unrest = (picture: Picture) => drawTree(createFakeContext().ctx, picture);
  const zombie = tableOf(record(7, 0, { state: 'zombie', exitedAt: START }));

  test('nothing, when nothing is new, gone or a zombie', () => {
    expect(unrest(pictureOf(tableOf(record(7, 0))))).toEqual({ moving: false, fading: false, ageing: false });
  });

  test('a zombie’s age, as long as it can be read', () => {
    expect(unrest(pictureOf(zombie))).toEqual({ moving: false, fading: false, ageing: true });
    for (const view of [
      { k: 1, x: 0, y: 5_000 },
      { k: 0.3, x: 0, y: 0 },
    ]) {
      expect(unrest(pictureOf(zombie, { view }))).toEqual({ moving: false, fading: false, ageing: false });
    }
  });

  test('a movement, as long as it is in sight', () => {
    const family = tableOf(record(7, 0));
    const onItsWay = (by: number) => pictureOf(family, { placeOf: ({ x, y }) => ({ x: x + by, y, presence: 1 }) });
    expect(unrest(onItsWay(5)).moving).toBe(true);
    expect(unrest(onItsWay(5_000)).moving).toBe(false);
  });

  test('a glow, until it is over', () => {
    const born = tableOf(record(7, 0, { bornInSight: true, seenAt: START }));
    expect(unrest(pictureOf(born, { time: START + 3_999 })).fading).toBe(true);
    expect(unrest(pictureOf(born, { time: START + 4_000 })).fading).toBe(false);
  });
});
