/** Most texts take no arguments and are asked for at each render: they are looked up once for each language. */
import type { i18n } from 'i18next';

type Lookup = (...given: readonly unknown[]) => unknown;

export function rememberTexts(instance: i18n): void {
  const makeT = instance.getFixedT.bind(instance) as Lookup;
  const known = new Map<string, Lookup>();
  const getFixedT: Lookup = (language, namespace, prefix, options) => {
    const make = () => makeT(language, namespace, prefix, options) as Lookup;
    // There is one namespace.
    if (typeof language !== 'string' || prefix !== undefined) return make();
    const t = known.get(language) ?? withMemory(make());
    known.set(language, t);
    return t;
  };
  Object.assign(instance, { getFixedT });
}

function withMemory(translate: Lookup): Lookup {
  const texts = new Map<unknown, unknown>();
  const remembering: Lookup = (...given) => {
    const [key] = given;
    if (given.length > 1 || typeof key !== 'string') return translate(...given);
    const text = texts.get(key) ?? translate(key);
    texts.set(key, text);
    return text;
  };
  return Object.assign(remembering, translate);
}
