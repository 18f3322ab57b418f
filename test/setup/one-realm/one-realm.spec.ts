import fs from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as pg from 'pg';
import { remember } from './remember.mjs';

describe('a test file', () => {
  it('shares what is built in with node itself: an error of node is an Error', () => {
    const read = () => fs.readFileSync('/there/is/no/such/file');
    expect(read).toThrow(Error);
  });

  it('shares the packages with its worker, which loads them once', () => {
    const load = process.getBuiltinModule('module').createRequire(import.meta.url);
    expect((load('pg') as typeof pg).Client).toBe(pg.Client);
  });
});

describe('what a test file leaves behind', () => {
  it('is put back: what it added, what it changed and what it took away', () => {
    const handlers = Symbol('handlers');
    const object: Record<string | symbol, unknown> = { kept: 1, changed: 1, taken: 1 };
    const putBack = remember(object);
    object['changed'] = 2;
    object['added'] = 2;
    object[handlers] = [];
    delete object['taken'];
    putBack();
    expect(object).toEqual({ kept: 1, changed: 1, taken: 1 });
    expect(Object.getOwnPropertySymbols(object)).toEqual([]);
  });
});
