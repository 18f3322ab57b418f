import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WhyNotDto } from '../../apps/api/cases/why-not.dto.js';
import type { CaseView } from '../../libs/cases/index.js';
import { Desk, safe, toConsent } from '../faults/desk.js';
import { type TestApp, startTestApp } from '../setup/app.js';

describe('why not', () => {
  let app: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    desk = await Desk.at(app);
  });
  afterAll(() => app?.stop());

  const ask = async (id: string, decision: string) => desk.get(`/cases/${id}/verdicts/${decision}/why-not`);

  /** Developmental Services, prescreened for somebody born on a day. */
  async function prescreened(answers: object): Promise<string> {
    const opened = await desk.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const about = { lang: 'en', caller_role: 'self', reason: 'developmental', postal: 'M5V 2T6' };
    await desk.walk(id, [safe, about, { ...answers }]);
    return id;
  }
  const grown = { dob: '1990-01-01', urgent: 'no', existing: 'no', dd_known: 'yes' };

  it('names the fewest answers that lead elsewhere, in both languages, and they do lead there', async () => {
    const id = await prescreened({ ...grown, assessment: 'none', age_doc: 'yes', residency_doc: 'yes' });
    const { status, body } = await ask(id, 'prescreen');
    expect(status).toBe(200);
    const { items, byTime } = body as unknown as WhyNotDto;
    expect(byTime).toBeNull();
    expect(items.map(({ outcome }) => outcome).sort()).toEqual(
      ['early', 'existing', 'general', 'ready', 'under-16', 'urgent'].sort(),
    );
    const ready = items.find(({ outcome }) => outcome === 'ready');
    expect(ready).toMatchObject({
      kind: 'changes',
      row: 7,
      changes: [{ question: 'assessment', short: { en: 'Signed assessment', fr: 'Évaluation signée' } }],
    });
    const [change] = ready!.changes;
    expect(ready!.sentence).toEqual({
      en: `It would be “${ready!.label.en}” with this answer: Signed assessment — ${change!.to.en}.`,
      fr: `Ce serait « ${ready!.label.fr} » avec cette réponse : Évaluation signée — ${change!.to.fr}.`,
    });
    expect(change!.from).not.toEqual(change!.to);
    const counts = items.map(({ changes }) => changes.length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    const { body: after } = await desk.post(`/cases/${id}/preview`, { answers: { assessment: 'signed' } });
    expect(JSON.stringify(after)).toContain(JSON.stringify(ready!.label));
  });

  it('says from which day on age alone decides otherwise, there and on the case', async () => {
    const now = app.clock.now();
    const dob = `${now.getUTCFullYear() - 17}-${String(now.getUTCMonth() + 1).padStart(2, '0')}-01`;
    const id = await prescreened({ ...grown, dob });
    const adult = `${Number(dob.slice(0, 4)) + 18}${dob.slice(4)}`;
    const verdict = ((await desk.get(`/cases/${id}`)).body as unknown as CaseView).verdicts['prescreen'];
    expect(verdict).toMatchObject({ outcome: 'early', byTime: { on: adult, outcome: null, label: null } });
    expect(verdict?.byTime?.sentence.en).toMatch(/^On or after \w+ 1, \d{4} more has to be asked, .* be: .* · /);
    expect(verdict?.byTime?.sentence.fr).toContain('il faudra poser d’autres questions');
    expect(((await ask(id, 'prescreen')).body as unknown as WhyNotDto).byTime).toEqual(verdict?.byTime);
  });

  it('says so where no answers lead there, and changes nothing', async () => {
    const id = await desk.openCase();
    const { body: before } = await desk.walk(id, toConsent);
    const { items } = (await ask(id, 'gate')).body as unknown as WhyNotDto;
    expect(items).toMatchObject([{ outcome: 'not-student', kind: 'changes', changes: [{ question: 'student' }] }]);
    const risk = (await ask(id, 'safety.risk')).body as unknown as WhyNotDto;
    expect(risk.items.map(({ outcome }) => outcome)).toEqual(['imminent', 'distress']);
    expect((await desk.get(`/cases/${id}`)).body).toEqual(before);
  });

  it('is noted as read, and is not for a decision that the program has not, nor for an agency', async () => {
    const id = await desk.openCase();
    const reads = async () => {
      const sql = `SELECT count(*)::int AS n FROM audit WHERE action = 'read-case' AND subject->>'case' = $1`;
      return (await app.database.ownerQuery<{ n: number }>(sql, [id]))[0]?.n;
    };
    const before = await reads();
    expect((await ask(id, 'gate')).status).toBe(200);
    expect(await reads()).toBe((before ?? 0) + 1);
    for (const name of ['nothing', '__proto__', 'constructor']) expect((await ask(id, name)).status).toBe(404);
    const agency = await Desk.at(app, 'agency-worker');
    expect((await agency.get(`/cases/${id}/verdicts/gate/why-not`)).status).toBe(403);
  });
});
