import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, type Who } from '../platform/index.js';
import type { CaseRecord } from './case-record.js';
import { insertCase } from './open-case.js';

const ontario: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const at = '2026-06-01T12:00:00.000Z';
const record = (number: string): CaseRecord => ({
  id: newId(),
  number,
  program: 'good2talk',
  version: 1,
  contact: newId(),
  inquirer: 'self',
  relation: null,
  subject: newId(),
  channel: 'phone',
  language: 'en',
  answeringRegion: null,
  openedAt: at,
  openedBy: 'amina-diallo',
  revision: 0,
  state: {
    state: 'greet',
    enteredAt: at,
    navigator: 'amina-diallo',
    owner: { kind: 'person', id: 'amina-diallo' },
    due: { at, since: at, limit: 60 },
    overdue: 0,
    resumeTo: null,
    resumeHolder: null,
    resumeAfter: 0,
    suspended: {},
    timers: {},
    generation: 0,
    clocks: {},
    counters: {},
    consents: {},
    settled: {},
    passed: [],
    offers: {},
    declined: [],
    holder: null,
    handedOver: null,
    picked: {},
    ended: null,
  },
  next: null,
  renews: null,
});

describe('a case that is opened', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  const insert = (numbers: readonly string[], who: Who = ontario) => {
    let drawn = 0;
    return database.unitOfWork.run(who, async (tx) => insertCase(tx, record(numbers[drawn++] ?? 'none')));
  };
  const count = async () => (await database.ownerQuery('SELECT id FROM cases')).length;

  it('draws another number while the one it drew belongs to another case', async () => {
    await insert(['K-104-2386']);
    await insert(['K-104-2386', 'K-104-2386', 'M-555-0001']);
    expect(await database.ownerQuery('SELECT number FROM cases ORDER BY number')).toEqual([
      { number: 'K-104-2386' },
      { number: 'M-555-0001' },
    ]);
  });

  it('is not opened under the number of another one', async () => {
    const before = await count();
    await expect(insert(Array<string>(9).fill('K-104-2386'))).rejects.toThrow('another transaction was quicker');
    expect(await count()).toBe(before);
  });

  it('may have the number of another tenant’s case', async () => {
    await insert(['K-104-2386'], { ...ontario, tenant: 'greater-montreal' });
  });

  it('has a number that can be said', async () => {
    await expect(insert(['104'])).rejects.toThrow('numbers_can_be_said');
  });
});
