import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from '../../../libs/programs/index.js';
import { edited } from '../../../libs/programs/reading/testing/fare.js';
import { passes, renewable } from '../../../libs/programs/reading/testing/passes.js';
import { opensInVain } from './opens-in-vain.js';

const to = (program: string) =>
  edited(renewable, [
    ['program.yaml', 'by: [navigator, client]\n        from', 'by: [navigator]\n        from'],
    [
      'program.yaml',
      'opens: {program: passes, confirm: [received, want], consent: reuse, says: {want: next-pass}}',
      `opens: {program: ${program}, confirm: [received, want], consent: reuse, says: {want: next-pass}}`,
    ],
  ]);

async function reported(files: Readonly<Record<string, string>>, others: readonly Readonly<Record<string, string>>[]) {
  const [program, ...more] = await Promise.all(
    [files, ...others].map(async (each) => {
      const read = await readProgram(each);
      if (!read.ok) throw new Error(formatProblems(read.problems));
      return read.program;
    }),
  );
  const all = { programs: Object.fromEntries([program!, ...more].map((each) => [each.id, { program: each }])) };
  return opensInVain(program!, { tenant: { programs: Object.keys(all.programs) } } as never, all as never);
}

describe('the load report of a program that opens cases', () => {
  it('has nothing to say of the program itself', async () => {
    expect(await reported(renewable, [])).toEqual([]);
  });

  it('says that the other program is not loaded', async () => {
    expect(await reported(to('tickets'), [])).toEqual([
      'passes: the event "renew" of "has-pass" opens tickets, which is not loaded here: it would be refused. Load it, or take it out.',
    ]);
  });

  it('says what the other program does not ask, or asks otherwise', async () => {
    const tickets = edited(passes, [
      ['program.yaml', 'program: passes', 'program: tickets'],
      ['program.yaml', 'received: {type: local-date-time,', 'received: {type: date,'],
      ['program.yaml', 'choices: [pass, next-pass, credit, both, at-once]', 'choices: [pass, credit, both, at-once]'],
      [
        'program.yaml',
        'leaves: {pass: review, next-pass: review, credit: review,',
        'leaves: {pass: review, credit: review,',
      ],
      [
        'program.yaml',
        '          - {when: {want: next-pass}, to: give-next-pass}\n',
        '          - {when: {want: at-once}, to: give-next-pass}\n',
      ],
      ['labels.yaml', '      next-pass: {en: A pass next year, fr: Un laissez-passer l’an prochain}\n', ''],
    ]);
    expect(await reported(to('tickets'), [tickets])).toEqual([
      'passes: the event "renew" of "has-pass" would show the answer to "received" (local-date-time), and tickets has a date of that name. It is left out there.',
      'passes: the event "renew" of "has-pass" answers "want" with "next-pass" in tickets, which does not take it. The questions of tickets say what fits.',
    ]);
  });
});
