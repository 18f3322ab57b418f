import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from './index.js';
import { renewable } from './testing/passes.js';

async function problemsOf(from: string, to: string) {
  const program = renewable['program.yaml']!;
  if (program.split(from).length !== 2) throw new Error(`not once: ${from}`);
  const read = await readProgram({ ...renewable, 'program.yaml': program.replace(from, () => to) }, {});
  return read.ok ? [] : read.problems.map(({ code, message, instead }) => `${code}: ${message} ${instead}`);
}

const RENEW = 'opens: {program: passes, confirm: [received, want], consent: reuse, says: {want: next-pass}}';

describe('an event that opens another case', () => {
  it('is read with the day from which on it is there, and stays where it is without `to`', async () => {
    const read = await readProgram(renewable, {});
    if (!read.ok) throw new Error(formatProblems(read.problems));
    const opens = { program: 'passes', confirm: ['received', 'want'], consent: 'reuse', says: { want: 'next-pass' } };
    expect(read.program.states['has-pass']).toMatchObject({
      events: { renew: { from: { month: 11, day: 1 }, opens, stay: {} } },
    });
    // What is agreed to is what is shown, where nothing else is said.
    const all = await readProgram({
      ...renewable,
      'program.yaml': renewable['program.yaml']!.replace('confirm: [want], consent: reuse', 'consent: reuse'),
    });
    expect(all.ok && all.program.states['on-list']).toMatchObject({
      events: { 'begin-anew': { opens: { confirm: ['received', 'want'] } } },
    });
    const left = { opens: { says: {} }, targets: [{ to: 'closed', when: [] }], frees: ['bus-pass'] };
    expect(read.program.states['on-list']).toMatchObject({ events: { 'begin-anew': left } });
  });

  it.each([
    [
      RENEW,
      RENEW.replace('received, want]', 'receive, want]'),
      'unknown-question: There is no question "receive" to be confirmed. Did you mean "received"?',
    ],
    [
      'facts: [received, want]',
      'facts: [want]',
      'confirm-without-consent: Whoever agrees to "reuse" is not told that "received" would be used again. Name it among the facts of "reuse", too.',
    ],
    [
      RENEW,
      RENEW.replace('consent: reuse', 'consent: again'),
      'unknown-disclosure: There is no disclosure "again": using answers again is agreed with us. Write "reuse", or declare a disclosure with to: us.',
    ],
    [
      'reuse: {to: us',
      'reuse: {to: holder',
      'unknown-disclosure: "reuse" tells somebody else: using answers again is agreed with us. Nothing of this kind is declared here: declare a disclosure with to: us.',
    ],
    [
      RENEW,
      RENEW.replace('want: next-pass', 'want: next-year'),
      'says-what-does-not-fit: "next-year" is no answer to "want". Write "pass", "next-pass", "credit", "both", "at-once" or "prefer-not".',
    ],
    [
      RENEW,
      RENEW.replace('want: next-pass', 'wants: next-pass'),
      'unknown-question: There is no question "wants" that this could answer. Did you mean "want"?',
    ],
    [
      'from: {month: 11, day: 1}',
      'from: {month: 2, day: 29}',
      'no-such-day: There is no day 29 in month 2, so "renew" would never be there. Write a day that each year has: {month: 11, day: 1}.',
    ],
    [
      'by: [navigator, client]\n        from',
      'by: [navigator, agency]\n        from',
      'opens-for-an-agency: "renew" opens a case, and what was told to us is used again in it: that is not for an agency. Take agency out of `by`.',
    ],
    [
      RENEW,
      RENEW.replace('program: passes', 'program: tickets'),
      'opens-elsewhere: "renew" is for clients, and opens tickets: over the web they go on where they are. Take client out of `by`, or write program: passes.',
    ],
    [
      'over: {kind: end, disposition: expired, need: met}',
      'over: {kind: end, disposition: expired, need: met, opens: {program: passes, confirm: [wont]}}',
      'unknown-question: There is no question "wont" to carry along. Did you mean "want"?',
    ],
  ])('says what is wrong: %s → %s', async (from, to, problem) => {
    const found = await problemsOf(from, to);
    expect(found).toContain(problem);
  });

  it('does not show a paper, nor what follows from another answer, to be confirmed', async () => {
    const more = `  paper: {type: document, keep: P1D, for: [decide], ask: {en: Paper, fr: Papier}}
  years_ago: {type: integer, min: 0, max: 120, from: born, compute: years, for: [report], ask: {en: Age, fr: Âge}}
  born: {type: date, for: [report], ask: {en: Born, fr: Né}}
`;
    const program = renewable['program.yaml']!.replace('questions:\n', () => `questions:\n${more}`)
      .replace('confirm: [received, want]', 'confirm: [paper, years_ago]')
      .replace('facts: [received, want]', 'facts: [want, paper, years_ago]');
    const read = await readProgram({ ...renewable, 'program.yaml': program }, {});
    const found = read.ok ? [] : read.problems.map(({ message, instead }) => `${message} ${instead}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'A paper is asked for anew, so "paper" cannot be shown to be confirmed. Take it out.',
        'It follows from "born", so "years_ago" cannot be shown to be confirmed. Write "born" instead, or take it out.',
      ]),
    );
  });
});
