import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { countsOf } from './report.js';
import { runKit, type CaseResult } from './run-kit.js';

const beside = path.resolve(import.meta.dirname, '../../../shared/dmn-tck');
const folder = process.env.DMN_TCK_DIR ?? beside;

/** Cases that the model refuses by design, each with its reason. None of levels 2 and 3 as we have them. */
const refusedByDesign: readonly string[] = [];

if (existsSync(folder)) {
  describe('the test kit of DMN', () => {
    let results: readonly CaseResult[] = [];
    beforeAll(async () => {
      results = await runKit(folder);
    });
    const said = (status: CaseResult['status']): readonly string[] =>
      results.filter((one) => one.status === status).flatMap(({ directory, id, why }) => `${directory} ${id}: ${why}`);

    it('fails in no case', () => {
      expect(said('failed')).toEqual([]);
    });

    it('is refused in no case but those that are named', () => {
      expect(said('refused').filter((one) => !refusedByDesign.some((name) => one.startsWith(name)))).toEqual([]);
    });

    it('has its cases of levels 2 and 3, and all are run', () => {
      const of = (level: string): number =>
        countsOf(results.filter(({ directory }) => directory.startsWith(level))).passed;
      expect(of('compliance-level-2')).toBeGreaterThanOrEqual(116);
      expect(of('compliance-level-3')).toBeGreaterThanOrEqual(289);
    });
  });
} else {
  describe('the test kit of DMN', () => {
    it('is not here: DMN_TCK_DIR says where it is', () => {
      expect(existsSync(folder)).toBe(false);
    });
  });
}
