import { describe, expect, it } from '@jest/globals';
import { compileDecision, explain, readDecisionTables, type Answers, type Decision, type Labels } from './index.js';
import { dmn } from './testing/dmn.js';

const labels: Labels = {
  outcome: (id) => ({
    en: id === 'in' ? 'Can take part' : 'Cannot take part',
    fr: id === 'in' ? 'Peut participer' : 'Ne peut pas participer',
  }),
  question: (id) =>
    id === 'student'
      ? { en: 'Are you a student?', fr: 'Étudiez-vous?' }
      : { en: 'How old are you?', fr: 'Quel âge avez-vous?' },
  value: (_question, value) => ({ en: String(value), fr: value === 'yes' ? 'oui' : String(value) }),
};

async function gate(): Promise<Decision> {
  const xml = dmn({
    inputs: ['student', 'age'],
    rows: [
      ['"yes"', '>= 16', '"in"'],
      ['"no"', '-', '"out"'],
    ],
    annotations: [
      ['Students of 16 or more can take part', 'À partir de 16 ans, les étudiants peuvent participer'],
      ['', ''],
    ],
  });
  const read = await readDecisionTables(xml, { file: 't.dmn', version: 'v' });
  const compiled = read.ok
    ? compileDecision(read.tables[0]!, {
        student: { kind: 'choice', values: ['yes', 'no'] },
        age: { kind: 'number', min: 0, max: 120, step: 1 },
      })
    : read;
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.decision;
}

async function said(answers: Answers, kept = answers): Promise<{ en: string; fr: string }> {
  const decision = await gate();
  return explain(decision, decision.decide(answers), labels, kept);
}

describe('an explanation', () => {
  it('gives the result, the reason of the row and the answers that were read', async () => {
    expect(await said({ student: { value: 'yes' }, age: { value: 20 } })).toEqual({
      en: 'Result: Can take part. Students of 16 or more can take part. Because of these answers: Are you a student? — yes; How old are you? — 20.',
      fr: 'Résultat : Peut participer. À partir de 16 ans, les étudiants peuvent participer. En raison de ces réponses : Étudiez-vous? — oui; Quel âge avez-vous? — 20.',
    });
  });

  it('does without a reason where the row gives none', async () => {
    expect((await said({ student: { value: 'no' } })).en).toBe(
      'Result: Cannot take part. Because of these answers: Are you a student? — no.',
    );
  });

  it('stays true when the values are not kept any more', async () => {
    expect((await said({ student: { value: 'no' } }, {})).en).toContain('Are you a student? (answer no longer kept).');
  });

  it('says what is still open', async () => {
    expect(await said({})).toEqual({
      en: 'Not decided yet. It can still be: Can take part or Cannot take part. Still to ask: Are you a student?; How old are you?',
      fr: 'Pas encore décidé. Ce peut encore être : Peut participer ou Ne peut pas participer. À demander encore : Étudiez-vous?; Quel âge avez-vous?',
    });
  });

  it('says kindly that declining is not a no', async () => {
    expect((await said({ student: { declined: true } })).en).toContain('Not decided yet');
    const all = await said({ student: { declined: true }, age: { declined: true } });
    expect(all.en).toBe(
      'We cannot tell, and that is all right. It could be: Can take part or Cannot take part. The person would rather not answer: Are you a student?; How old are you? This is not a “no”.',
    );
    expect(all.fr).toContain('Ce n’est pas un « non ».');
  });

  it('does not call answers without a rule a no', async () => {
    expect((await said({ student: { value: 'yes' }, age: { value: 3 } })).en).toContain('ask a supervisor');
  });
});
