/** A canvas context that draws nothing and remembers everything: each call with its arguments and the state it met. */

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly state: Readonly<Record<string, unknown>>;
}

export interface FakeContext {
  readonly ctx: CanvasRenderingContext2D;
  readonly calls: readonly Call[];
  /** The texts that were drawn. */
  texts(): readonly string[];
  /** The calls of one name. */
  of(name: string): readonly Call[];
}

/** Each character is as wide as half the letter size. */
function widthOf(text: string, font: unknown): number {
  return (text.length * Number.parseFloat(/([\d.]+)px/.exec(String(font))?.[1] ?? '10')) / 2;
}

export function createFakeContext(): FakeContext {
  const calls: Call[] = [];
  let state: Record<string, unknown> = { globalAlpha: 1, lineDash: [] };
  const saved: Record<string, unknown>[] = [];
  const act = (name: string, args: readonly unknown[]): unknown => {
    calls.push({ name, args, state: { ...state } });
    if (name === 'save') saved.push({ ...state });
    if (name === 'restore') state = saved.pop() ?? state;
    if (name === 'setLineDash') state.lineDash = args[0];
    return name === 'measureText' ? { width: widthOf(String(args[0]), state.font) } : undefined;
  };
  const ctx = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: readonly unknown[]) =>
          act(String(name), args),
      set: (_, name, value) => {
        state[String(name)] = value;
        return true;
      },
    },
  ) as CanvasRenderingContext2D;
  const of = (name: string) => calls.filter((call) => call.name === name);
  return { ctx, calls, of, texts: () => of('fillText').map(({ args }) => String(args[0])) };
}
