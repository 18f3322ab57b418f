import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { png } from '../../libs/documents/testing/files.js';
import { TimerPump } from '../../libs/platform/index.js';
import { deep, Desk } from '../faults/desk.js';
import type { TestApp } from '../setup/app.js';
import { openDoor } from '../setup/open-door.js';
import { type Fields, Person, said, seenIn, wordIn } from '../setup/without-script.js';

const folder = 'libs/programs/reading/testing/recreation-pass';
const files = (): Record<string, string> =>
  Object.fromEntries(
    ['', 'letters'].flatMap((within) =>
      readdirSync(join(folder, within), { withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => [join(within, name), readFileSync(join(folder, within, name), 'utf8')]),
    ),
  );
const day = 86_400_000;
const door = '/apply/ontario-211/recreation-pass';
const form = `${door}/form?lang=fr`;
const answer = (question: string, value: string): Fields => ({
  do: 'answer',
  asked: question,
  [`q.${question}`]: value,
});

/**
 * Another town's subsidy: other limits (below, and they change on 1 September), other papers, one place, four eyes, letters of its
 * own. It is a folder of YAML and Markdown, and nothing else.
 */
export function anotherTown(of: () => TestApp): void {
  /** Anew each time: months pass here, and sessions end. */
  const signIn = async (role: string, person: string) => {
    const url = await of().app.getUrl();
    const { body } = await new Desk(url, '').post('/demo/sign-in', { tenant: 'ontario-211', role, person });
    return new Desk(url, `Bearer ${String(body['token'])}`);
  };
  /** Somebody applies on paper; it came in so many days ago. */
  const onPaper = async (navigator: Desk, name: string, income: number, days: number, bill = 'by-mail') => {
    const received = new Date(of().clock.now().getTime() - days * day).toISOString();
    const wish = { program: 'recreation-pass', channel: 'mail', language: 'en', line: 'recreation-pass', received };
    const id = String((await navigator.post('/cases', wish)).body['id']);
    await navigator.walk(id, [
      { name, home: '1 Shore Road, Lakeside' },
      { lives_here: 'yes', people: [{ relation: 'me', income }, { relation: 'child' }] },
      { pay_slip: 'by-mail', town_bill: bill },
      'hand-in',
    ]);
    return id;
  };
  /** One recommends, another one decides. */
  const decide = async (id: string) => {
    const [one, other] = [await signIn('reviewer', 'josee-lafleur'), await signIn('reviewer', 'samuel-osei')];
    await one.walk(id, ['recommend']);
    expect((await one.post(`/cases/${id}/events`, { event: 'decide' })).body['reason']).toBe('somebody-else-has-to');
    return other.walk(id, ['decide']);
  };
  const lettersOf = async (desk: Desk, id: string) =>
    ((await desk.get(`/cases/${id}/letters`)).body['items'] as { letter: string }[]).map(({ letter }) => letter).sort();
  const stateOf = async (desk: Desk, id: string) => (await desk.get(`/cases/${id}`)).body['state'];

  /** Whom other limits would give another outcome: a draft of the program, compared with the cases that there are. */
  const affectedBy = async (find: string, write: string) => {
    const { http, signIn: tokenOf } = of();
    const admin = await Desk.at(of(), 'program-admin');
    const draft = (await admin.post('/programs/recreation-pass/drafts', {})).body['id'];
    const at = `/programs/recreation-pass/drafts/${String(draft)}`;
    const before = files()['program.yaml']!;
    expect(before).toContain(find);
    const put = http.put(`/api/v1${at}/files/program.yaml`).set('authorization', await tokenOf('program-admin'));
    void put.set({ 'content-type': 'application/yaml', 'if-match': '"1"' });
    await put.send(before.replace(find, write)).expect(200);
    const started = await admin.post(`${at}/backtest`, {});
    const where = String(started.headers.get('location')).replace('/api/v1', '');
    for (;;) {
      const { body } = await admin.get(where);
      if (body['status'] === 'running') continue;
      const figures = body['figures'] as { decision: string; flips: { case: string; to: string }[] }[];
      return figures.find(({ decision }) => decision === 'means')?.flips;
    }
  };

  it('play another town’s subsidy, which is configuration alone, to its end', async () => {
    const test = of();
    await openDoor(test, 'recreation-pass', files());
    test.clock.set('2026-08-20T16:00:00Z');
    const drain = () => test.app.get(TimerPump).drainOnce();
    let navigator = await signIn('navigator', 'amina-diallo');

    // By themself on the web, in French: asked for what this program asks for, told of it by its own name.
    const person = new Person(await test.app.getUrl());
    const entry = await person.get(`${door}?lang=fr`);
    expect(said(entry)).toMatch(/Laissez-passer de loisirs de Lakeside.*Talon de paie.*Facture de la Ville/);
    test.clock.advance(60_000);
    await person.press(`${door}?lang=fr`, { word: wordIn(entry) });
    await person.press(form, answer('lives_here', 'yes'));
    const below = await person.press(form, [
      ['do', 'answer'],
      ['asked', 'people'],
      ['q.people.n', '2'],
      ['q.people.0.relation', 'me'],
      ['q.people.0.income', '31 999,99'],
      ['q.people.1.relation', 'child'],
    ]);
    expect(said(below)).toMatch(/probablement\s: Admissible/);
    await person.press(form, [
      ['do', 'answer'],
      ['asked', 'name'],
      ['asked', 'home'],
      ['q.name', 'Ève Roy'],
      ['q.home', '2 Shore Road'],
    ]);
    await person.send(door, 'pay_slip', png);
    const ready = await person.press(form, answer('town_bill', 'coming'));
    expect(said(ready)).toMatch(/Prête à envoyer/);
    const sure = await person.get(`${form}&event=hand-in`);
    const sent = await person.press(form, { do: 'event', event: 'hand-in', seen: seenIn(sure) });
    expect(said(sent)).toMatch(/Il manque un document/);
    const [{ id: eve } = { id: '' }] = await test.database.ownerQuery<{ id: string }>(
      `SELECT id FROM cases WHERE program_id = 'recreation-pass'`,
    );
    expect(await lettersOf(navigator, eve)).toEqual(['please-send']);

    // Meanwhile one came on paper, earlier: it has the one place. Exactly the limit is not below it.
    const ben = await onPaper(navigator, 'Ben', 3_199_999, 3);
    expect((await decide(ben)).body).toMatchObject({
      state: 'has-pass',
      grants: [{ status: 'granted', amount: 12000 }],
    });
    expect(await lettersOf(navigator, ben)).toEqual(['season-card', 'yes-or-no']);
    const cy = await onPaper(navigator, 'Cy', 3_200_000, 2);
    expect((await decide(cy)).body).toMatchObject({
      state: 'denied',
      verdicts: { means: { outcome: 'not-below' }, pass: { outcome: 'means' } },
    });

    // The bill is there, so it is looked at by itself: approved, and in line.
    expect(said(await person.send(door, 'town_bill', png))).toContain('First look');
    expect((await decide(eve)).body['state']).toBe('in-line');

    // From September the limit is higher: whoever came in before keeps theirs, also on review.
    test.clock.set('2026-09-02T16:00:00Z');
    navigator = await signIn('navigator', 'amina-diallo');
    await navigator.walk(cy, ['ask-again']);
    const again = await signIn('reviewer', 'samuel-osei');
    expect((await again.post(`/cases/${cy}/events`, { event: 'decide-again' })).body['reason']).toBe(
      'somebody-else-has-to',
    );
    const third = await signIn('reviewer', 'josee-lafleur');
    expect((await third.walk(cy, ['decide-again'])).body).toMatchObject({
      state: 'stays-denied',
      disposition: 'denied',
    });
    const di = await onPaper(navigator, 'Di', 3_200_000, 0);
    expect((await navigator.get(`/cases/${di}`)).body['verdicts']).toMatchObject({ means: { outcome: 'below' } });
    expect((await decide(di)).body['state']).toBe('in-line');
    expect((await third.get('/grants?program=recreation-pass')).body['items']).toMatchObject([
      { waiting: 2, periods: [{ places: 1, taken: 1 }] },
    ]);

    // What if it had not been raised, or fell in October? Only those count who came in since.
    const raised = '{ from: 2026-09-01, is: { 1: 2700000, 2: 3300000, 3: 4000000, 4: 4600000 } }';
    expect(await affectedBy(raised, raised.replace('3300000', '3200000'))).toEqual([
      { case: di, from: 'below', to: 'not-below' },
    ]);
    const lower = '- { from: 2026-10-01, is: { 1: 1000000, 2: 1000000, 3: 1000000, 4: 1000000 } }';
    if (deep) expect(await affectedBy(raised, `${raised}\n      ${lower}`)).toEqual([]);

    // One place comes free: it is whose turn it is.
    await navigator.walk(ben, ['give-back']);
    await drain();
    expect([await stateOf(navigator, eve), await stateOf(navigator, di)]).toEqual(['has-pass', 'in-line']);
    expect(await lettersOf(navigator, eve)).toEqual(['please-send', 'season-card', 'yes-or-no', 'yes-or-no']);

    // The year ends: one had a pass, the other one found no place.
    test.clock.set('2027-01-01T05:00:30Z');
    await drain();
    navigator = await signIn('navigator', 'amina-diallo');
    const ended = await Promise.all([eve, di].map(async (id) => (await navigator.get(`/cases/${id}`)).body));
    expect(ended).toMatchObject([
      { state: 'season-over', disposition: 'had_pass' },
      { state: 'no-place', disposition: 'no_place' },
    ]);
  });
}
