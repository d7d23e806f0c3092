import { useLayoutEffect, useRef, useState } from 'react';
import type { ProcessId } from '#shared/model/process';
import type { Row } from './build-rows';

/** Where the keyboard is, as an index. It follows the selection; when its row goes, what now stands there takes over. */
export function useActiveRow(
  rows: readonly Row[],
  selected: ProcessId | undefined,
): readonly [active: number, setActive: (key: string) => void] {
  const [key, setKey] = useState<string>();
  const lastIndex = useRef(0);
  useLayoutEffect(() => {
    if (selected !== undefined) setKey(selected);
  }, [selected]);
  const found = key === undefined ? -1 : rows.findIndex((row) => row.key === key);
  const active = found === -1 ? Math.min(lastIndex.current, rows.length - 1) : found;
  const standIn = found === -1 && key !== undefined ? rows[active]?.key : undefined;
  useLayoutEffect(() => {
    lastIndex.current = Math.max(0, active);
    // It stays with whom it has come to, wherever that goes.
    if (standIn !== undefined) setKey(standIn);
  }, [active, standIn]);
  return [active, setKey];
}
