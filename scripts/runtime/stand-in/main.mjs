// Stands in for Electron's own default_app, which the runtime from npm lacks, so that `electron <folder> …` works with it:
// the first argument that is no flag is the folder of the app.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * The setters are not documented, but they are what default_app itself calls.
 * @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }}
 */
const host = /** @type {any} */ (app);
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
host.setName(productName ?? name);
host.setVersion(version);
host.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
