import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findLibs, readFixture, readHouse } from './read-sources.js';
import { findViolations } from './rules.js';

const house = readHouse(path.resolve(import.meta.dirname, '../..'));
const fixture = (name: string): readonly string[] =>
  findViolations(readFixture(path.join(import.meta.dirname, 'fixtures', `${name}.txt`)));

describe('the house', () => {
  it('stands as DESIGN.md draws it', () => {
    expect(findViolations(house)).toEqual([]);
  });

  it('was really looked at', () => {
    expect(findLibs(house).length).toBeGreaterThan(5);
    expect(Object.keys(house)).toContain('libs/platform/unit-of-work.ts');
  });
});

describe('each rule of the house is red where it is broken:', () => {
  it.each([
    ['unknown-lib', ["libs/gadgets has no row in test/architecture/house.ts: give it one, and DESIGN.md's table too"]],
    ['upward-import', ['libs/contacts/open-contact.ts imports libs/cases, which is not below libs/contacts']],
    ['sideways-import', ['libs/agencies/find-line.ts imports libs/programs, which is not below libs/agencies']],
    [
      'side-door',
      [
        'libs/cases/take-step.ts imports libs/workflow/step.js: only libs/workflow/index.js is open to others',
        'apps/api/main.ts imports libs/cases/save-step.js: only libs/cases/index.js is open to others',
      ],
    ],
    ['app-import', ['libs/cases/open-case.ts imports apps/api/shell/language.js: nobody imports an app']],
    [
      'config-import',
      ['libs/programs/seed.ts imports config/datasource.js: libs know neither config, migrations nor tests'],
    ],
    ['config-read', ['libs/programs/read.ts names "config/programs": only apps read config/']],
    [
      'impure-import',
      [
        'libs/eligibility/decide.ts imports node:fs: libs/eligibility is pure and imports decimal.js, dmn-moddle, lezer-feel alone',
        'libs/eligibility/decide.ts imports @nestjs/common: libs/eligibility is pure and imports decimal.js, dmn-moddle, lezer-feel alone',
      ],
    ],
    ['impure-code', ['libs/workflow/step.ts uses new Date(): libs/workflow is pure, pass it in']],
    [
      'foreign-table',
      ['libs/clients/find-cases.ts names the table cases of libs/cases, which is not below libs/clients'],
    ],
    ['nameless-migration', ['migrations/2-add-column.ts does not say whose it is: <time>-<verb>-<lib>.ts']],
    ['sound', []],
  ])('%s', (name, violations) => {
    expect(fixture(name)).toEqual(violations);
  });
});
