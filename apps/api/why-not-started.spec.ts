import { describe, expect, it } from '@jest/globals';
import { FolderError } from '../../libs/platform/index.js';
import { whyNotStarted } from './why-not-started.js';

const config = { port: 80, host: '127.0.0.1', logLevel: 'info' } as const;
const failed = (facts: object, message = 'it failed') => Object.assign(new Error(message), facts);

describe('a start that fails', () => {
  it.each([
    [
      'a port in use',
      { code: 'EADDRINUSE', syscall: 'listen' },
      /Port 80 is in use.*PORT=81/,
      /Le port 80 est déjà pris/,
    ],
    ['a port of root', { code: 'EACCES', syscall: 'listen' }, /may not open port 80/, /ne peut pas ouvrir le port 80/],
    ['a foreign address', { code: 'EADDRNOTAVAIL', syscall: 'listen' }, /no address 127/, /n’a pas l’adresse/],
    ['a database that is off', { code: 'ECONNREFUSED', syscall: 'connect' }, /does not answer/, /ne répond pas/],
    ['a wrong password', { code: '28P01' }, /does not let us in/, /refuse l’accès/],
    ['a database that is not there', { code: '3D000' }, /no database of that name/, /pas de base de données/],
  ])('says %s in both languages, without a stack', (_, facts, english, french) => {
    const said = whyNotStarted(failed(facts), config);
    expect(said).toMatch(english);
    expect(said).toMatch(french);
    expect(said).not.toMatch(/\n\s+at /);
  });

  it('takes a file that may not be opened for no matter of the port', () => {
    const said = whyNotStarted(failed({ code: 'EACCES', syscall: 'open', path: '/srv/x' }, 'no entry: /srv/x'), config);
    expect(said).not.toContain('port 80');
    expect(said).toContain('/srv/x');
  });

  it('shows where it happened only when nobody foresaw it, or for debugging', () => {
    const foreseen = new Error('The database is not up to date.');
    expect(whyNotStarted(foreseen, config)).toBe('The database is not up to date.');
    expect(whyNotStarted(foreseen, { ...config, logLevel: 'debug' })).toMatch(/\n\s+at /);
    expect(whyNotStarted(new TypeError('x is undefined'), config)).toMatch(/\n\s+at /);
  });

  it('passes on what the database says of its folder', () => {
    expect(whyNotStarted(new FolderError('The disk is full.'), config)).toBe('The disk is full.');
  });
});
