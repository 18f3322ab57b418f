import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type KeptMails, Mailer } from '../../apps/api/links/mail.js';
import { SendLetters } from '../../apps/api/letters/send-letters.js';
import { appOptions, type AppOptions } from '../../apps/api/shell/options.js';
import { OutboxPump, TimerPump, Undeliverable, UnitOfWork } from '../../libs/platform/index.js';
import { readProgram, seedProgram } from '../../libs/programs/index.js';
import { fareLetters as passes } from '../../libs/programs/reading/testing/fare-letters.js';
import { Desk } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const hour = 3_600_000;
const day = 24 * hour;
const ann = { first_name: 'Zoë', last_name: '<b>Côté</b>', email: 'zoe@example.org', home: '12 Rue X\nThunder Bay' };
const wordsIn = (html: string) => html.replace(/<[^>]+>/g, '').replace(/[\u00A0\u202F]/g, ' ');
const fits = { household_size: 2, household_income: 2_000_000, age: 30 };

interface LetterView {
  readonly id: string;
  readonly letter: string;
  readonly status: string;
  readonly way: string;
  readonly reason: string | null;
  readonly language: string;
  readonly number: string;
  readonly erasedAt: string | null;
  readonly events: readonly { status: string; way: string; byName: string | null }[];
}

describe('letters', () => {
  let test: TestApp;
  let navigator: Desk;
  let supervisor: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    const read = await readProgram(passes);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const house = { tenant: 'ontario-211', person: null, role: 'house', agency: null };
    await test.database.unitOfWork.run(house, (tx) => seedProgram(tx, read.program, passes));
  });
  afterAll(() => test?.stop());
  // Days pass here, and sessions end.
  beforeEach(async () => {
    [navigator, supervisor] = [await desk('navigator'), await desk('supervisor')];
    await drain();
  });
  const tokenOf = async (role: string) => Desk.tokenAt(await test.app.getUrl(), { role });
  const desk = async (role: string) => new Desk(await test.app.getUrl(), await tokenOf(role));
  const fileAt = async (path: string, role = 'navigator') =>
    test.http.get(`/api/v1${path}`).set('authorization', await tokenOf(role));

  const mails = () => (test.app.get(Mailer) as KeptMails).list();
  const drain = () => test.app.get(OutboxPump).drainOnce();
  const lettersOf = async (id: string) => {
    const { status, body } = await navigator.get(`/cases/${id}/letters`);
    expect(status).toBe(200);
    return body['items'] as LetterView[];
  };
  const letterOf = async (id: string, letter = 'decision') =>
    (await lettersOf(id)).find((one) => one.letter === letter)!;
  async function decided(person: object = ann, numbers: object = fits, language = 'en'): Promise<string> {
    const opened = await navigator.post('/cases', { program: 'passes', line: 'good2talk', channel: 'phone', language });
    const id = String(opened.body['id']);
    const { body } = await navigator.walk(id, [person as Record<string, unknown>, numbers as Record<string, unknown>]);
    await navigator.walk(id, [body['state'] === 'apply' ? 'approve' : 'close']);
    return id;
  }
  const alertsOf = async (id: string, about = 'letter-failed') => {
    const { items } = (await supervisor.get('/alerts?waiting=true&limit=200')).body as {
      items?: { case: string; about: string; what: { en: string } }[];
    };
    return (items ?? []).filter((one) => one.case === id && one.about === about);
  };

  it('are kept with the step: one goes by mail, once, and one waits to be printed and posted', async () => {
    const before = mails().length;
    const id = await decided();
    expect((await lettersOf(id)).map(({ letter }) => letter).sort()).toEqual(['decision', 'pass']);
    expect(await letterOf(id)).toMatchObject({ status: 'queued', way: 'email', language: 'en', reason: null });
    await drain();
    expect(mails().length).toBe(before + 1);
    const [mail] = mails();
    expect(mail).toMatchObject({ to: 'zoe@example.org', subject: expect.stringMatching(/^A letter from/) });
    // Nothing of what it says lies open.
    expect(mail!.text + mail!.subject).not.toMatch(/Zoë|Bus pass|Good news/);
    // By the number staff find the case; it tells nobody else anything.
    const { number } = (await navigator.get(`/cases/${id}`)).body;
    expect(mail!.text).toContain(`call us and say ${String(number)}.`);
    expect(mail!.attachments?.[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await letterOf(id)).toMatchObject({ status: 'sent', events: [{ status: 'queued' }, { status: 'sent' }] });

    const pass = await letterOf(id, 'pass');
    const list = (await supervisor.get('/letters?status=to-print&limit=200')).body['items'] as LetterView[];
    expect(list.find((one) => one.id === pass.id)).toMatchObject({ number: expect.any(String), way: 'print' });
    expect((await supervisor.post(`/letters/${pass.id}/printed`, {})).body).toMatchObject({ status: 'printed' });
    const posted = await supervisor.post(`/letters/${pass.id}/posted`, {});
    expect(posted.body).toMatchObject({
      status: 'posted',
      events: [
        { status: 'to-print', byName: null },
        { status: 'printed', byName: expect.any(String) },
        { status: 'posted' },
      ],
    });
    const twice = await supervisor.post(`/letters/${pass.id}/printed`, {});
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/letter-is-not-in-that-status' } });
  });

  it('say what was decided, in the language of the case, and nothing that was typed becomes markup', async () => {
    const id = await decided(ann, { ...fits, household_income: 9_000_000 }, 'fr');
    const { id: letter } = await letterOf(id);
    const html = await fileAt(`/letters/${letter}/html`);
    expect(html.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html.headers['cache-control']).toBe('no-store');
    expect(html.text).toContain('<html lang="fr-CA">');
    expect(html.text).toContain('<h1>Votre demande</h1>');
    expect(html.text).toContain('<bdi>Zoë</bdi> <bdi>&lt;b&gt;Côté&lt;/b&gt;</bdi>');
    expect(html.text).toContain('<bdi>12 Rue X</bdi><br><bdi>Thunder Bay</bdi>');
    expect(html.text).toMatch(/Nous n’avons pas pu dire oui[^]*<bdi>Au-dessus du plafond<\/bdi>/);
    // The limit of that day for a household of two, as it is compared, in the words of the letter.
    expect(wordsIn(html.text)).toContain('Pour votre ménage : au plus 29 498,00 $.');
    expect(html.text).not.toContain('Bonne nouvelle');
    const pdf = await fileAt(`/letters/${letter}/pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect((pdf.body as Buffer).subarray(0, 8).toString()).toBe('%PDF-1.7');
    const read = await test.database.ownerQuery(
      `SELECT subject->>'as' AS form FROM audit WHERE action = 'read-letter' AND subject->>'letter' = $1 ORDER BY seq`,
      [letter],
    );
    expect(read).toEqual([{ form: 'html' }, { form: 'pdf' }]);
  });

  it('stay as they were sent, whatever is answered later', async () => {
    const id = await decided();
    const { id: letter } = await letterOf(id);
    const before = (await fileAt(`/letters/${letter}/html`)).text;
    test.clock.advance(day);
    expect((await fileAt(`/letters/${letter}/html`)).text).toBe(before);
    const [row] = await test.database.ownerQuery<{ sealed: Buffer; facts: string[] }>(
      'SELECT sealed, facts FROM letters WHERE id = $1',
      [letter],
    );
    expect(row?.sealed.toString('latin1')).not.toMatch(/ZoÃ«|Thunder/);
    expect(row?.facts).toEqual(['first_name', 'last_name', 'household_size', 'home', 'email']);
  });

  it('name what is still needed to decide, and not only papers', async () => {
    const id = await decided(ann, { ...fits, household_income: 'prefer-not' }, 'fr');
    const { text } = await fileAt(`/letters/${(await letterOf(id)).id}/html`);
    const needed = 'Nous avons encore besoin de savoir : Quel est le revenu annuel du ménage?.';
    expect(wordsIn(text)).toContain(needed);
  });

  it('can be looked at before anything is sent, with what would be missing', async () => {
    const opened = await navigator.post('/cases', {
      program: 'passes',
      line: 'good2talk',
      channel: 'phone',
      language: 'en',
    });
    const id = String(opened.body['id']);
    await navigator.walk(id, [{ ...ann, last_name: '李', home: 'prefer-not' }]);
    const preview = await navigator.post(`/cases/${id}/letters/preview`, { letter: 'decision' });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        title: 'Your application',
        html: expect.stringContaining('Dear <bdi>Zoë</bdi>'),
        missing: expect.arrayContaining(['answer.home', 'answer.household_size']),
        unprintable: ['李'],
      },
    });
    const french = await navigator.post(`/cases/${id}/letters/preview`, { letter: 'decision', language: 'fr' });
    expect(french.body['html']).toContain('Bonjour');
    for (const wrong of [{ letter: 'decison' }, { letter: 'constructor' }, { letter: 'decision', language: 'de' }]) {
      expect((await navigator.post(`/cases/${id}/letters/preview`, wrong)).status).toBe(422);
    }
    expect((await navigator.get(`/cases/${id}/letters`)).body).toMatchObject({
      items: [],
      previews: [{ letter: 'decision', languages: ['en', 'fr'] }, { letter: 'pass' }],
    });
  });

  it('leave once, though two processes look at the same moment', async () => {
    const id = await decided();
    const before = mails().length;
    const { workerDataSource, clock } = test.database;
    const [work, options] = [test.app.get(UnitOfWork), test.app.get<AppOptions>(appOptions)];
    const others = [0, 1].map(() => {
      const pump = new OutboxPump(workerDataSource, work, clock);
      new SendLetters(pump, work, test.app.get(Mailer), options).onModuleInit();
      return pump;
    });
    await Promise.all([drain(), ...others.map((pump) => pump.drainOnce())]);
    expect(mails().length).toBe(before + 1);
    expect((await letterOf(id)).status).toBe('sent');
  });

  it('wait while the mail server is down for hours, and leave when it is back', async () => {
    const mailer = test.app.get(Mailer);
    const down = jest.spyOn(mailer, 'send').mockRejectedValue(new Error('the mail server did not take it'));
    const id = await decided();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await drain();
      test.clock.advance(hour);
    }
    expect(down.mock.calls.length).toBeGreaterThan(2);
    expect(await letterOf(id)).toMatchObject({ status: 'queued' });
    expect(await alertsOf(id)).toEqual([]);
    down.mockRestore();
    const before = mails().length;
    test.clock.advance(day);
    await drain();
    await drain();
    navigator = await desk('navigator');
    expect(mails().length).toBe(before + 1);
    expect(await letterOf(id)).toMatchObject({ status: 'sent' });
  });

  /** No mail server takes the letter of this case. */
  async function refused(person: object): Promise<string> {
    const refusing = jest
      .spyOn(test.app.get(Mailer), 'send')
      .mockRejectedValue(new Undeliverable('the mail server did not take it (550)'));
    const id = await decided(person);
    await drain();
    refusing.mockRestore();
    return id;
  }

  it('that no server takes wait to be printed by themselves: a supervisor is told, and what became of the mail is kept', async () => {
    const id = await refused(ann);
    const letter = await letterOf(id);
    expect(letter).toMatchObject({
      ...{ status: 'to-print', way: 'print', reason: 'mail-failed' },
      events: [
        { status: 'queued', way: 'email' },
        { status: 'failed', way: 'email', reason: 'the mail server did not take it (550)' },
        { status: 'to-print', way: 'print', reason: 'mail-failed', byName: null },
      ],
    });
    expect(await alertsOf(id, 'letter-on-paper')).toMatchObject([
      { what: { en: 'An e-mail did not arrive: the letter waits to be printed' } },
    ]);
    expect((await navigator.post(`/letters/${letter.id}/send-again`, { way: 'print' })).status).toBe(409);
    const printed = await supervisor.post(`/letters/${letter.id}/printed`, {});
    expect(printed.body).toMatchObject({ status: 'printed', reason: null });
  });

  it('that go nowhere by post either have failed: a supervisor is told, and a person sends it to an address that is found', async () => {
    const id = await refused({ ...ann, home: 'prefer-not' });
    const failed = await letterOf(id);
    expect(failed).toMatchObject({ status: 'failed', reason: 'the mail server did not take it (550)' });
    // The card has no address either.
    const told = { what: { en: 'A letter reached nobody: send it another way' } };
    expect(await alertsOf(id)).toMatchObject([told, told]);
    expect((await navigator.post(`/letters/${failed.id}/send-again`, { way: 'print' })).body).toMatchObject({
      type: '/problems/letter-has-no-address',
    });
    expect((await navigator.post(`/letters/${failed.id}/send-again`, { way: 'email' })).body).toMatchObject({
      status: 'queued',
      events: { length: 3 },
    });
    await drain();
    expect(await letterOf(id)).toMatchObject({ status: 'sent' });
  });

  it('are all printed where no mail server is, and the operator meant that', async () => {
    const options = test.app.get<AppOptions>(appOptions);
    const { mode } = options;
    Object.assign(options, { mode: 'live' });
    const id = await decided();
    Object.assign(options, { mode });
    expect(await letterOf(id)).toMatchObject({ status: 'to-print', way: 'print', events: { length: 1 } });
    expect(await alertsOf(id)).toEqual([]);
  });

  it.each([
    [
      { email: 'prefer-not', home: 'prefer-not' },
      { status: 'failed', reason: 'no-address' },
    ],
    [
      { email: 'no e-mail', home: 'prefer-not' },
      { status: 'failed', way: 'email' },
    ],
    [{ email: 'a@example.org,b@example.org' }, { status: 'to-print', way: 'print' }],
    [{ email: 'a@example.org\nBcc: b@example.org' }, { status: 'to-print', way: 'print' }],
  ])('to %j: %j', async (address, expected) => {
    const id = await decided({ ...ann, ...address });
    const letter = await letterOf(id);
    expect(letter).toMatchObject(expected);
    expect(await alertsOf(id)).toHaveLength(
      letter.status === 'failed' ? ((await letterOf(id, 'pass')).status === 'failed' ? 2 : 1) : 0,
    );
    if (letter.status === 'failed') {
      const again = await navigator.post(`/letters/${letter.id}/send-again`, {});
      expect(again).toMatchObject({ status: 409, body: { type: '/problems/letter-has-no-address' } });
    }
  });

  it('are edited in a draft like the other files of a program, and checked', async () => {
    const admin = await desk('program-admin');
    const draft = (await admin.post('/programs/passes/drafts', {})).body;
    const path = `/programs/passes/drafts/${String(draft['id'])}/files/letters%2Fpass.en.md`;
    const put = async (text: string, type = 'text/markdown') =>
      test.http
        .put(`/api/v1${path}`)
        .set('authorization', await tokenOf('program-admin'))
        .set('if-match', (await fileAt(path, 'program-admin')).headers['etag'] ?? '')
        .set('content-type', type)
        .send(text);
    expect((await put('Hello', 'application/yaml')).status).toBe(415);
    expect((await put('Hello {{answer.first_name}} and {{answer.lastname}}')).status).toBe(200);
    expect((await fileAt(path, 'program-admin')).text).toContain('{{answer.lastname}}');
    const checked = await admin.post(`/programs/passes/drafts/${String(draft['id'])}/check`, {});
    expect(checked.text).toContain('letters/pass.en.md');
  });

  it('go with the answers in them: what waited to be printed does not go any more', async () => {
    const id = await decided();
    await drain();
    test.clock.advance(30 * day);
    await test.app.get(TimerPump).drainOnce();
    navigator = await desk('navigator');
    const [decision, pass] = [await letterOf(id), await letterOf(id, 'pass')];
    expect(decision).toMatchObject({ status: 'sent', erasedAt: expect.any(String), events: { length: 3 } });
    expect(pass).toMatchObject({ status: 'failed', reason: 'erased', erasedAt: expect.any(String) });
    for (const form of ['html', 'pdf']) {
      expect((await fileAt(`/letters/${decision.id}/${form}`)).status).toBe(410);
    }
    expect((await navigator.post(`/letters/${decision.id}/send-again`, {})).status).toBe(409);
    const left = await test.database.ownerQuery('SELECT FROM letters WHERE case_id = $1 AND sealed IS NOT NULL', [id]);
    expect(left).toEqual([]);
  });
});
