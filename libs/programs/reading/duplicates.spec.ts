import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from './index.js';
import { fares } from './testing/fares.js';

async function problemsOf(from: string, to: string) {
  const text = fares['program.yaml'] ?? '';
  if (text.split(from).length !== 2) throw new Error(`not once: ${from}`);
  const read = await readProgram({ ...fares, 'program.yaml': text.replace(from, () => to) });
  return read.ok ? [] : read.problems.map(({ code, message, instead }) => `${code}: ${message} ${instead}`);
}

describe('a program that looks for duplicates', () => {
  it('is read with what tells that two applications are of one household', async () => {
    const read = await readProgram(fares);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(read.program.duplicates).toEqual({
      ...{ received: 'received', year: {}, except: ['denied_income'], name: ['first_name', 'last_name'] },
      ...{ email: 'email', address: 'home', members: { rows: 'household', name: 'name', born: 'born' } },
    });
  });

  it.each([
    [
      'duplicates: {received: received,',
      'duplicates: {received: recieved,',
      'unknown-clock: There is no clock "recieved", from which an application would count. Did you mean "received"?',
    ],
    [
      'except: [denied_income]',
      'except: [denied_incom]',
      'unknown-disposition: No end has the disposition "denied_incom". Did you mean "denied_income"?',
    ],
    [
      'name: [first_name, last_name]',
      'name: [first_nam, last_name]',
      'unknown-question: There is no question "first_nam". Did you mean "first_name"?',
    ],
    [
      'email: email, address: home,',
      'email: email, address: email,',
      'sign-does-not-fit: The answer of "email" (text) is no address. Write "home", or ask one with type: address.',
    ],
    [
      'year: this',
      'year: {next: {incomes: above}}',
      'unknown-decision: There is no decision "incomes". Did you mean "income"?',
    ],
    [
      'rows: household, name: name, born: born',
      'rows: household, name: nam, born: born',
      'unknown-column: "household" has no column "nam". Did you mean "name"?',
    ],
    [
      'rows: household, name: name, born: born',
      'rows: household, name: name, born: name',
      'sign-does-not-fit: The column "name" of "household" (text) is no date. Write "born", or give it a column with type: date.',
    ],
    [
      'rows: household, name: name, born: born',
      'rows: home, name: name',
      'sign-does-not-fit: The answer of "home" (address) is no rows. Write "household", or ask one with type: rows.',
    ],
    [
      'name: [first_name, last_name], email: email, address: home,',
      'email: email,',
      'too-few-signs: One sign alone does not tell that two applications are of one household. Name two or more of "name", "born", "phone", "email" or "address".',
    ],
  ])('is not read with %s → %s', async (from, to, problem) => {
    expect(await problemsOf(from, to)).toEqual([problem]);
  });

  it('may ask for nothing but to find them by it', async () => {
    const withPhone =
      '  first_name: {type: text, for: [contact], keep: P30D}\n  phone: {type: phone, for: [contact]}\n';
    const text = (fares['program.yaml'] ?? '')
      .replace('  first_name: {type: text, for: [contact], keep: P30D}\n', () => withPhone)
      .replace('questions: [first_name,', 'questions: [phone, first_name,');
    const labels = (fares['labels.yaml'] ?? '').replace(
      'questions:\n',
      'questions:\n  phone: {ask: {en: May we have your number?, fr: "Pouvons-nous avoir votre numéro?"}}\n',
    );
    const codes = async (program: string) => {
      const read = await readProgram({ ...fares, 'program.yaml': program, 'labels.yaml': labels });
      return read.ok ? [] : read.problems.map(({ code }) => code);
    };
    expect(await codes(text)).toEqual(['question-without-use']);
    expect(await codes(text.replace('email: email, address', 'phone: phone, email: email, address'))).toEqual([]);
  });
});
