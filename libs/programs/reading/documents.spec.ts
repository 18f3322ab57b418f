import { describe, expect, it } from '@jest/globals';
import { misfit } from '../../workflow/index.js';
import { readProgram } from './index.js';
import { fareWithProof } from './testing/fare-with-proof.js';

/** The program with one edit in one of its files. */
const read = (from = '', to = '', file = 'program.yaml') =>
  readProgram({ ...fareWithProof, [file]: (fareWithProof[file] ?? '').replace(from, () => to) });
const question = '{type: document, for: [decide], keep: P30D}';

describe('a question for a document', () => {
  it('is answered by how the document came, in ready words', async () => {
    const found = await read();
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.warnings).toEqual([]);
    const proof = found.program.questions['proof_income']!;
    expect(proof).toMatchObject({ type: 'document', offersDecline: false, keep: 'P30D' });
    expect(proof.choices.map(({ value, label }) => [value, label.en, label.fr])).toEqual([
      ['on-file', 'We have the file', 'Nous avons le fichier'],
      ['by-mail', 'Came by mail', 'Reçu par la poste'],
      ['in-person', 'Shown in person', 'Présenté en personne'],
      ['coming', 'Still to come', 'À venir'],
    ]);
    expect(misfit(proof, { value: 'by-mail' })).toBeNull();
    expect(misfit(proof, { value: 'by-pigeon' })).toEqual([
      ...['on-file', 'by-mail', 'in-person', 'coming'],
      'prefer-not',
    ]);
  });

  it('is a decision of its own, and is read by tables as a choice', async () => {
    const found = await read();
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.program.decisions['proof_income']).toMatchObject({
      kind: 'answer',
      outcomes: ['on-file', 'by-mail', 'in-person', 'coming'],
    });
    const { 'benefit.table.yaml': table = '' } = fareWithProof;
    const gated = table
      .replace('  age: {en', '  proof_income: {en: Proof, fr: Preuve}\n  age: {en')
      .replace('rows:\n', 'rows:\n  - when: {proof_income: coming}\n    then: none\n');
    const composed = await readProgram({ ...fareWithProof, 'benefit.table.yaml': gated });
    if (!composed.ok) throw new Error(JSON.stringify(composed.problems, null, 1));
    const { benefit } = composed.decisions;
    const age = { value: 30 };
    expect(benefit?.decide({ age, proof_income: { value: 'coming' } }).outcome).toBe('none');
    expect(benefit?.decide({ age, proof_income: { value: 'on-file' } }).outcome).toBe('transit');
  });

  it('may have words of its own', async () => {
    const own = 'proof_income:\n    choices: {coming: {en: Not yet here, fr: Pas encore arrivée}}';
    const found = await read('proof_income:', own, 'labels.yaml');
    if (!found.ok) throw new Error(JSON.stringify(found.problems, null, 1));
    expect(found.program.questions['proof_income']?.choices.at(-1)?.label.en).toBe('Not yet here');
  });

  it.each([
    ['choices', '{type: document, choices: [here], for: [decide], keep: P30D}', 'choices-do-not-fit', 'take choices'],
    ['no time to keep it', '{type: document, for: [decide]}', 'document-is-kept-for-good', 'Write keep: P1Y'],
  ])('is refused with %s', async (_, to, code, instead) => {
    const found = await read(question, to);
    expect(!found.ok && found.problems).toEqual([
      expect.objectContaining({ code, file: 'program.yaml', instead: expect.stringContaining(instead) }),
    ]);
  });
});
