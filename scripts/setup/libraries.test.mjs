import { describe, expect, it } from 'vitest';
import { findPackageOf, parseMissingLibraries } from './libraries.mjs';

const ldd = `/home/sam/electron:
	linux-vdso.so.1 (0x00007ffd5a5f2000)
	libffmpeg.so => /home/sam/./libffmpeg.so (0x00007f2b3a800000)
	libnss3.so => not found
	libX11.so.6 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2b30600000)
/home/sam/libGLESv2.so:
	libX11.so.6 => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007f2b3b000000)
`;

describe('parseMissingLibraries', () => {
  it('names each library that the loader does not find, once', () => {
    expect(parseMissingLibraries(ldd)).toEqual(['libX11.so.6', 'libnss3.so']);
  });

  it('is content where everything is found', () => {
    expect(parseMissingLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tstatically linked\n')).toEqual([]);
  });
});

describe('findPackageOf', () => {
  it.each([
    ['libnspr4.so', 'libnss3'],
    ['libsmime3.so', 'libnss3'],
    ['libasound.so.2', 'libasound2'],
    ['libgbm.so.1', 'libgbm1'],
    ['libgtk-3.so.0', 'libgtk-3-0'],
    ['libXdamage.so.1', 'libgtk-3-0'],
  ])('knows that %s comes with %s', (library, name) => {
    expect(findPackageOf(library)).toBe(name);
  });
});
