import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finishInstall, shareBinaries } from './binaries.js';

describe('the binaries that npm brought', () => {
  let folder: string;
  let native: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'front-door-binaries-'));
    native = path.join(folder, 'package', 'native');
    fs.mkdirSync(path.join(native, 'bin'), { recursive: true });
    fs.mkdirSync(path.join(native, 'lib'));
    fs.writeFileSync(path.join(folder, 'package', 'package.json'), '{"version": "18.4.0"}');
    fs.writeFileSync(path.join(native, 'bin', 'postgres'), 'server', { mode: 0o600 });
    fs.writeFileSync(path.join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
    fs.writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify([link]));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const mode = (file: string) => fs.statSync(file).mode & 0o777;

  it('are complete after an installation without scripts', () => {
    finishInstall(native);
    finishInstall(native);
    expect(fs.readlinkSync(path.join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(mode(path.join(native, 'bin', 'postgres'))).toBe(0o755);
  });

  it('are shared as one copy that everybody may run and nobody else may change', () => {
    finishInstall(native);
    const copy = shareBinaries(native, folder);
    expect(shareBinaries(native, folder)).toBe(copy);
    expect(mode(copy)).toBe(0o755);
    expect(mode(path.join(copy, 'bin', 'postgres'))).toBe(0o755);
    expect(mode(path.join(copy, 'lib', 'libpq.so.5'))).toBe(0o644);
    expect(fs.readdirSync(folder).sort()).toEqual([path.basename(copy), 'package'].sort());
  });

  it('are not taken from a copy that others can change', () => {
    finishInstall(native);
    const copy = shareBinaries(native, folder);
    fs.chmodSync(copy, 0o777);
    expect(() => shareBinaries(native, folder)).toThrow(/remove it/);
  });
});
