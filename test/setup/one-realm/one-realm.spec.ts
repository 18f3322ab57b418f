import fs from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
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

describe('a schema', () => {
  const whole = {
    $id: 'https://example.org/whole',
    $defs: { even: { type: 'number', multipleOf: 2 } },
    type: 'object',
  };
  const even = { $ref: `${whole.$id}#/$defs/even` };

  it('is made into code once, by whichever Ajv of the same settings', () => {
    expect(new Ajv2020().compile({ ...whole })).toBe(new Ajv2020().compile({ ...whole }));
    expect(new Ajv2020().compile(whole)).not.toBe(new Ajv2020({ allErrors: true }).compile(whole));
  });

  it('can name a part of an earlier one that was made by another Ajv', () => {
    new Ajv2020().compile(whole);
    const ajv = new Ajv2020();
    ajv.compile(whole);
    const isEven = ajv.compile(even);
    expect([2, 3].map((each) => isEven(each))).toEqual([true, false]);
    expect(() => new Ajv2020().compile(even)).toThrow("can't resolve reference");
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
