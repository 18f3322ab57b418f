import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../libs/eligibility/index.js';
import { askNow, openCase } from '../../libs/workflow/index.js';
import { readRunnable } from '../oracle/engine.js';

const navigator = { id: 'navigator', role: 'navigator' } as const;

describe('the safety gate', () => {
  it.each(['good2talk', 'dso'])('of %s asks about danger, then whether it is safe to talk', async (program) => {
    const run = await readRunnable('config', program, 'America/Toronto');
    const opened = openCase(run, navigator, {}, '2026-03-02T15:00:00Z');
    if (!opened.ok) throw new Error(opened.reason);
    const asked = (answers: Answers) =>
      askNow(run, { ...opened.state, state: 'safety' }, answers).map(({ question, optional }) => [
        question.id,
        optional,
      ]);
    const [weapon, medical, suicide] = ['weapon', 'medical', 'suicide'].map((id) => [`safety.${id}`, false]);
    const safe = ['safety.safe_to_talk', true];
    expect(asked({})).toEqual([['safety.danger', false], safe, weapon, medical, suicide]);
    expect(asked({ 'safety.danger': { value: 'no' } })).toEqual([safe, weapon, medical, suicide]);
  });
});
