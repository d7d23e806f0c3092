// `node scripts/record-samples.mjs`: makes the sample recordings in assets/recordings anew, from real runs of the demos.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inRepository } from './setup/paths.mjs';

const folder = inRepository('assets', 'recordings');
const cli = inRepository('out', 'main', 'cli.js');

/** @type {{ id: string, title: { en: string, zh: string }, run: string[] }[]} */
const samples = [
  {
    id: '1-doubling',
    title: { en: '2ⁿ: three forks make eight processes', zh: '2ⁿ：三次 fork 得到八个进程' },
    run: ['doubling', '--set', 'N=3', '--policy', 'round-robin'],
  },
  {
    id: '2-orphan',
    title: { en: 'An orphan and its subreaper', zh: '孤儿进程与它的收养者（subreaper）' },
    run: ['orphan', '--policy', 'parent-first'],
  },
  {
    id: '3-zombie',
    title: { en: 'A zombie, and the wait that reaps it', zh: '僵尸进程，以及回收它的 wait' },
    run: ['zombie', '--policy', 'child-first'],
  },
  {
    id: '4-daemon',
    title: { en: 'A daemon is born: the double fork', zh: '守护进程的诞生：两次 fork' },
    run: ['daemon', '--policy', 'parent-first'],
  },
  {
    id: '5-storm',
    title: {
      en: 'A storm of forks: refused at 32 processes, ended by its time limit',
      zh: 'fork 风暴：到 32 个进程被拒绝，到时限结束',
    },
    run: ['fork-bomb', '--policy', 'round-robin', '--limit', '32', '--timeout', '60'],
  },
];

mkdirSync(folder, { recursive: true });
for (const { id, title, run } of samples) {
  const raw = inRepository('assets', 'recordings', `${id}.forkscope`);
  try {
    execFileSync(process.execPath, [cli, 'lab', 'run', ...run, '--record', raw], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (error) {
    // A program that ends with a failure has been recorded all the same.
    console.log(`${id}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  const [header = '', ...lines] = readFileSync(raw, 'utf8').split('\n');
  const named = { ...JSON.parse(header), title, host: { platform: 'linux', release: '', architecture: 'x64' } };
  const text = anonymised([JSON.stringify(named), ...lines].join('\n'));
  writeFileSync(`${raw}.gz`, gzipSync(text, { level: 9 }));
  rmSync(raw);
  console.log(`${id}: ${lines.length} lines, ${text.length} characters`);
}

/**
 * Nobody's name, home or temporary folder is in what ships.
 * @param {string} text
 */
function anonymised(text) {
  return text
    .replaceAll(inRepository(), '/opt/forkscope')
    .replace(/\/tmp\/[\w.-]+/g, '/tmp/run')
    .replace(/\/(?:root|home\/[\w.-]+)(?=[/"\\])/g, '/home/student')
    .replace(/\/home\/student\/[\w./-]*\/bin\//g, '/usr/bin/')
    .replace(/"user":"[^"]*"/g, '"user":"student"')
    .replace(/"uid":\d+/g, '"uid":1000');
}
