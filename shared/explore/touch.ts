/**
 * What a statement may touch, told by lists of what is known to touch nothing: whatever is not on them is suspect, such
 * as a method of an object that may be an open file, or a function that nobody knows.
 */
import { depthOf, isName } from '#shared/explore/python-lines';

/** `anything`: signals, other programs, what cannot be told; then every line of the program is suspect. */
type Touch = 'nothing' | 'files' | 'anything';

export interface Names {
  /** Defined in the program. */
  readonly functions: ReadonlySet<string>;
  /** From modules that touch nothing. */
  readonly imported: ReadonlySet<string>;
  /** They may stand for a file. */
  readonly suspect: ReadonlySet<string>;
}

/** A name with what is behind its dots, `os.path.join`. The owner '' is a value, as in `"".join` and `x[0].append`. */
interface Use {
  readonly path: readonly string[];
  readonly before: string;
  /** The tokens from here on. */
  readonly after: readonly string[];
}

/** A value is called, as in `choice[0]()`. */
const CALL = '()';

const words = setOf(`False None True and as assert break continue def del elif else except finally for global if in is
  nonlocal not or pass raise return try while`);
const plainModules = setOf('errno functools itertools math string time');
const builtIns = setOf(`abs all any bin bool bytes chr dict divmod enumerate exit float format frozenset hex int
  isinstance len list max min ord pow print quit range repr reversed round set sorted str sum tuple zip`);
const plainMethods =
  setOf(`add append capitalize clear copy count decode discard encode endswith extend find format get index
  insert isdigit items join keys ljust lower lstrip pop remove rjust rstrip setdefault sort split startswith strip title
  upper update values zfill`);
const plainAttributes = setOf('args code errno strerror');
const plainOfOs = setOf(`EX_OK WEXITSTATUS WIFEXITED WIFSIGNALED WNOHANG WTERMSIG _exit cpu_count environ fork getenv
  getpid getppid linesep name strerror wait waitpid waitstatus_to_exitcode`);
const filesOfOs =
  setOf(`access chdir close fdatasync fdopen fstat fsync ftruncate getcwd isatty link listdir lseek lstat
  mkdir mkfifo open pipe pipe2 pread pwrite read readlink remove rename replace rmdir scandir set_blocking stat symlink
  truncate umask unlink wait3 wait4 waitid write`);
const constantsOfOs = /^(?:[A-Z][A-Z_]*|environ|linesep|name|devnull|path)$/;
const streamCalls = /^(?:exit|std(?:out|err)\.(?:write|flush))$/;

export function isPlainModule(name: string): boolean {
  return name === 'os' || name === 'sys' || plainModules.has(name);
}

export function touchOf(statement: readonly string[], names: Names): Touch {
  if (statement[0] === 'import' || statement[0] === 'from') return 'nothing';
  const touches = usesIn(statement).map((use) => touchOfUse(use, names));
  if (statement.includes('?') || statement.includes('@') || touches.includes('anything')) return 'anything';
  return touches.includes('files') || statement[0] === 'with' ? 'files' : 'nothing';
}

/** Names that the program itself gives to values. */
export function ownNamesIn(statement: readonly string[], { functions, imported }: Names): readonly string[] {
  const owners = usesIn(statement).map(({ path: [owner = ''] }) => owner);
  const isForeign = (name: string) =>
    words.has(name) || builtIns.has(name) || isPlainModule(name) || functions.has(name) || imported.has(name);
  return owners.filter((name) => name !== '' && !isForeign(name));
}

function touchOfUse({ path, before, after }: Use, names: Names): Touch {
  const [owner = '', ...rest] = path;
  const isCalled = after[0] === '(';
  if (names.suspect.has(owner)) return 'files';
  if (owner === 'os') return touchOfOs(rest, after);
  if (owner === 'sys') return touchOfSys(rest.join('.'), before, isCalled);
  if (plainModules.has(owner)) return rest.length > 0 ? 'nothing' : 'anything';
  if (names.functions.has(owner)) return before === 'def' || (isCalled && rest.length === 0) ? 'nothing' : 'anything';
  const last = rest.at(-1);
  if (last === CALL) return 'anything';
  if (last !== undefined) return (isCalled ? plainMethods : plainAttributes).has(last) ? 'nothing' : 'files';
  if (owner === 'open' || owner === 'input') return isCalled ? 'files' : 'anything';
  if (!isCalled) return /^(?:async|await|class|lambda|yield)$/.test(owner) ? 'anything' : 'nothing';
  const isKnown = builtIns.has(owner) || names.imported.has(owner) || /^[A-Z]\w*(?:Error|Exception|Exit)$/.test(owner);
  return isKnown ? 'nothing' : 'anything';
}

function touchOfOs([name = '']: readonly string[], after: readonly string[]): Touch {
  if (after[0] !== '(' && !constantsOfOs.test(name)) return 'anything';
  const [, first = '', comma] = after;
  // To its own output it may write; what it opens after having closed that would be its output.
  if (name === 'write' && (first === '1' || first === '2') && comma === ',') return 'nothing';
  if (name === 'close' && /^\d/.test(first)) return 'anything';
  if (plainOfOs.has(name)) return 'nothing';
  return filesOfOs.has(name) || /^(?:O|SEEK|P|CLD)_|^(?:WEXITED|WNOWAIT|devnull|path|exec[lv]p?e?)$/.test(name)
    ? 'files'
    : 'anything';
}

function touchOfSys(name: string, before: string, isCalled: boolean): Touch {
  if (name.startsWith('stdin')) return 'files';
  if (isCalled) return streamCalls.test(name) ? 'nothing' : 'anything';
  if (name === 'stdout' || name === 'stderr') return before === 'file=' ? 'nothing' : 'anything';
  return /^(?:argv|platform|maxsize|version_info)$/.test(name) ? 'nothing' : 'anything';
}

function usesIn(statement: readonly string[]): readonly Use[] {
  const uses: Use[] = [];
  let depth = 0;
  for (let at = 0; at < statement.length; at += 1) {
    const token = statement[at] as string;
    const last = statement[at - 1] ?? '';
    const before = last === '=' ? `${statement[at - 2] ?? ''}=` : last;
    depth += depthOf([token]);
    const isOfValue = token === '.' && /^(?:[)\]]|"")$/.test(last);
    const isCallOfValue = token === '(' && /^[)\]]$/.test(last);
    const isParameter = depth > 0 && statement[at + 1] === '=' && statement[0] !== 'def';
    if (isCallOfValue) uses.push({ path: ['', CALL], before, after: statement.slice(at) });
    if (words.has(token) || isParameter || !(isName(token) || isOfValue)) continue;
    const path = isOfValue ? [''] : [token];
    if (isOfValue) at -= 1;
    for (; statement[at + 1] === '.' && isName(statement[at + 2]); at += 2) path.push(statement[at + 2] as string);
    uses.push({ path, before, after: statement.slice(at + 1) });
  }
  return uses;
}

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
