// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { feed, idOf, NOW, process } from '../app/app.fixture';
import { drawn, frames, item, names, pretendCanvas, renderTree } from './tree-view.fixture';

pretendCanvas();

describe('the tree, read aloud', () => {
  test('names each process with pid, state and fate, in reading order', () => {
    renderTree();
    expect(names()).toEqual([
      'init, pid 1, sleeping',
      'bash, pid 10, sleeping',
      'python3, pid 11, zombie',
      'top, pid 12, running',
      'sleep, pid 20, sleeping, orphan, was child of 9',
    ]);
    expect(screen.getByRole('tree', { name: 'Process tree' })).toBeTruthy();
  });

  test('speaks Chinese', () => {
    renderTree('zh');
    expect(names()).toContain('sleep，pid 20，睡眠，孤儿，原为 9 的子进程');
  });

  test('tells where each stands', () => {
    renderTree();
    const attributes = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded', 'aria-selected'];
    const told = (name: string) => attributes.map((attribute) => item(name).getAttribute(attribute));
    expect(told('bash')).toEqual(['2', '1', '2', 'true', 'false']);
    expect(told('top')).toEqual(['3', '2', '2', null, 'false']);
  });

  test('lies on the cards: in scene units, under the camera’s transform', () => {
    renderTree();
    expect(item('top').style).toMatchObject({ left: '480px', top: '56px' });
    expect(item('top').parentElement?.style.transform).toMatch(/^translate\(.+px, .+px\) scale\(1\)$/);
    expect(drawn().texts()).toContain('top');
  });

  test('an item whose process is told again unchanged stays the same element, untouched', async () => {
    const store = renderTree();
    const before = item('bash');
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    observer.observe(before, { attributes: true, childList: true, subtree: true });
    act(() => feed(store, [{ kind: 'sampled', ids: [idOf(10), idOf(12)], cpu: [0.5, 0.9], rssBytes: [1, 1] }]));
    frames();
    await act(async () => {});
    expect(item('bash')).toBe(before);
    expect(changed).not.toHaveBeenCalled();
  });

  test('follows births, deaths and adoptions', () => {
    const store = renderTree();
    act(() =>
      feed(store, [
        { kind: 'fork', process: process(30, 20, { name: 'child', bornInSight: true, seenAt: NOW }) },
        { kind: 'exit', id: idOf(12), exit: { code: 7 } },
        { kind: 'reaped', id: idOf(12) },
      ]),
    );
    expect(names()).toContain('child, pid 30, sleeping');
    expect(names()).toContain('top, pid 12, gone, exited 7');
    act(() => feed(store, [{ kind: 'exit', id: idOf(30) }], NOW + 5_000));
    expect(names()).not.toContain('top, pid 12, gone, exited 7');
  });
});
