import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from './index.js';
import { reviewed } from './testing/reviewed.js';

describe('a program with reviewers', () => {
  it('is read with who may not decide twice', async () => {
    const read = await readProgram(reviewed, {});
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(read.program.states).toMatchObject({
      review: { owner: 'reviewers', timers: { late: { stay: { alert: 'reviewer' } } } },
      decision: { events: { approve: { fourEyes: ['recommend'] }, 'look-again': { fourEyes: ['recommend'] } } },
    });
  });

  it('names events that there are', async () => {
    const text = reviewed['program.yaml']!.replace('four-eyes: recommend,', 'four-eyes: recomend,');
    const read = await readProgram({ ...reviewed, 'program.yaml': text }, {});
    expect(read.ok ? [] : read.problems).toEqual([
      expect.objectContaining({
        code: 'unknown-event',
        message: '"approve" needs other eyes than those of "recomend", which is no event of this program.',
        instead: expect.stringContaining('"recommend"'),
        line: text.split('\n').findIndex((line) => line.includes('recomend')) + 1,
      }),
    ]);
  });
});
