import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { collectLicences } from './electron/about/collect-licences';

const here = import.meta.dirname;

// Targets are set by hand: the oldest Electron that runs the app is 33 (Node 20, Chrome 130).
export default defineConfig({
  main: {
    plugins: [writeLicences()],
    build: {
      outDir: 'out/main',
      target: 'node20',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: resolve(here, 'electron/main.ts'),
          cli: resolve(here, 'electron/cli/cli.ts'),
          collector: resolve(here, 'electron/collector/collector-process.ts'),
          'inspector-thread': resolve(here, 'electron/inspect/inspector-thread.ts'),
        },
        // These find their own programs and libraries beside their own files, so they stay files of their own.
        external: ['ps-list', 'koffi'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      rollupOptions: {
        input: { preload: resolve(here, 'electron/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: resolve(here, 'out/renderer'),
      target: 'chrome130',
      minify: true,
      // The content security policy wants files: a font inlined as data: would be refused.
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
});

/** Whose work is in the bundles, for the page that tells it. */
function writeLicences() {
  return {
    name: 'licences',
    generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(collectLicences(here)) });
    },
  };
}
