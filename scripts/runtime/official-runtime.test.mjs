import { expect, it } from 'vitest';
import { isArranged } from './official-runtime.mjs';

it('leaves the way to Electron to whoever has arranged one, by environment or by npm', () => {
  expect(isArranged({ ELECTRON_MIRROR: 'a' })).toBe(true);
  expect(isArranged({ npm_config_electron_mirror: 'a' })).toBe(true);
  expect(isArranged({ ELECTRON_GET_USE_PROXY: '1' })).toBe(true);
  expect(isArranged({ ELECTRON_MIRROR: '', ELECTRON_EXEC_PATH: 'a' })).toBe(false);
});
