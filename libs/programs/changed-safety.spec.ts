import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Program, changedSafety } from '../workflow/index.js';
import { type Files, formatProblems, readProgram } from './reading/index.js';

const filesIn = (folder: string): Files =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
const fragments = { 'safety-gate@1': filesIn('config/fragments/safety-gate@1') };

describe('what two versions do about safety', () => {
  let before: Program;
  beforeAll(async () => {
    const read = await readProgram(filesIn('config/programs/good2talk'), fragments);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    before = read.program;
  });
  const changed = (change: (program: Record<string, Record<string, unknown>>) => void) => {
    const after = structuredClone(before);
    change(after as unknown as Record<string, Record<string, unknown>>);
    return changedSafety(before, after);
  };
  const asked = () =>
    Object.values(before.states).find((state) => state.kind === 'ask' && state.decision === 'safety.risk')!;

  it('is the same where nothing changes, and where another state does', () => {
    expect(changedSafety(before, before)).toEqual([]);
    expect(changed(({ states }) => delete states!['need-choice'])).toEqual([]);
  });

  it('is gone without the decision, and where no state asks for it', () => {
    const gone = expect.arrayContaining([{ kind: 'gone', about: 'safety.risk' }]);
    expect(changed(({ decisions }) => delete decisions!['safety.risk'])).toEqual(gone);
    expect(
      changed(({ states }) => {
        for (const [id, state] of Object.entries(states!)) {
          if ((state as { decision?: string }).decision === 'safety.risk')
            states![id] = { ...(state as object), decision: 'gate' };
        }
      }),
    ).toEqual(gone);
  });

  it('is changed where the state that asks leads elsewhere, and where the route to help in an emergency is another', () => {
    const { id } = asked();
    expect(
      changed(({ states }) => {
        (states![id] as { leaves: Record<string, unknown> }).leaves['distress'] = [{ to: 'student-check', when: [] }];
      }),
    ).toEqual([{ kind: 'changed', about: id }]);
    expect(changed(({ routes }) => (routes!['emergency-911'] = { id: 'emergency-911', targets: [] }))).toEqual([
      { kind: 'changed', about: 'emergency-911' },
    ]);
  });
});
