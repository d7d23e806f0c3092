import { useLayoutEffect, useMemo, useState } from 'react';
import type { ProcessId } from '#shared/model/process';
import { PROCESS_COLOURS, selectProcessColourNumbers } from '../store/lab-selectors';
import { useApp } from '../store/use-app';
import { useTheme } from '../ui/use-theme';

/** Each process's own colour as the theme has it, for what knows no custom properties: a canvas, a drawing that is saved. */
export function useProcessColours(): ReadonlyMap<ProcessId, string> {
  const theme = useTheme();
  const numbers = useApp(selectProcessColourNumbers);
  const [palette, setPalette] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what changes the tokens
  useLayoutEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const names = Array.from({ length: PROCESS_COLOURS }, (_, index) => `--process-${index + 1}`);
    setPalette(names.map((name) => style.getPropertyValue(name).trim()));
  }, [theme]);
  return useMemo(
    () => new Map([...numbers].map(([id, number]) => [id, palette[number - 1] ?? 'currentColor'])),
    [numbers, palette],
  );
}
