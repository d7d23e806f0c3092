import { expect, it } from 'vitest';
import { listPackageFolders } from './packages.mjs';

it('expects every package of the lockfile, but not those that other platforms need', () => {
  const packages = {
    '': { name: 'forkscope' },
    'node_modules/react': { version: '19.0.0' },
    'node_modules/vite/node_modules/esbuild': { version: '1.0.0', dev: true },
    'node_modules/@esbuild/darwin-arm64': { version: '1.0.0', optional: true },
  };
  expect(listPackageFolders(JSON.stringify({ packages }))).toEqual([
    'node_modules/react',
    'node_modules/vite/node_modules/esbuild',
  ]);
});
