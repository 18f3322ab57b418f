import { describe, expect, it } from '@jest/globals';
import { pack, unpack } from './pack.js';

describe('a kept answer', () => {
  it.each([0, 1, 1023, 1024, 20_000])('of %i characters comes back as it was', (length) => {
    const text = 'Préfère ne pas répondre ☎ '.repeat(800).slice(0, length);
    expect(unpack(pack(text))).toBe(text);
  });

  it('is packed when that saves something', () => {
    expect(pack('{"id":"1"}').encoding).toBe('identity');
    const long = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id, ask: { en: 'Are you safe?' } })));
    expect(pack(long).encoding).toBe('br');
    expect(pack(long).body.length).toBeLessThan(long.length / 3);
  });
});
