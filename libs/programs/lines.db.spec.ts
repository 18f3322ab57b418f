import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import type { Tx, Who } from '../platform/index.js';
import { findLine, findLineNamed, findLineOfProgram, listLines, seedLines, type Line } from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };

function line(id: string, number: string, more: Partial<Line> = {}): Line {
  return {
    id,
    number,
    program: id,
    title: { en: id, fr: id },
    greeting: { en: 'Hello, bonjour', fr: 'Bonjour, hello' },
    languages: ['en', 'fr'],
    hours: '24/7',
    timeZone: 'America/Toronto',
    holidays: 'ontario',
    region: null,
    verify: null,
    ...more,
  };
}

describe('lines', () => {
  let database: TestDatabase;
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = ontario) => database.unitOfWork.run(who, work);
  const seed = (lines: readonly Line[], who: Who = ontario) => run((tx) => seedLines(tx, lines), who);
  const ids = async (who: Who = ontario) => (await run((tx) => listLines(tx), who)).map(({ id }) => id);
  const good2talk = line('good2talk', '1-866-925-5454');
  const core = line('core-211', '2-1-1', { region: 'toronto', hours: { monday: ['09:00-17:00'], holidays: 'closed' } });

  beforeAll(async () => {
    database = await createTestDatabase();
    await seed([good2talk, core]);
  });

  it.each(['good2talk', '1-866-925-5454', '+18669255454', '(866) 925-5454'])(
    'are found by id or number: %s',
    async (by) => {
      expect(await run((tx) => findLine(tx, by))).toEqual({ ...good2talk, loaded: false });
    },
  );

  it('are found by their program, and keep their hours', async () => {
    expect(await run((tx) => findLineOfProgram(tx, 'core-211'))).toMatchObject({
      ...{ id: 'core-211', region: 'toronto', hours: core.hours },
    });
    expect(await run((tx) => findLineOfProgram(tx, 'nobody'))).toBeNull();
  });

  it('are found by any of them, the id before the number, and both before the program', async () => {
    await seed([
      line('first', '1-800-555-0100', { program: 'shared' }),
      line('shared', '1-800-555-0101', { program: 'other' }),
      line('second', '1-800-555-0102', { program: 'other' }),
    ]);
    const named = async (name: string) => (await run((tx) => findLineNamed(tx, name)))?.id ?? null;
    expect(await Promise.all(['shared', '1 800 555 0100', 'other', 'nobody'].map(named))).toEqual([
      ...['shared', 'first', 'shared', null],
    ]);
    await seed([good2talk, core]);
  });

  it.each(['nobody', '1-800-000-0000', ''])('are not found when there is none: "%s"', async (by) => {
    expect(await run((tx) => findLine(tx, by))).toBeNull();
  });

  it('of a tenant are seen by nobody else, who may have the same number', async () => {
    expect(await ids(montreal)).toEqual([]);
    expect(await run((tx) => findLine(tx, '2-1-1'), montreal)).toBeNull();
    await seed([line('elsewhere', '211')], montreal);
    expect(await run((tx) => findLine(tx, '2-1-1'), montreal)).toMatchObject({ id: 'elsewhere' });
    expect(await ids()).toEqual(['good2talk', 'core-211']);
  });

  it('that are no longer named are gone, and their number is free again', async () => {
    await seed([core, line('new', '+1 866 925 5454')]);
    expect(await ids()).toEqual(['core-211', 'new']);
    expect(await run((tx) => findLine(tx, '8669255454'))).toMatchObject({ id: 'new' });
    await seed([good2talk, core]);
    expect(await ids()).toEqual(['good2talk', 'core-211']);
  });

  it('may exchange their numbers', async () => {
    await seed([
      { ...good2talk, number: '2-1-1' },
      { ...core, number: '1-866-925-5454' },
    ]);
    expect(await run((tx) => findLine(tx, '211'))).toMatchObject({ id: 'good2talk' });
    await seed([good2talk, core]);
    expect(await run((tx) => findLine(tx, '211'))).toMatchObject({ id: 'core-211' });
  });

  it('cannot share a number, or have none', async () => {
    await expect(seed([good2talk, line('twin', '866 925 5454')])).rejects.toThrow('one_line_per_number');
    await expect(seed([line('odd', 'call us')])).rejects.toThrow('Line "odd": "call us" is not a phone number.');
    expect(await ids()).toEqual(['good2talk', 'core-211']);
  });
});
