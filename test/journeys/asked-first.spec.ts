import { describe, expect, it } from '@jest/globals';
import { type Answers, orderMissing } from '../../libs/eligibility/index.js';
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
    const no = { value: 'no' };
    expect(asked({ 'safety.danger': no })).toEqual([safe, weapon, medical, suicide]);
    // Asked once more by itself, it waits for nothing that may be left out.
    expect(asked({ 'safety.danger': no, 'safety.weapon': no, 'safety.medical': no })).toEqual([suicide, safe]);
  });
});

describe('the prescreen of dso', () => {
  it('keeps the order of its script: urgent need, then files, documents last', async () => {
    const run = await readRunnable('config', 'dso', 'America/Toronto');
    const opened = openCase(run, navigator, {}, '2026-03-02T15:00:00Z');
    if (!opened.ok) throw new Error(opened.reason);
    const answers: Answers = { age: { value: 30 }, urgent: { value: 'no' }, adult_on: { value: '2014-01-01' } };
    const asked = askNow(run, { ...opened.state, state: 'prescreen' }, answers).map(({ question }) => question.id);
    expect(asked).toEqual(['existing', 'passport', 'dd_known', 'assessment', 'age_doc', 'residency_doc']);
    expect(orderMissing(run.decisions['prescreen']!, answers)).not.toEqual(asked);
  });
});
