import { describe, expect, it } from '@jest/globals';
import { appRole, ownerRole } from '../../libs/platform/index.js';
import { createTestDatabase } from '../setup/test-database.js';
import { Reference } from './reference.js';

describe('what a step is measured against', () => {
  it('leaves one row of history and one fact for each step, in the tables as they are today', async () => {
    const database = await createTestDatabase();
    const reference = await Reference.open(database.url(ownerRole), database.url(appRole), 2, 3);
    try {
      expect(await reference.measure(6, 2)).toBeGreaterThan(0);
      const kept = await database.ownerQuery<{ told: number; learned: number; revision: number }>(
        `SELECT (SELECT count(*)::int FROM bench.case_history h WHERE h.case_id = c.id) AS told,
           (SELECT count(*)::int FROM bench.facts f WHERE f.case_id = c.id) AS learned, revision FROM bench.cases c`,
      );
      expect(kept).toEqual(Array.from({ length: 3 }, () => ({ told: 2, learned: 2, revision: 2 })));
    } finally {
      await reference.close();
    }
  });
});
