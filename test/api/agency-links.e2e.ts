import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type KeptMails, Mailer } from '../../apps/api/links/mail.js';
import { SmtpMailer } from '../../apps/api/links/smtp-mailer.js';
import { LinkDesk } from '../../apps/api/links/link-desk.js';
import { SendLinks } from '../../apps/api/links/send-links.js';
import { OutboxPump } from '../../libs/platform/index.js';
import { Desk, toOffer } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { dispatch } from '../setup/dispatched.js';
import { type Fields, linksShownBefore, type Shown } from './links-shown-before.js';

describe('a link for an agency without an account', () => {
  let test: TestApp;
  let navigator: Desk;
  let supervisor: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    [navigator, supervisor] = [await Desk.at(test), await Desk.at(test, 'supervisor')];
    await test.database.ownerQuery(`UPDATE agencies SET link_to = 'desk@example.org' WHERE id = 'kids-help-phone'`);
  });
  afterAll(() => test.stop());

  async function ask(path: string, headers: Fields = {}, form?: Fields): Promise<Shown> {
    const answer = await fetch((await test.app.getUrl()) + path, {
      redirect: 'manual',
      headers,
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const [text, next] = [await answer.text(), answer.headers.get('location')];
    return { status: answer.status, text, headers: answer.headers, next };
  }
  const wordOf = ({ text }: Shown) => /name="press" value="([^"]+)"/.exec(text)?.[1] ?? '';
  /** Presses a button of a page as a browser does. */
  const press = (path: string, page: Shown, fields: Fields, headers: Fields = {}) =>
    ask(path, { 'sec-fetch-site': 'same-origin', origin: 'null', ...headers }, { press: wordOf(page), ...fields });

  const mails = () => (test.app.get(Mailer) as KeptMails).list();
  const sent = async () => {
    await test.app.get(OutboxPump).drainOnce();
    return mails();
  };
  const pathIn = (text: string) => /\/link\/[\w-]{43}/.exec(text)?.[0] ?? '';
  /** A client who is offered to Kids Help Phone; the case, the referral, and the link that was mailed. */
  async function offered(): Promise<{ id: string; referral: string; path: string }> {
    const [latest] = await sent();
    const id = await navigator.openCase();
    const { body } = await navigator.walk(id, toOffer);
    const [offer] = body['offers'] as { id: string }[];
    const [mail, before] = await sent();
    expect(before).toBe(latest);
    return { id, referral: offer!.id, path: pathIn(mail!.text) };
  }
  /** As if its time had passed. */
  const expire = (path: string) =>
    test.database.ownerQuery('UPDATE agency_links SET expires_at = $1 WHERE token_hash = sha256($2)', [
      new Date(test.clock.now().getTime() - 1000),
      Buffer.from(pathIn(path).slice(6)),
    ]);
  /** As if the client had gone back, and the same agency had taken them once more. */
  const takeAgain = (referral: string) =>
    test.database.ownerQuery(
      `INSERT INTO referrals SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
         'offered_at', r.offered_at + interval '1 hour'))).* FROM referrals r WHERE r.id = $1`,
      [referral],
    );
  const takenLast = async (id: string) =>
    ((await navigator.get(`/cases/${id}`)).body['offers'] as { id: string; offered: string }[]).at(0)!.id;
  const statusOf = async (id: string) =>
    ((await navigator.get(`/cases/${id}`)).body['offers'] as { status: string }[]).map(({ status }) => status);
  const audited = (id: string) =>
    test.database.ownerQuery<{ action: string; person_id: string; subject: Record<string, unknown> }>(
      `SELECT action, person_id, subject FROM audit WHERE subject->>'referral' = $1 ORDER BY seq`,
      [id],
    );

  it('leads the slower half of a double tap on, wherever it was when the quicker one was kept', async () => {
    const { path, id } = await offered();
    const page = await ask(path);
    const desk = test.app.get(LinkDesk);
    const open = desk.open.bind(desk);
    let quicker: Shown | undefined;
    // The slower one had found the link good; before it looks at what is behind it, the quicker one is kept.
    const opening = jest.spyOn(desk, 'open').mockImplementationOnce(async (...all) => {
      quicker = await press(path, page, { do: 'accept' });
      return open(...all);
    });
    const slower = await press(path, page, { do: 'accept' });
    opening.mockRestore();
    expect(quicker).toMatchObject({ status: 303, next: expect.stringMatching(/^\/link\//) });
    expect([slower.status, slower.next]).toEqual([303, quicker?.next]);
    expect(await statusOf(id)).toEqual(['accepted']);
  });

  it('tells the slower of two people that it was used, wherever they were when the quicker one was kept', async () => {
    const { path, id } = await offered();
    const pages = [await ask(path), await ask(path)] as const;
    const desk = test.app.get(LinkDesk);
    const open = desk.open.bind(desk);
    const opening = jest.spyOn(desk, 'open').mockImplementationOnce(async (...all) => {
      await press(path, pages[1], { do: 'decline', reason: 'full' });
      return open(...all);
    });
    const slower = await press(path, pages[0], { do: 'accept' });
    opening.mockRestore();
    expect([slower.status, slower.text]).toEqual([410, expect.stringContaining('Your agency used it')]);
    expect(await statusOf(id)).toContain('declined');
  });

  it('comes by mail, which says nothing of anybody, once the offer is kept', async () => {
    const { path, id } = await offered();
    const [mail] = mails();
    expect(mail).toMatchObject({ to: 'desk@example.org', tenant: 'ontario-211' });
    expect(mail?.text).toMatch(/^http:\/\/localhost:\d+\/link\/[\w-]{43}\?lang=en$/m);
    expect(mail?.subject + mail!.text).not.toMatch(/counselling|student|Good2Talk|[A-Z]-\d{3}-\d{4}/i);
    const kept = await test.database.ownerQuery<{ hash: Buffer }>('SELECT token_hash AS hash FROM agency_links');
    expect(kept.map(({ hash }) => hash.length)).toContain(32);
    const everything = JSON.stringify(await test.database.ownerQuery('SELECT * FROM outbox'));
    expect(everything).not.toContain(path.slice(6));
    expect(await statusOf(id)).toEqual(['offered']);
  });

  it('comes later, and works, when the mail server was away', async () => {
    await sent();
    const refusing = jest.spyOn(test.app.get(Mailer), 'send').mockRejectedValueOnce(new Error('away'));
    const id = await navigator.openCase();
    await navigator.walk(id, toOffer);
    const before = (await sent()).length;
    test.clock.advance(10_000);
    const [mail, ...earlier] = await sent();
    expect([earlier.length, refusing.mock.calls.length]).toEqual([before, 2]);
    expect((await ask(pathIn(mail!.text))).status).toBe(200);
    refusing.mockRestore();
  });

  it('may be opened by anybody’s machine: that changes nothing and tells nothing of the client', async () => {
    const { path, id, referral } = await offered();
    for (const page of [await ask(path), await ask(path), await ask(`${path}?lang=fr`)]) {
      expect(page.status).toBe(200);
      expect(page.text).toMatch(/Good2Talk|Allô J’écoute/);
      expect(page.text).not.toMatch(/<dl>|<dd>|<script/i);
      expect(page.text.length).toBeLessThan(30_000);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'/,
        ),
      });
    }
    expect(await statusOf(id)).toEqual(['offered']);
    expect((await audited(referral)).filter(({ subject }) => subject['told'] === true)).toEqual([]);
    const shown = await press(path, await ask(path), { do: 'show' });
    expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('<dl>') });
    const read = (await audited(referral)).at(-1);
    expect(read).toMatchObject({
      action: 'read-referral',
      person_id: expect.stringMatching(/^link:/),
      subject: { told: true },
    });
    expect(await statusOf(id)).toEqual(['offered']);
  });

  it('is audited when it tells something new, when somebody asks, and each hour; not with each minute’s renewal', async () => {
    const { path, id, referral } = await offered();
    const reads = async () => (await audited(referral)).filter(({ action }) => action === 'read-referral');
    const told = { cookie: 'told=1' };
    /** How many rows these looks add, a minute apart. */
    const added = async (looks: readonly (() => Promise<Shown>)[]) => {
      const before = (await reads()).length;
      for (const look of looks) {
        test.clock.advance(60_000);
        expect((await look()).status).toBe(200);
      }
      return (await reads()).length - before;
    };
    const open = (headers?: Fields) => () => ask(path, headers);
    const show = async () => press(path, await ask(path), { do: 'show' });
    await test.database.ownerQuery(`UPDATE referrals SET expires_at = expires_at + interval '1 day' WHERE id = $1`, [
      referral,
    ]);
    await test.database.ownerQuery(`UPDATE agency_links SET expires_at = expires_at + interval '1 day'`);
    expect(await added([open(), open(), open()])).toBe(1);
    expect(await added([show, open(told), open(), open(told)])).toBe(1);
    // Two phones, and each time that somebody asks.
    expect(await added([show, show])).toBe(2);
    await navigator.post(`/referrals/${referral}/messages`, { text: 'Please call before noon.' });
    expect(await added([open(told), open(told)])).toBe(1);
    await navigator.post(`/cases/${id}/events`, { event: 'withdraw-consent', disclosure: 'brief' });
    expect(await added([open(told), open(told)])).toBe(1);
    expect((await reads()).map(({ subject }) => subject['told'])).toEqual([false, true, true, true, true, false]);
    test.clock.advance(3_600_000);
    expect(await added([open(told), open(told), open(), open()])).toBe(2);
    // What is kept of what was told says nothing to who has the database alone.
    const [kept] = await test.database.ownerQuery<{ told: Buffer }>(
      'SELECT told FROM agency_links WHERE referral_id = $1',
      [referral],
    );
    expect(kept?.told.length).toBe(32);
  });

  it('takes the client, once, and leads on to what comes next until there is nothing more', async () => {
    const { path, id, referral } = await offered();
    const page = await ask(path);
    const taps = await Promise.all([1, 2, 3].map(() => press(path, page, { do: 'accept' })));
    const accepted = taps[0]!;
    expect(accepted).toMatchObject({ status: 303, next: expect.stringMatching(/^\/link\/[\w-]{43}\?lang=en$/) });
    expect(taps.map(({ next }) => next)).toEqual([accepted.next, accepted.next, accepted.next]);
    expect(await statusOf(id)).toEqual(['accepted']);
    // The same page again, by a double tap, is led on, too; anybody else is told that it was used, and when.
    const twice = await press(path, page, { do: 'accept' });
    expect([twice.status, twice.next]).toEqual([303, accepted.next]);
    expect((await test.database.ownerQuery('SELECT FROM agency_links WHERE referral_id = $1', [referral])).length).toBe(
      2,
    );
    expect((await ask(path, {}, { do: 'accept' })).status).toBe(410);
    const late = await press(path, await ask(path), { do: 'accept' });
    expect(late).toMatchObject({ status: 410, text: expect.stringContaining('Your agency used it: ') });
    expect(late.text).not.toMatch(/Good2Talk|Kids Help Phone/);

    const cookie = accepted.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^told=1; Path=\/link\/[\w-]{43}; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    // Machines that follow links find neither where it stands nor whose case it is, and nothing to press but to ask for it.
    const bare = await ask(accepted.next!);
    expect(bare.text).toContain('Show where it stands');
    expect(bare.text.match(/name="do" value="[^"]+"/g)).toEqual(['name="do" value="show"']);
    expect(bare.text).not.toMatch(/Good2Talk|[A-Z]-\d{3}-|said yes|begun to help/);
    const report = await ask(accepted.next!, { cookie: 'told=1' });
    // What is read renews itself, in the same language, until somebody stops it; on the next page it stays stopped.
    expect([bare.headers.get('refresh'), report.headers.get('refresh')]).toEqual([null, '60; url=?lang=en']);
    expect(report.text).toMatch(/As it stands at [^<]+\. This page renews itself each minute\./);
    const still = await ask(`${accepted.next!}&still=1`, { cookie: 'told=1' });
    expect([still.headers.get('refresh'), still.text.includes('action="?lang=en&amp;still=1"')]).toEqual([null, true]);
    const filled = await ask(`${accepted.next!}&step=complete`, { cookie: 'told=1' });
    expect([filled.headers.get('refresh'), filled.text.includes('name="outcome"')]).toEqual([null, true]);
    // It ended with us; what is left is how the agency goes on.
    expect(report).toMatchObject({ status: 200, text: expect.stringContaining('We have begun to help') });
    const [mail] = await sent();
    expect(mail).toMatchObject({ subject: expect.stringContaining('what comes next') });
    const byMail = await ask(pathIn(mail!.text));
    const shown = await press(pathIn(mail!.text), byMail, { do: 'show' });
    expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('We have begun to help') });

    const begun = await press(accepted.next!, report, { do: 'start' });
    expect(begun.status).toBe(303);
    const done = await press(begun.next!, await ask(begun.next!), { do: 'complete', outcome: 'helped' });
    expect(done).toMatchObject({ status: 200, next: null, text: expect.stringContaining('Thank you') });
    expect((await navigator.get('/referrals')).body['items']).toContainEqual(
      expect.objectContaining({ id: referral, status: 'completed', outcome: 'helped' }),
    );
    const { items } = (await navigator.get(`/cases/${id}/history`)).body as { items: { event: string; by: object }[] };
    // Nobody has an account there: the timeline names whose it was.
    const theirs = { role: 'agency', name: null, agency: { en: expect.stringMatching(/Kids Help Phone/) } };
    expect(items.find(({ event }) => event === 'referral:accept')?.by).toMatchObject(theirs);
    expect(items.find(({ event }) => event === 'opened')?.by).toMatchObject({ role: 'navigator', agency: null });
    expect((await ask(pathIn(mail!.text))).status).toBe(410);
  });

  it('whose page was closed has another one sent, to the agency’s mailbox alone, and tells nobody whether it was', async () => {
    const [taken, declined] = [await offered(), await offered()];
    await press(taken.path, await ask(taken.path), { do: 'accept' });
    await press(declined.path, await ask(declined.path), { do: 'decline', reason: 'full' });
    const wishAgain = async (path: string) => {
      const used = await ask(path);
      expect([used.status, used.text.includes('value="renew"')]).toEqual([410, true]);
      expect(used.text).not.toMatch(/Good2Talk|Kids Help Phone|[A-Z]-\d{3}-\d{4}/);
      return (await press(path, used, { do: 'renew' })).text;
    };
    const [, first] = [await sent(), mails().length];
    // The one that came with the step lies there unused.
    const answers = [await wishAgain(taken.path), await wishAgain(declined.path)];
    expect([(await sent()).length - first, new Set(answers).size]).toEqual([0, 1]);
    test.clock.advance(5 * 60_000);
    for (const { path } of [taken, taken, declined, taken]) answers.push(await wishAgain(path));
    expect([(await sent()).length - first, new Set(answers).size]).toEqual([1, 1]);
    const [mail] = mails();
    const shown = await press(pathIn(mail!.text), await ask(pathIn(mail!.text)), { do: 'show' });
    expect(shown.text).toContain('We have begun to help');
    test.clock.advance(5 * 60_000);
    await remove(`/referrals/${taken.referral}/links`);
    expect((await ask(taken.path)).status).toBe(404);
  });

  it('declines with a reason, and says in words and title when there is none', async () => {
    const { path, id } = await offered();
    const missing = await press(path, await ask(path), { do: 'decline' });
    expect(missing).toMatchObject({ status: 422, text: expect.stringContaining('<title>Error: ') });
    expect(missing.text).toContain('<a href="#reason">Choose a reason.</a>');
    expect(missing.text).toContain('type="radio"');
    expect(missing.headers.get('refresh')).toBeNull();
    expect(await statusOf(id)).toEqual(['offered']);
    const declined = await press(path, missing, { do: 'decline', reason: 'full' });
    expect(declined).toMatchObject({ status: 200, text: expect.stringContaining('We go on looking') });
    expect(await statusOf(id)).toEqual(expect.arrayContaining(['declined']));
    expect((await ask(path)).status).toBe(410);
  });

  it('is used by one of two people who press at the same time', async () => {
    const { path, id } = await offered();
    const pages = await Promise.all([ask(path), ask(path)]);
    const [accepted, declined] = await Promise.all([
      press(path, pages[0]!, { do: 'accept' }),
      press(path, pages[1]!, { do: 'decline', reason: 'full' }),
    ]);
    const took = accepted.status === 303;
    expect([accepted.status, declined.status]).toEqual(took ? [303, 410] : [410, 200]);
    expect((took ? declined : accepted).text).toContain('Your agency used it');
    expect(await statusOf(id)).toContain(took ? 'accepted' : 'declined');
  });

  it('leads nobody on from a link that was used, once links are revoked', async () => {
    const { path, referral } = await offered();
    const page = await ask(path);
    const accepted = await press(path, page, { do: 'accept' });
    expect(await remove(`/referrals/${referral}/links`)).toMatchObject({ status: 200, body: { revoked: 1 } });
    expect((await press(path, page, { do: 'accept' })).status).toBe(404);
    expect((await ask(accepted.next!)).status).toBe(404);
  });

  it('is not sent, nor made, by a mail that waited when links were revoked', async () => {
    await sent();
    const [queued, inHand] = [await navigator.openCase(), await navigator.openCase()];
    const offersOf = async (id: string) => (await navigator.walk(id, toOffer)).body['offers'] as { id: string }[];
    const [offer] = await offersOf(queued);
    expect(await remove(`/referrals/${offer!.id}/links`)).toMatchObject({ status: 200, body: { revoked: 0 } });
    const [another] = await offersOf(inHand);
    const before = mails().length;
    // The other one is taken in hand before, and would make its link after.
    const desk = test.app.get(SendLinks) as unknown as { prepare: (...given: unknown[]) => Promise<unknown> };
    const prepare = desk.prepare.bind(desk);
    const late = jest.spyOn(desk, 'prepare').mockImplementationOnce(async (...given) => {
      await remove(`/referrals/${another!.id}/links`);
      return prepare(...given);
    });
    await sent();
    expect([late.mock.calls.length, mails().length]).toEqual([1, before]);
    late.mockRestore();
    const made = await test.database.ownerQuery('SELECT FROM agency_links WHERE referral_id = ANY ($1)', [
      [offer!.id, another!.id],
    ]);
    expect(made).toEqual([]);
    // Whoever wants one after all makes it anew.
    expect((await supervisor.post(`/referrals/${offer!.id}/links`, {})).status).toBe(201);
  });

  it('and the API take nobody by an offer that has ended, though the clock has not passed it on yet', async () => {
    const { path, id, referral } = await offered();
    const page = await ask(path);
    await test.database.ownerQuery('UPDATE referrals SET expires_at = $2 WHERE id = $1', [referral, test.clock.now()]);
    expect((await press(path, page, { do: 'accept' })).status).toBe(409);
    const refused = await navigator.post(`/referrals/${referral}/accept`, {});
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('expired') });
    expect(await statusOf(id)).toEqual(['offered']);
  });

  it('says which of expired, over, revoked and never made it is, and reveals nothing', async () => {
    const [late, over, revoked] = [await offered(), await offered(), await offered()];
    await navigator.post(`/cases/${over.id}/events`, { event: 'client-declined' });
    const gone = await ask(over.path);
    expect(gone).toMatchObject({ status: 410, text: expect.stringContaining('nothing to answer here any more') });

    const { status, body } = await remove(`/referrals/${revoked.referral}/links`);
    expect([status, body]).toEqual([200, { revoked: 1 }]);
    const forged = await ask(`/link/${'A'.repeat(43)}`);
    expect(forged).toMatchObject({ status: 404, text: expect.stringContaining('This link is not valid') });
    for (const path of [revoked.path, '/link/x', `/link/${'%20'.repeat(30)}`, `/link/${'A'.repeat(300)}`]) {
      const page = await ask(path);
      expect([path, page.status, page.text]).toEqual([path, 404, forged.text]);
    }
    expect((await press(revoked.path, forged, { do: 'accept' })).text).toBe(forged.text);
    const retire = (is: boolean) =>
      test.database.ownerQuery(`UPDATE agencies SET retired = $1 WHERE id = 'kids-help-phone'`, [is]);
    await retire(true);
    for (const { path } of [late, over]) expect((await ask(path)).text).toBe(forged.text);
    await retire(false);

    await expire(late.path);
    const expired = await ask(late.path, { 'accept-language': 'fr-CA' });
    expect(expired).toMatchObject({ status: 410, text: expect.stringContaining('<html lang="fr-CA">') });
    expect(expired.text).toContain('Ce lien n’est plus valable');
    expect((await press(late.path, expired, { do: 'accept' })).status).toBe(410);
    for (const { text } of [gone, forged, expired]) expect(text).not.toMatch(/Good2Talk|Kids Help|<form|[A-Z]-\d{3}-/);
    expect(expired.text).toContain('href="tel:211"');
    expect(forged.text).not.toContain('211');
  });

  const remove = async (path: string) => {
    const bearer = await test.signIn('supervisor');
    const answer = await fetch(`${await test.app.getUrl()}/api/v1${path}`, {
      method: 'DELETE',
      headers: { authorization: bearer },
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };

  it('is made by hand for an agency whose mail does not work, and lets it do all that the program lets it do', async () => {
    const safe = { 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' };
    const opened = await navigator.post('/cases', { program: 'dso', channel: 'phone', language: 'en' });
    const id = String(opened.body['id']);
    const { body } = await navigator.walk(id, [
      { ...safe, 'safety.safe_to_talk': 'yes' },
      { lang: 'en', caller_role: 'family', reason: 'developmental', postal: 'K1A 0B1', dob: '2008-11-20' },
      { existing: 'no', dd_known: 'yes', urgent: 'no', consent: 'yes' },
      { event: 'number-found', office_number: '613-555-0100' },
      'give-consent',
    ]);
    const [offer] = body['offers'] as { id: string }[];
    const make = async (referral = offer!.id) => {
      const made = await supervisor.post(`/referrals/${referral}/links`, {});
      expect(made).toMatchObject({ status: 201, body: { url: expect.any(String) } });
      return pathIn(String(made.body['url']));
    };
    const path = await make();
    let page = await press(path, await ask(path), { do: 'accept' });
    const doing = async (event: string, fields: Fields = {}): Promise<Shown> => {
      const here = page.next!;
      page = await press(here, await ask(here), { do: 'event', event, ...fields });
      return page;
    };
    for (const event of ['begin-review', 'find-eligible']) expect((await doing(event)).status).toBe(303);
    const here = page.next!;
    const missing = await press(here, await ask(here), {
      do: 'event',
      event: 'book-adss',
      'book-adss.adss_on': 'soon',
    });
    expect(missing).toMatchObject({ status: 422, text: expect.stringContaining('href="#book-adss.adss_on"') });
    expect((await doing('book-adss', { 'book-adss.adss_on': '2026-12-03' })).status).toBe(303);
    expect((await navigator.get(`/cases/${id}`)).body).toMatchObject({ state: 'adss', owner: { id: 'dso-eastern' } });
    // What the program does not let it do now is said, and the link stays good.
    expect((await press(page.next!, await ask(page.next!), { do: 'event', event: 'begin-review' })).status).toBe(409);

    // A link for reports that has expired sends a new one to the agency's own address, if it has one, and once.
    await test.database.ownerQuery(`UPDATE agencies SET link_to = 'dso@example.org' WHERE id = 'dso-eastern'`);
    await expire(page.next!);
    const expired = await ask(page.next!);
    expect(expired).toMatchObject({ status: 410, text: expect.stringContaining('value="renew"') });
    expect((await press(page.next!, expired, { do: 'renew' })).status).toBe(200);
    expect((await ask(page.next!)).status).toBe(404);
    const [mail] = await sent();
    expect(mail?.to).toBe('dso@example.org');
    const renewed = pathIn(mail!.text);
    page = await press(renewed, await ask(renewed), { do: 'show' });
    page = await ask(`${renewed}?step=other`, { cookie: 'told=1' });
    expect(page.text).toContain('?lang=en&amp;step=event.finish-adss');

    // Handed back, and taken again by another offer: what the agency says now, it says by that one's link.
    await takeAgain(offer!.id);
    for (const status of ['declined', 'completed', 'accepted']) {
      await test.database.ownerQuery('UPDATE referrals SET status = $2 WHERE id = $1', [offer!.id, status]);
      expect([status, (await ask(renewed)).status]).toEqual([status, 410]);
      expect((await press(renewed, page, { do: 'event', event: 'finish-adss' })).status).toBe(410);
    }
    expect((await navigator.get(`/cases/${id}`)).body['state']).toBe('adss');
    expect((await ask(await make(await takenLast(id)))).status).toBe(200);
  });

  it('tells nothing more once consent was taken back', async () => {
    const { path, id } = await offered();
    await navigator.post(`/cases/${id}/events`, { event: 'withdraw-consent', disclosure: 'brief' });
    const page = await press(path, await ask(path), { do: 'show' });
    expect(page.text).toContain('took their consent back');
    expect(page.text).not.toContain('<dl>');
  });

  it('tells a team on the road what is new, that it is urgent, and that it is called off: by mail and on its page', async () => {
    await test.database.ownerQuery(`UPDATE agencies SET link_to = 'taibu@example.org' WHERE id = 'taibu-chc'`);
    const { id, number, offer } = await dispatch(navigator);
    const news = async () => (await sent()).find(({ to }) => to === 'taibu@example.org')!;
    const path = pathIn((await news()).text);
    const taken = (await press(path, await ask(path), { do: 'accept' })).next!;
    await sent();
    test.clock.advance(60_000);
    await navigator.post(`/referrals/${offer.id}/messages`, { text: 'She is at the back door now.' });
    const written = await news();
    expect(written.subject).toContain('There is a new message');
    await navigator.walk(id, [{ event: 'change-facts', whereabouts: 'Third floor' }]);
    expect((await news()).subject).toContain('Something has changed');
    // We see whether they have read it: somebody pressed to, and no page that was opened or renewed itself counts.
    const told = async () => (await navigator.get(`/cases/${id}`)).body['agencyTold'];
    await ask(pathIn(written.text), { cookie: 'told=1' });
    expect(await told()).toMatchObject([
      { about: 'facts-changed', readAt: null, name: { en: expect.stringMatching(/TAIBU/) } },
    ]);
    const page = await press(pathIn(written.text), await ask(pathIn(written.text)), { do: 'show' });
    expect(await told()).toMatchObject([{ about: 'facts-changed', readAt: test.clock.now().toISOString() }]);
    expect(page.text).toMatch(/She is at the back door now\.[^]*Third floor <b>\(changed /);
    // What is said otherwise stands at the head of the page, before what is to be pressed.
    expect(page.text).toMatch(/This has changed:\s*<br \/>[^<]+<b>Third floor<\/b>[^]*What has happened\?/);
    expect(written.text).not.toMatch(/door|floor/);
    // Nothing that it tells moves with the clock alone: renewed, it is the same look.
    const reads = async () => (await audited(offer.id)).filter(({ action }) => action === 'read-referral').length;
    const before = await reads();
    for (let renewed = 0; renewed < 2; renewed++) {
      test.clock.advance(1000);
      expect((await ask(pathIn(written.text), { cookie: 'told=1' })).text).toContain('Third floor');
    }
    expect(await reads()).toBe(before);
    // What the team finds out itself it may say, too; a language by its name, since nobody knows its code.
    const noting = await ask(`${taken}&step=event.change-facts`, { cookie: 'told=1' });
    expect(noting.text).toMatch(/<option value="so"\s*>Somali</);
    const said = { do: 'event', event: 'change-facts', 'change-facts.lang': 'so' };
    const next = (await press(taken, await ask(taken), said)).next!;
    const { body } = await navigator.get(`/cases/${id}`);
    expect((body['answers'] as { question: string }[]).find(({ question }) => question === 'lang')).toMatchObject({
      value: 'so',
    });
    const { items: steps } = (await navigator.get(`/cases/${id}/history`)).body as { items: { by: object }[] };
    expect(steps.at(-1)?.by).toMatchObject({ name: null, agency: { en: expect.stringMatching(/TAIBU/) } });
    await sent();

    await navigator.walk(id, ['emergency-requested']);
    expect((await news()).subject).toContain('URGENT');
    expect((await press(next, await ask(next), { do: 'show' })).text).toMatch(
      /<b>Answer at [^<]+: No\. Not known now\.<\/b>/,
    );
    await navigator.walk(id, ['hand-over', 'still-on-the-way', { event: 'call-off', why: 'left' }]);
    const calledOff = await news();
    expect(calledOff).toMatchObject({
      to: 'taibu@example.org',
      subject: `CALLED OFF: do not go: ${number} / DÉCOMMANDÉ : n’y allez pas`,
    });
    expect(calledOff.text).not.toMatch(/newest|récent|left|partie/);
    // One of its own says why, whichever of the others was used up; and it does nothing else.
    const byMail = pathIn(calledOff.text);
    for (const path of [next, byMail]) {
      const over = await ask(path);
      expect([path, over.status]).toEqual([path, 410]);
      expect(over.text).toMatch(new RegExp(`Called off: do not go[^]*${number}[^]*the person has left`));
      expect(over.text).not.toMatch(/It was answered|<form/);
    }
    expect((await press(byMail, page, { do: 'event', event: 'depart' })).status).toBe(410);
    expect((await supervisor.post(`/referrals/${offer.id}/links`, {})).status).toBe(409);
    await remove(`/referrals/${offer.id}/links`);
    expect((await ask(byMail)).status).toBe(404);
    // A team left because it was not safe: the next one reads so before it says yes, on the page as in the brief.
    const { id: unsafe, offer: theirs } = await dispatch(navigator);
    await navigator.post(`/referrals/${theirs.id}/accept`, {});
    await navigator.walk(unsafe, [{ event: 'hand-back', why: 'unsafe' }]);
    const { body: made } = await navigator.post(`/referrals/${await takenLast(unsafe)}/links`, {});
    const opened = await ask(`${pathIn(String(made['url']))}?lang=en`);
    const left = /Not safe: a team left at [^<]+ because it was not safe\./;
    expect(opened.text).toMatch(left);
    expect(opened.text).not.toMatch(/taibu|<dd>/i);
    const shown = (await press(pathIn(String(made['url'])), opened, { do: 'accept' })).next!;
    expect((await ask(shown, { cookie: 'told=1' })).text).toMatch(/sécuritaire|Not safe/);
    const agency = new Desk(
      await test.app.getUrl(),
      await test.signIn('agency-worker', 'ontario-211', { agency: 'taibu-chc' }),
    );
    const { items } = (await agency.get('/alerts?waiting=true')).body as { items: Record<string, unknown>[] };
    expect(items.filter((one) => one['case'] === id)).toMatchObject([
      { about: 'called-off', number, reason: 'left', what: { en: 'Called off: do not go' } },
      // What was shown to somebody there who asked for it waits for nobody.
      { about: 'new-message' },
    ]);
    // That they do not go is read by whoever says so.
    expect(await told()).toMatchObject([{ about: 'called-off', readAt: null }]);
    const [off] = items.filter((one) => one['case'] === id);
    expect((await agency.post(`/alerts/${String(off?.['id'])}/seen`, {})).status).toBe(200);
    expect(await told()).toMatchObject([{ about: 'called-off', readAt: expect.any(String) }]);
    expect((await agency.get(`/cases/${id}`)).text).not.toContain('agencyTold');
    await test.database.ownerQuery(`UPDATE agencies SET link_to = NULL WHERE id = 'taibu-chc'`);
  });

  linksShownBefore(() => ({ test, navigator, ask, press }));

  it('does nothing for another website, nor for a form that is none', async () => {
    const { path, id } = await offered();
    const page = await ask(path);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }] as Fields[]) {
      expect((await press(path, page, { do: 'accept' }, headers)).status).toBe(403);
    }
    const foreign = await ask(path, { origin: 'https://elsewhere.example' }, { do: 'accept', press: wordOf(page) });
    expect(foreign.status).toBe(403);
    const json = await fetch((await test.app.getUrl()) + path, {
      method: 'POST',
      body: '<',
      headers: { 'content-type': 'text/xml' },
    });
    expect([json.status, json.headers.get('content-type')]).toEqual([415, 'text/html; charset=utf-8']);
    expect((await press(path, page, { do: 'everything' })).status).toBe(409);
    expect(await statusOf(id)).toEqual(['offered']);
  });

  it('that is guessed often is answered with a wait; a good one from the same address is served', async () => {
    const { path } = await offered();
    const guesses: number[] = [];
    for (let n = 0; n < 62; n++) guesses.push((await ask(`/link/${String(n).padStart(43, 'x')}`)).status);
    expect([guesses[0], guesses.at(-1)]).toEqual([404, 429]);
    expect((await ask(path)).status).toBe(200);
  });

  it('is shown in the demo, where nobody sends it', async () => {
    const { path } = await offered();
    const page = await ask('/demo/mail');
    expect(page.text).toMatch(new RegExp(`:\\n\\n<a href="[^"]+${path}\\?lang=en">`));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('a mail by SMTP', () => {
  let server: Server;
  const said: string[] = [];
  let refuses = false;
  /** As much of RFC 5321 as a sender needs. */
  const talk = (socket: Socket) => {
    let body = false;
    let rest = '';
    const take = (line: string) => {
      said.push(line);
      if (body) {
        if (line !== '.') return;
        body = false;
        socket.write('250 taken\r\n');
      } else if (line === 'DATA') {
        body = true;
        socket.write('354 go on\r\n');
      } else if (line.startsWith('RCPT') && refuses) socket.write('550 nobody of that name: desk@example.org\r\n');
      else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    };
    /** A line may come in pieces, on a busy machine in any. */
    const hear = (piece: string) => {
      const lines = (rest + piece).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    };
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      for (const piece of [text.slice(0, 7), text.slice(7)]) hear(piece);
    });
  };
  beforeAll(() => new Promise<void>((done) => (server = createServer(talk).listen(0, '127.0.0.1', done))));
  afterAll(() => new Promise((done) => server.close(done)));
  const mail = { to: 'desk@example.org', subject: 'An offer', text: 'https://front-door.example/link/x\n', id: 'one' };
  const mailer = () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return new SmtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Front Door <links@example.org>' });
  };

  it('goes to its one reader with a number of its own', async () => {
    await mailer().send(mail);
    expect(said).toEqual(
      expect.arrayContaining(['RCPT TO:<desk@example.org>', 'Message-ID: <one@example.org>', 'Subject: An offer']),
    );
  });

  it('takes a letter along', async () => {
    const letter = { filename: 'letter.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') };
    await mailer().send({ ...mail, attachments: [letter] });
    expect(said.join('\n')).toMatch(/Content-Type: application\/pdf[^]*filename=letter\.pdf/);
  });

  it('that nobody takes is told without naming the reader', async () => {
    refuses = true;
    await expect(mailer().send(mail)).rejects.toMatchObject({
      name: 'Undeliverable',
      message: 'the mail server did not take it (EENVELOPE 550)',
    });
  });
});
