import { describe, expect, test } from 'vitest';
import { createStatLine, exitStatusOf, isKernelThread, parseStat, stateOfLetter } from './proc-stat';
import { statLines } from './stat-lines.fixture';

function parse(text: string) {
  const bytes = Buffer.from(text, 'latin1');
  const line = createStatLine();
  const whole = parseStat(bytes, bytes.length, line);
  return {
    ...line,
    whole,
    name: bytes.toString('utf8', line.nameStart, line.nameEnd),
    state: stateOfLetter(String.fromCharCode(line.stateByte)),
  };
}

describe('parseStat', () => {
  test('reads every field the app uses from a real line', () => {
    expect(parse(statLines.running)).toMatchObject({
      whole: true,
      pid: 6842,
      name: 'python3',
      state: 'running',
      ppid: 6794,
      pgid: 6794,
      sid: 1089,
      tty: 34816,
      cpuTicks: 7,
      nice: 0,
      threads: 1,
      startTicks: 165091,
      rssPages: 3349,
      stackStart: 140731647106368,
      exitCode: 0,
    });
  });

  test('keeps negative numbers negative', () => {
    expect(parse(statLines.init)).toMatchObject({ pid: 1, ppid: 0, nice: -10, threads: 13 });
  });

  test.each([
    ['parentheses', 'a) S (b'],
    ['newline', 'new\nline'],
    ['spaces', 'sp ace d'],
    ['closing', ')'],
    ['empty', ''],
    ['chinese', '进程'],
    ['invalidUtf8', '\ufffd\ufffd\ufffdbad'],
  ] as const)('is not led astray by a name with %s', (key, name) => {
    expect(parse(statLines[key])).toMatchObject({
      whole: true,
      name,
      state: 'sleeping',
      ppid: 6884,
      startTicks: 165112,
    });
  });

  test('refuses a line that was cut anywhere before the start time', () => {
    const end = statLines.parentheses.indexOf('165112');
    for (let length = 0; length < end; length++)
      expect(parse(statLines.parentheses.slice(0, length)).whole).toBe(false);
  });

  test('leaves nothing of the previous line in the next', () => {
    const line = createStatLine();
    for (const text of [statLines.running, statLines.zombieExited7]) {
      const bytes = Buffer.from(text, 'latin1');
      parseStat(bytes, bytes.length, line);
    }
    expect(line).toMatchObject({ pid: 6932, cpuTicks: 0, stackStart: 0, exitCode: 1792, tty: 0 });
  });

  test('tells kernel threads by their flag', () => {
    expect(isKernelThread(parse(statLines.kthreadd).flags)).toBe(true);
    expect(isKernelThread(parse(statLines.running).flags)).toBe(false);
  });
});

describe('exitStatusOf', () => {
  test('tells an exit code from a deadly signal', () => {
    expect(exitStatusOf(parse(statLines.zombieExited7).exitCode)).toEqual({ code: 7 });
    expect(exitStatusOf(parse(statLines.zombieKilled9).exitCode)).toEqual({ signal: 9, core: false });
    expect(exitStatusOf(0x80 | 11)).toEqual({ signal: 11, core: true });
  });
});
