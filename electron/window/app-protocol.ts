/**
 * The page comes from app://forkscope/, not from a file: a scheme of its own gets a Content-Security-Policy by header,
 * an origin of its own, and cannot reach the rest of the disk.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'app';
const HOST = 'forkscope';
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the files below `folder`, and nothing else. */
export function serveApp(folder: string): void {
  protocol.handle(SCHEME, async ({ url }) => {
    const { host, pathname } = new URL(url);
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    const contentType = contentTypes[extname(path)];
    const isOurs = host === HOST && path.startsWith(folder + sep);
    if (!isOurs || contentType === undefined) return new Response('Not found', { status: 404 });
    return serveFile(path, contentType);
  });
}

async function serveFile(path: string, contentType: string): Promise<Response> {
  try {
    const headers = {
      'content-type': contentType,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    };
    return new Response(await readFile(path), { headers });
  } catch {
    // A file that is not there is an answer, not a fault of the app.
    return new Response('Not found', { status: 404 });
  }
}
