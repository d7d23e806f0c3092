/**
 * What a line of a program may touch that others can notice without anything being told of it. A step that touches
 * nothing of that kind gives the same result whatever the others do meanwhile, so its order among theirs need not be tried.
 */

/**
 * `local`: only its own memory and what is told (output, fork, exit). `wait`: the ends of its children. `parent`: whether
 * its parent lives. `shared`: who knows.
 */
type LineKind = 'local' | 'wait' | 'parent' | 'shared';

export interface LineKinds {
  of(line: number): LineKind;
  /** A wait that comes back at once when nobody has ended (wait(2), WNOHANG). */
  comesBack(line: number): boolean;
}

/** Modules whose use says nothing to other processes, apart from the functions of `os` that are looked at one by one. */
const quietModules = new Set(['os', 'sys', 'errno', 'math', 'string', 'time', 'itertools', 'functools']);
const quietOfOs = new Set(['fork', '_exit', 'wait', 'waitpid', 'getpid', 'getppid', 'environ', 'strerror']);
const quietWaitWords = /^(WNOHANG|WIFEXITED|WEXITSTATUS|WIFSIGNALED|WTERMSIG|waitstatus_to_exitcode|EX_OK)$/;
/** Built in, and they reach files or run text. */
const loudBuiltIns = /\b(open|exec|eval|compile|input|breakpoint|__import__)\s*\(/;

export function classifyLines(text: string, sharesEverything = false): LineKinds {
  const lines = joinContinued(text.split('\n').map(stripComment));
  const everything = sharesEverything || usesStrangers(lines.join('\n'));
  const pidsMatter = looksAtPids(text);
  return {
    of: (line) => (everything ? 'shared' : classify(lines[line - 1] ?? '', pidsMatter)),
    comesBack: (line) => (lines[line - 1] ?? '').includes('WNOHANG'),
  };
}

function classify(line: string, pidsMatter: boolean): LineKind {
  if (loudBuiltIns.test(line)) return 'shared';
  // The kernel numbers processes in the order of their forks.
  if (pidsMatter && /\bfork\b/.test(line)) return 'shared';
  for (const [, name = ''] of line.matchAll(/\bos\.(\w+)/g)) {
    if (!quietOfOs.has(name) && !quietWaitWords.test(name)) return 'shared';
  }
  if (/\bgetppid\b/.test(line)) return /\bwait/.test(line) ? 'shared' : 'parent';
  return /\bwait(pid)?\s*\(/.test(line) ? 'wait' : 'local';
}

/** Imports of what may share memory, files or signals; after those every line is suspect. */
function usesStrangers(text: string): boolean {
  const imported = [...text.matchAll(/^\s*(?:import\s+(.+)|from\s+(\w+)\S*\s+import\b)/gm)];
  const modules = imported.flatMap(([, list, from]) => (from === undefined ? namesIn(list ?? '') : [from]));
  // Bare names of `os` (`from os import *`), or another name for it, cannot be told from the program's own.
  const hidesOs = /^\s*from\s+os\s+import|\bos\s+as\b/m.test(text);
  return hidesOs || modules.some((name) => !quietModules.has(name));
}

function namesIn(list: string): string[] {
  return list.split(',').map((one) => one.trim().split(/[\s.]/)[0] ?? '');
}

/** Whether pids can make a difference: then the order of forks does, too. */
function looksAtPids(text: string): boolean {
  return /\bgetp?pid\b/.test(text) || /\bprint\([^)]*\b\w*pid\w*\b/.test(text);
}

function stripComment(line: string): string {
  const [code = ''] = /^(?:[^#"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*/.exec(line) ?? [];
  return line.slice(code.length).startsWith('#') ? code : line;
}

/** Each line with those that its brackets reach over, since they may run as one step. */
function joinContinued(lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    let joined = line;
    for (let next = index + 1; next < lines.length && depthOf(joined) > 0; next += 1) joined += `\n${lines[next]}`;
    return joined;
  });
}

function depthOf(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return (bare.match(/[([{]/g)?.length ?? 0) - (bare.match(/[)\]}]/g)?.length ?? 0);
}
