// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Sentence } from './sentence';

afterEach(cleanup);

test('elements stand at their places in the text', () => {
  const { container } = render(<Sentence text="<b/> waits for <a/>, not <b/>" parts={{ a: <i>one</i>, b: 'two' }} />);
  expect(container.innerHTML).toBe('two waits for <i>one</i>, not two');
});

test('markup in a part stays text', () => {
  const { container } = render(<Sentence text="see <name/>" parts={{ name: '<name/><b>x</b>' }} />);
  expect(container.textContent).toBe('see <name/><b>x</b>');
});
