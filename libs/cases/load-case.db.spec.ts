import { describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../test/setup/test-database.js';
import type { Tx, Who } from '../platform/index.js';
import { loadCase, lockCase } from './load-case.js';

const nadia: Who = { tenant: 'ontario-211', person: 'nadia', role: 'navigator', agency: null };

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}
const allOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(allOf)];

describe('a case', () => {
  it.each([
    ['read', loadCase],
    ['locked', lockCase],
  ])('is %s by keys alone, while its tables are empty and unknown to the planner', async (_, load) => {
    const database = await createTestDatabase();
    const asked: string[] = [];
    const listener = { who: nadia, sql: async (_name: string, text: string) => (asked.push(text), []) };
    expect(await load(listener as unknown as Tx, '01890000-0000-7000-8000-000000000001')).toBeNull();
    const [row] = await database.unitOfWork.run(nadia, (tx) =>
      tx.manager.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${asked[0]}`),
    );
    const scans = allOf(row!['QUERY PLAN'][0]!.Plan).filter((plan) => plan['Relation Name']);
    const keyOf = (table: string) => scans.find((plan) => plan['Relation Name'] === table)?.['Index Cond'];
    expect(keyOf('tenants')).toContain('tenant_id');
    for (const table of ['cases', 'contacts'])
      expect([table, keyOf(table)]).toEqual([table, expect.stringMatching(/\bid =/)]);
    expect(keyOf('facts')).toContain('case_id =');
  });
});
