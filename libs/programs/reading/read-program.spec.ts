import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatProblems, readProgram } from './index.js';
import { fragments, lantern } from './testing/lantern.js';

describe('readProgram', () => {
  it('reads a program that is right, with its decisions', async () => {
    const read = await readProgram(lantern, fragments);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(Object.keys(read.decisions).sort()).toEqual(['gate', 'safety.risk', 'topic']);
    expect(read.warnings).toEqual([]);
  });

  it('gives the same document for the same files', async () => {
    const [one, two] = [await readProgram(lantern, fragments), await readProgram({ ...lantern }, fragments)];
    expect(one.ok && JSON.stringify(one.program)).toBe(two.ok && JSON.stringify(two.program));
  });

  it('says where and what to write instead, one problem after the other', async () => {
    const broken = lantern['program.yaml']!.replace('start: greet', 'start: gret').replace(
      'given: help,',
      'given: hepl,',
    );
    const read = await readProgram({ ...lantern, 'program.yaml': broken }, fragments);
    const lines = read.ok ? [] : formatProblems(read.problems).split('\n');
    expect(lines).toEqual([
      expect.stringMatching(
        /^program\.yaml:\d+:8: The program starts at a state "gret" that does not exist\. \(unknown-state\)$/,
      ),
      '  → Did you mean "greet"?',
      expect.stringMatching(
        /^program\.yaml:\d+:\d+: This leads to a state "hepl" that does not exist\. \(unknown-state\)$/,
      ),
      '  → Did you mean "help"?',
    ]);
  });

  it('lets a program leave a fragment’s question alone', async () => {
    const fragment = fragments['gate@1']!['fragment.yaml']!.replace(
      'questions:\n',
      'questions:\n  spare: {choices: ["yes", "no"], for: [brief], ask: {en: "More?", fr: "Encore?"}}\n',
    );
    const program = lantern['program.yaml']!.replace('facts: [town, safety]', 'facts: [town, safety.danger]');
    const read = await readProgram(
      { ...lantern, 'program.yaml': program },
      { 'gate@1': { ...fragments['gate@1'], 'fragment.yaml': fragment } },
    );
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(Object.keys(read.program.questions)).toContain('safety.spare');
  });

  it('tells two slips that have nothing to do with one another both', async () => {
    const broken = lantern['program.yaml']!.replace('given: help,', 'given: hepl,').replace(
      'in: PT25M',
      'in: PT25M, to: rescued',
    );
    const read = await readProgram({ ...lantern, 'program.yaml': broken }, fragments);
    expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(['timer-without-effect', 'unknown-state']);
  });

  it('never fails on what it reads: any slip gives a program or problems with a place', async () => {
    const text = lantern['program.yaml']!;
    const words = [...new Set(text.match(/[A-Za-z0-9_@.-]+/g))];
    const slip = fc.record({
      at: fc.nat(text.length - 1),
      cut: fc.nat(12),
      put: fc.constantFrom('', '[]', '{}', '~', ...words),
    });
    await fc.assert(
      fc.asyncProperty(slip, async ({ at, cut, put }) => {
        const broken = text.slice(0, at) + put + text.slice(at + cut);
        const read = await readProgram({ ...lantern, 'program.yaml': broken }, fragments);
        if (read.ok) return;
        expect(read.problems.length).toBeGreaterThan(0);
        for (const problem of read.problems) {
          expect(problem).toMatchObject({ line: expect.any(Number), message: expect.stringMatching(/[.)]$/) });
          expect(problem.instead.length).toBeGreaterThan(4);
        }
      }),
      { numRuns: process.env['DEEP'] ? 3000 : 60 },
    );
  }, 300_000);
});
