import { describe, expect, it } from '@jest/globals';
import { compileDecision, orderMissing, whyNot } from './index.js';
import { decisionOf, declined, domains, risk, said } from './testing/decisions.js';
import { largeTable } from './testing/large-table.js';
import { Seeded } from './testing/small-tables.js';

const papers = {
  inputs: ['student', 'age', 'danger'],
  rows: [
    ['"no"', '-', '-', '"out"'],
    ['-', '< 16', '-', '"young"'],
    ['-', '>= 65', '-', '"old"'],
    ['-', '-', '"yes"', '"urgent"'],
    ['-', '-', '-', '"in"'],
  ],
};

describe('why not', () => {
  it('is the nearest change that settles the outcome, with the row that decides then', async () => {
    const decision = await decisionOf(papers);
    const answers = said({ student: 'no', age: 40, danger: 'no' });
    expect(whyNot(decision, answers, 'in')).toEqual({
      kind: 'changes',
      outcome: 'in',
      row: 5,
      changes: [{ question: 'student', to: 'yes' }],
    });
    expect(whyNot(decision, answers, 'old')).toMatchObject({
      row: 3,
      changes: [
        { question: 'student', to: 'yes' },
        { question: 'age', to: 65 },
      ],
    });
    expect(whyNot(decision, answers, 'young')).toMatchObject({ changes: [{ to: 'yes' }, { to: 15 }] });
  });

  it('is nothing where it is so already', async () => {
    const answers = said({ student: 'no' });
    expect(whyNot(await decisionOf(papers), answers, 'out')).toMatchObject({ row: 1, changes: [] });
  });

  it('fills in what was declined or not asked, and leaves alone what makes no difference', async () => {
    const decision = await decisionOf(papers);
    expect(whyNot(decision, { age: { value: 70 }, student: declined }, 'old')).toMatchObject({
      changes: [{ question: 'student', to: 'yes' }],
    });
    expect(whyNot(decision, {}, 'out')).toMatchObject({ changes: [{ question: 'student', to: 'no' }] });
    expect(whyNot(decision, said({ student: 'yes', age: 40 }), 'in')).toMatchObject({
      changes: [{ question: 'danger', to: 'no' }],
    });
  });

  it('prefers the nearest of several values, and then the first column', async () => {
    const decision = await decisionOf({
      inputs: ['age', 'danger', 'weapon'],
      rows: [
        ['[10..20]', '-', '-', '"a"'],
        ['[50..60]', '-', '-', '"a"'],
        ['-', '"yes"', '-', '"b"'],
        ['-', '-', '"yes"', '"b"'],
        ['-', '-', '-', '"c"'],
      ],
    });
    const at = (age: number) => said({ age, danger: 'no', weapon: 'no' });
    expect(whyNot(decision, at(40), 'a')).toMatchObject({ changes: [{ question: 'age', to: 50 }] });
    expect(whyNot(decision, at(30), 'a')).toMatchObject({ changes: [{ question: 'age', to: 20 }] });
    expect(whyNot(decision, at(40), 'b')).toMatchObject({ changes: [{ question: 'danger', to: 'yes' }] });
  });

  it('says never of an outcome that no answers give, and of a word that is none', async () => {
    const never = { ...risk, rows: [...risk.rows.slice(0, 2), ['-', '-', '"clear"'], ['"unsure"', '-', '"distress"']] };
    expect(whyNot(await decisionOf(never), said({ danger: 'no' }), 'distress').kind).toBe('never');
    expect(whyNot(await decisionOf(risk), {}, 'rich').kind).toBe('never');
  });

  it('changes what has a column of its own where another column computes, and says when it has found nothing', async () => {
    const decision = await decisionOf({
      inputs: ['year - birth_year', 'student'],
      rows: [
        ['< 18', '-', '"young"'],
        ['-', '"yes"', '"in"'],
        ['-', '-', '"out"'],
      ],
    });
    const answers = said({ year: 2026, birth_year: 2000, student: 'yes' });
    expect(whyNot(decision, answers, 'out')).toMatchObject({ changes: [{ question: 'student', to: 'no' }] });
    expect(whyNot(decision, answers, 'young').kind).toBe('not-found');
  });

  it('goes through a decision that another one reads', async () => {
    const { table } = await decisionOf({
      inputs: ['town', 'age'],
      rows: [
        ['"clear"', '< 18', '"young"'],
        ['-', '-', '"other"'],
      ],
    });
    const inputs = table.inputs.map((input) => (input.question === 'town' ? { ...input, question: 'risk' } : input));
    const compiled = compileDecision({ ...table, inputs }, domains, { decisions: { risk: await decisionOf(risk) } });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const answers = said({ danger: 'no', weapon: 'yes', age: 30 });
    expect(whyNot(compiled.decision, answers, 'young')).toMatchObject({
      kind: 'changes',
      row: 1,
      changes: [
        { question: 'weapon', to: 'no' },
        { question: 'age', to: 17 },
      ],
    });
    // Two words of three settle it; of the ages one class of two.
    expect(orderMissing(compiled.decision, {})).toEqual(['danger', 'weapon', 'age']);
  });

  it('stops at its limit on a table without a diagram, and what it finds there is true', () => {
    const { table, domains } = largeTable(new Seeded(7), 200, 10);
    const compiled = compileDecision(table, domains);
    if (!compiled.ok) throw new Error('does not compile');
    const { decision } = compiled;
    const answers = said(Object.fromEntries(decision.reads.map((id, at) => [id, at % 2 ? 'a' : 500])));
    const found = decision.outcomes.map((outcome) => whyNot(decision, answers, outcome));
    expect(found.map(({ kind }) => kind)).toContain('changes');
    for (const one of found) {
      if (one.kind !== 'changes') continue;
      const changed = Object.fromEntries(one.changes.map(({ question, to }) => [question, { value: to }]));
      expect(decision.decide({ ...answers, ...changed }).outcome).toBe(one.outcome);
    }
  });
});
