import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { appOptions } from '../../apps/api/shell/options.js';
import type { DrawPicture, Scan } from '../../libs/documents/index.js';
import { OutboxPump, TimerPump } from '../../libs/platform/index.js';
import { heic, png } from '../../libs/documents/testing/files.js';
import { edited } from '../../libs/programs/reading/testing/fare.js';
import { again, applying } from '../../libs/programs/reading/testing/applying.js';
import { endpointsOf } from '../setup/endpoints.js';
import { Desk, safe } from '../faults/desk.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { householdOnline, openDoor } from '../setup/open-door.js';
import { type Fields, Person, said, seenIn, type Shown, wordIn } from '../setup/without-script.js';

const door = '/apply/ontario-211/applying';
const born = (year: string): Fields => ({
  do: 'answer',
  asked: 'born',
  'q.born.d': '1',
  'q.born.m': '2',
  'q.born.y': year,
});

const rent: Fields = { do: 'answer', asked: 'need', 'q.need': 'rent' };

const folderOf = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
};

describe('somebody who applies by themself', () => {
  let test: TestApp;
  let url: string;
  let navigator: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    await openDoor(test, 'applying', applying);
    await openDoor(test, 'household', householdOnline);
    await openDoor(test, 'again', again);
    url = await test.app.getUrl();
    navigator = await Desk.at(test);
  });
  afterAll(() => test.stop());
  let person: Person;
  const somebody = () => new Person(url, {});
  beforeEach(() => {
    // What was counted of the tests before is over.
    test.clock.advance(601_000);
    person = somebody();
  });

  async function begin(who = person, at = door) {
    const entry = await who.get(`${at}?lang=en`);
    test.clock.advance(5_000);
    const kept = await who.press(`${at}?lang=en`, { word: wordIn(entry) });
    expect(kept.status).toBe(200);
    const [number, code] = [...kept.text.matchAll(/<dd>([A-Z0-9-]+)<\/dd>/g)].map(([, key]) => key ?? '');
    return { number: number!, code: code! };
  }
  const form = `${door}/form?lang=en`;
  const cases = (program = 'applying') =>
    test.database.ownerQuery<{ id: string; state: string; number: string }>(
      'SELECT id, state, number FROM cases WHERE program_id = $1 ORDER BY opened_at, id',
      [program],
    );
  const papersOf = () =>
    test.database.ownerQuery('SELECT uploaded_as, status, bytes FROM documents ORDER BY received_at');
  const halves = () => test.database.ownerQuery('SELECT question, typed FROM unfinished_answers');
  const papersById = () =>
    test.database.ownerQuery<{ id: string }>('SELECT id FROM documents ORDER BY received_at, id');
  const newest = async (program?: string) => (await cases(program)).at(-1)!;

  it('reads what it is about and what to have at hand, in both languages, in little more than a page', async () => {
    for (const [language, words] of [
      ['en', /Start an application.*Proof of income.*|Proof of income.*Start an application/],
      ['fr', /Preuve de revenu.*Commencer une demande/],
    ] as const) {
      const entry = await person.get(`${door}?lang=${language}`);
      expect([entry.status, said(entry)]).toEqual([200, expect.stringMatching(words)]);
      expect(said(entry)).toMatch(/911.*9-8-8/);
      expect(entry.text).not.toMatch(/<script|https?:\/\/(?!localhost)/);
      expect(Buffer.byteLength(entry.text)).toBeLessThan(30_000);
      expect(Object.fromEntries(entry.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
      });
    }
    expect(await cases()).toEqual([]);
  });

  it('keeps each of many presses at one moment, whichever of them read the application before the others wrote it', async () => {
    await begin();
    await person.press(form, born('1990'));
    const { id } = await newest();
    const years = ['1981', '1982', '1983', '1984', '1985', '1986'];
    const devices = years.map(() => Object.assign(somebody(), { cookie: person.cookie }));
    const change = (year: string) => ({ ...(born(year) as Record<string, string>), change: 'born' });
    const taps = await Promise.all(devices.map((device, at) => device.press(form, change(years[at]!))));
    expect(taps.map(({ status }) => status)).toEqual(years.map(() => 200));
    const kept = await test.database.ownerQuery<{ year: string; version: number }>(
      `SELECT left(value #>> '{}', 4) AS year, version FROM facts WHERE case_id = '${id}' AND key = 'born' ORDER BY version`,
    );
    expect(kept.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(kept.map(({ year }) => year).sort()).toEqual([...years, '1990'].sort());
  });

  it('sends it in before its paper was checked: the paper answers later, though reviewers have it by then, and is drawn', async () => {
    const options = test.app.get<{ scan?: Scan | null; drawPicture?: DrawPicture | null }>(appOptions);
    Object.assign(options, { scan: () => Promise.resolve('unknown'), drawPicture: () => Promise.resolve(png) });
    await begin();
    await person.press(form, born('1990'));
    const asked = await person.press(form, rent);
    const seen = ({ text }: Shown) => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? '';
    await person.press(form, { do: 'event', event: 'give-consent', seen: seen(asked) });
    await person.send(door, 'proof', heic, 'IMG_0042.HEIC');
    const sure = await person.get(`${door}/form?event=send-in&lang=en`);
    await person.press(form, { do: 'event', event: 'send-in', seen: seen(sure) });
    const { id } = await newest();
    const proof = async () => {
      const { state, answers } = (await navigator.get(`/cases/${id}`)).body;
      return [
        state,
        (answers as { question: string; value: unknown }[]).find((one) => one.question === 'proof')?.value,
      ];
    };
    expect(await proof()).toEqual(['review', undefined]);
    options.scan = () => Promise.resolve('clean');
    test.clock.advance(61_000);
    await test.app.get(TimerPump).drainOnce();
    expect(await proof()).toEqual(['review', 'on-file']);
    await test.app.get(OutboxPump).drainOnce();
    expect((await navigator.get(`/cases/${id}/documents`)).body['items']).toMatchObject([
      { status: 'clean', picture: 'ready' },
    ]);
    // One that needs no scan is drawn for whoever sent it, too.
    Object.assign(options, { scan: null });
    await begin((person = somebody()));
    await person.press(form, born('1990'));
    await person.press(form, { do: 'event', event: 'give-consent', seen: seen(await person.press(form, rent)) });
    expect(said(await person.send(door, 'proof', heic, 'IMG_0043.HEIC'))).toContain('We have the file');
    await test.app.get(OutboxPump).drainOnce();
    const { body } = await navigator.get(`/cases/${(await newest()).id}/documents`);
    expect(body['items']).toMatchObject([{ status: 'unscanned', picture: 'ready' }]);
    Object.assign(options, { drawPicture: null });
    await test.database.ownerQuery('DELETE FROM document_parts; DELETE FROM documents');
  });

  it('answers one question after the other, sees how it looks, agrees, and sends it in', async () => {
    await begin();
    const first = await person.get(form);
    expect(said(first)).toMatch(/When were you born\?.*How it looks now.*Fund.*We still need your answer to: /);
    expect(said(first)).not.toMatch(/danger\?|Does it look right|Too young/);
    expect(said(await person.press(form, born('1990')))).toMatch(
      /What is it for\?.*likely: Eligible.*February 1, 1990/,
    );
    const second = await person.press(form, rent);
    expect(said(second)).toMatch(/May we call.*So that we can call you.*It stays with us.*likely: Eligible/);
    expect(second.text).not.toContain('Eligible</h1>');
    const seen = seenIn(second);
    const third = await person.press(form, { do: 'event', event: 'give-consent', seen });
    expect(said(third)).toMatch(/To be sent.*May we have your number\?.*Still to come from you.*Proof of income/);
    const fourth = await person.press(form, [
      ['do', 'answer'],
      ['asked', 'phone'],
      ['asked', 'proof'],
      ['q.phone', '807-555-0142'],
    ]);
    expect(said(fourth)).toMatch(/What you told us.*807-555-0142/);
    // A photo of it, by a form; what is no such file is said at its input, and nothing is lost.
    expect([(await person.send(door, 'proof', Buffer.alloc(0), '')).status, await papersOf()]).toEqual([422, []]);
    const wrong = await person.send(door, 'proof', Buffer.from('MZ this is a program'));
    expect([wrong.status, wrong.text]).toEqual([
      415,
      expect.stringMatching(/href="#file\.proof".*id="file\.proof-fault"/s),
    ]);
    // A film in the place of a photo: a browser listens to no answer before it has sent it all.
    const film = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(40_000_000)]);
    expect(await person.upload(`${door}/file?question=proof&lang=en`, film)).toBe(415);
    expect((await person.send(door, 'looks-right', png)).status).toBe(409);
    expect((await somebody().send(door, 'proof', png)).status).toBe(401);
    const options = test.app.get<{ scan?: Scan | null }>(appOptions);
    // One in which something is found later: they are told, and how to send it once more.
    options.scan = () => Promise.resolve('unknown');
    await person.send(door, 'proof', png);
    options.scan = () => Promise.resolve('infected');
    test.clock.advance(61_000);
    await test.app.get(TimerPump).drainOnce();
    const dropped = await person.get(form);
    expect(said(dropped)).toMatch(/Our virus check found something.*Proof of income\..*send it once more on this page/);
    expect(dropped.text).toContain('id="file.proof"');
    expect(said(await person.get(`${door}/form?lang=fr`))).toMatch(
      /Notre antivirus a trouvé.*Envoyez-le encore une fois/,
    );
    // While the scanner gives no answer it waits, and says so; then the step is theirs who sent it.
    options.scan = () => Promise.resolve('unknown');
    expect(said(await person.send(door, 'proof', png))).toMatch(/checking it for viruses.*Proof of income/);
    options.scan = () => Promise.resolve('clean');
    test.clock.advance(61_000);
    await test.app.get(TimerPump).drainOnce();
    expect([await papersOf(), said(await person.get(form))]).toMatchObject([
      [{ status: 'refused' }, { status: 'clean' }],
      expect.stringContaining('We have the file'),
    ]);
    options.scan = null;
    const taken = await person.send(door, 'proof', png);
    expect(said(taken)).not.toContain('Our virus check');
    expect([said(taken), await papersOf()]).toMatchObject([
      expect.not.stringContaining('Still to come from you'),
      [{ status: 'refused' }, { status: 'clean' }, { uploaded_as: 'client', status: 'unscanned', bytes: png.length }],
    ]);
    expect(said(taken)).toMatch(/Proof of income: choose a photo or a PDF \(15 MB at most\) We have the file/);
    const sure = await person.get(`${door}/form?event=send-in&lang=en`);
    expect(said(sure)).toMatch(/Are you sure\?.*Yes: Send it in/);
    const sent = await person.press(form, {
      ...{ do: 'event', event: 'send-in' },
      seen: seenIn(sure),
    });
    expect(said(sent)).toMatch(/Where it stands: Review.*Your application is with us/);
    expect(sent.text).not.toMatch(/Change:/);
    // On a computer of the library the page after sending has a way to be forgotten, too.
    expect(said(sent)).toContain('forget me on this device');
    // Two numbers, and each says what it is for.
    const number = (await newest()).number;
    const handle = /<dt>Number to come back<\/dt>\s*<dd>([A-Z0-9-]{9})<\/dd>/.exec(
      (await person.press(form, { do: 'rest' })).text,
    )?.[1];
    expect(said(sent)).toMatch(
      new RegExp(
        `Your numbers To come back here, with your code ${handle} If you call us, say this number\\..*${number}`,
      ),
    );
    expect(said(await person.get(`${door}/form?lang=fr`))).toMatch(
      new RegExp(
        `Vos numéros Pour revenir ici, avec votre code ${handle} Si vous nous appelez, donnez ce numéro.*${number}`,
      ),
    );
    expect(said(await person.press(form, { do: 'rest' }))).toContain('Forget me on this device');
    const back = await person.get(`${door}/form?event=withdraw-consent&lang=en`);
    const hidden = [...back.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(
      ([, name, value]) => [name!, value!] as const,
    );
    expect(said(await person.press(form, hidden))).not.toContain('Take back what I agreed to');
    const { id } = await newest();
    const { body } = await navigator.get(`/cases/${id}`);
    expect(body).toMatchObject({ state: 'review', owner: { kind: 'queue', id: 'reviewers' } });
    const happened = (await navigator.get(`/cases/${id}/history`)).body['items'] as { by: { role: string } }[];
    expect(new Set(happened.map(({ by }) => by.role))).toEqual(new Set(['client']));
    // Nobody of ours was there: no note has to be written, and nobody is told that it is late.
    const contacts = await test.database.ownerQuery(
      `SELECT status, owner_id FROM contacts k WHERE EXISTS (SELECT FROM cases c WHERE c.contact_id = k.id AND c.id = $1)`,
      [id],
    );
    expect(contacts).toEqual([{ status: 'closed', owner_id: null }]);
  });

  it('is told at the field what does not fit, keeps what was typed, and puts right what was said before', async () => {
    await begin();
    const nothing = await person.press(form, { do: 'answer', asked: 'born' });
    expect([nothing.status, said(nothing)]).toEqual([
      422,
      expect.stringContaining('Please answer, or choose “I would rather not say”: When were you born?'),
    ]);
    const wrong = await person.press(form, {
      do: 'answer',
      asked: 'born',
      'q.born.d': '31',
      'q.born.m': '2',
      'q.born.y': '1990',
    });
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringMatching(/<title>Please check:.*href="#q\.born".*value="31"/s),
    ]);
    for (const year of ['2099', '1800', '0000']) {
      const slip = await person.press(form, born(year));
      expect([slip.status, said(slip)]).toEqual([
        422,
        expect.stringContaining('check the day, the month and the year'),
      ]);
    }
    // Whoever stops with a slip finds it again, and it counts for nothing.
    await person.press(form, { ...(born('2099') as object), do: 'later' });
    expect(said(await person.get(form))).toMatch(/What you typed before is still here.*When were you born/);
    await person.press(form, born('2015'));
    const young = await person.press(form, rent);
    expect(said(young)).toMatch(
      /closed: Over.*Fund Not eligible\. It begins at 18\. What we looked at How old are you\?: 11 Other help There may be other help for you.*807-555-0100/,
    );
    await begin((person = somebody()));
    await person.press(form, born('1990'));
    const change = await person.get(`${door}/form?change=born&lang=en`);
    expect(change.text).toMatch(/name="q\.born\.y"[^>]*value="1990"/s);
    const changed = await person.press(form, { ...(born('1991') as object), change: 'born' });
    expect(said(changed)).toMatch(/February 1, 1991/);
    // What is half filled in goes when it is said, by whomever, and with the end.
    const agree = await person.press(form, rent);
    await person.press(form, { do: 'event', event: 'withhold-consent', seen: seenIn(agree) });
    await person.press(form, { do: 'keep', asked: 'phone', 'q.phone': '80' });
    expect(await halves()).toEqual([{ question: 'phone', typed: { 'q.phone': ['80'] } }]);
    await navigator.walk((await newest()).id, [{ phone: '807-555-0142' }]);
    expect(await halves()).toEqual([]);
    await person.press(form, { do: 'keep', asked: 'proof', 'q.proof': 'coming' });
    expect(await halves()).toMatchObject([{ question: 'proof' }]);
    const sure = await person.get(`${door}/form?event=withdraw&lang=en`);
    await person.press(form, { do: 'event', event: 'withdraw', seen: seenIn(sure) });
    expect([(await newest()).state, await halves()]).toEqual(['over', []]);
  });

  it('stops, and goes on elsewhere with number and code; neither is enough by itself, and nobody learns which was wrong', async () => {
    const { number, code } = await begin();
    const later = await person.press(form, { ...(born('1990') as object), do: 'later' });
    expect(said(later)).toMatch(new RegExp(`Your answers are saved.*${number}`));
    expect(later.text).not.toContain(code);
    const other = somebody();
    const resume = `${door}/resume?lang=en`;
    expect([(await other.get(form)).status, said(await other.get(form))]).toEqual([
      401,
      expect.stringContaining('Please come back with your code'),
    ]);
    const said1 = said(await other.press(resume, { number, code: 'AAAA-AAAA-AA' })).replaceAll(number, '');
    const said2 = said(await other.press(resume, { number: 'ZZZZ-ZZZZ', code })).replaceAll('ZZZZ-ZZZZ', '');
    expect(said1).toBe(said2);
    // The letters name the case by another number: people try that one.
    expect(said1).toContain('The number in our letters is for when you call us');
    expect((await other.press(resume, { number, code: 'A' })).text.match(/aria-invalid="true"/g)).toHaveLength(2);
    const back = await other.press(resume, { number: number.toLowerCase().replace('-', ' '), code });
    expect(said(back)).toMatch(/What is it for\?.*1990/);
    const renewed = await other.press(form, { do: 'new-code' });
    const [, next] = [...renewed.text.matchAll(/<dd>([A-Z0-9-]+)<\/dd>/g)].map(([, key]) => key ?? '');
    expect((await somebody().press(resume, { number, code })).status).toBe(422);
    expect((await somebody().press(resume, { number, code: next! })).status).toBe(200);
    const left = await other.press(form, { do: 'leave' });
    expect(said(left)).toContain('This device has forgotten you');
    expect((await other.get(form)).status).toBe(401);
    // Each page counts, and is not written down each time.
    const written = () =>
      test.database.ownerQuery('SELECT xmin::text, expires_at FROM application_tokens ORDER BY 2, 1');
    // And so is the log told of it: once an hour and device, beside its coming.
    const { id } = await newest();
    const looks = async () =>
      (
        await test.database.ownerQuery<{ at: Date; role: string }>(
          `SELECT at, role FROM audit WHERE action = 'read-application' AND subject->>'case' = '${id}' ORDER BY at`,
        )
      ).map(({ at, role }) => [role, at.getTime()]);
    test.clock.advance(59 * 60_000);
    await person.get(form);
    expect(await looks()).toEqual([]);
    test.clock.advance(11.9 * 3_600_000);
    const look = ['client', test.clock.now().getTime()];
    expect((await Promise.all([person.get(form), person.get(form)])).map(({ status }) => status)).toEqual([200, 200]);
    const before = await written();
    test.clock.advance(120_000);
    expect([(await person.get(form)).status, await written()]).toEqual([200, before]);
    test.clock.advance(57 * 60_000);
    expect([(await person.get(form)).status, await looks()]).toEqual([200, [look]]);
    test.clock.advance(11.9 * 3_600_000);
    expect((await person.get(form)).status).toBe(200);
    expect(await looks()).toEqual([look, ['client', test.clock.now().getTime()]]);
    // Twelve hours without a page, and the device has to ask again.
    test.clock.advance(12.1 * 3_600_000);
    expect((await person.get(form)).status).toBe(401);
  });

  it('cannot guess a code: after ten wrong ones nothing opens it for an hour', async () => {
    const { number, code } = await begin();
    const resume = `${door}/resume?lang=en`;
    for (let guess = 0; guess < 10; guess++) {
      expect((await somebody().press(resume, { number, code: `AAAAAAAAA${guess}` })).status).toBe(422);
    }
    expect((await somebody().press(resume, { number, code })).status).toBe(422);
    test.clock.advance(3_600_001);
    expect((await somebody().press(resume, { number, code })).status).toBe(200);
    test.clock.advance(601_000);
    const tried = [];
    for (let guess = 0; guess < 32; guess++)
      tried.push((await somebody().press(resume, { number: 'X', code: 'Y' })).status);
    expect([tried.filter((status) => status === 422).length, tried.at(-1)]).toEqual([30, 429]);
  });

  it('sees of each benefit by itself what it is, why, by what of theirs, and where else there is help', async () => {
    const at = '/apply/ontario-211/affordable-access';
    await begin(person, at);
    const page = `${at}/form?lang=en`;
    const one = (id: string, value: string) => person.press(page, { do: 'answer', asked: id, [`q.${id}`]: value });
    const first = said(await person.get(page));
    expect(first).toMatch(
      /Half-price bus pass We still need your answer to: Benefit wanted · .* Recreation credit We still need your answer to: Benefit wanted/,
    );
    // What ends it all is a line below everything, and no button among those that go on.
    expect((await person.get(page)).text).toMatch(
      /<h2>How it looks now<\/h2>.*<p class="aside">\s*<a href="[^"]*event=withdraw-application[^"]*">\s*Withdraw the application\s*<\/a\s*>\s*<\/p>\s*<\/main>/s,
    );
    expect(said(await person.get(`${at}?lang=en`))).toContain(
      'You can apply for: Half-price bus pass · Recreation credit',
    );
    // Before anybody begins: whom it is for, who collects what they tell us, for how long, and whom to ask; no limit that changes.
    const entry = said(await person.get(`${at}?lang=en`));
    expect(entry).toMatch(
      /For people aged 18 and older.*What happens to what you tell us 211 North, .* collects .*Two years after .*Questions about this\? Call us: \S+.*Start an application/,
    );
    expect(entry).not.toContain('$');
    const french = await person.get(`${at}?lang=fr`);
    expect(said(french)).toMatch(/18 ans et plus.*Ce que deviennent vos renseignements 211 North, .*Deux ans après/);
    expect(Buffer.byteLength(french.text)).toBeLessThan(30_000);
    await one('want', 'both');
    await one('city', 'yes');
    expect((await person.get(page)).text).toMatch(
      /autocomplete="bday-day".*autocomplete="bday-month".*autocomplete="bday-year"/s,
    );
    await person.press(page, { do: 'answer', asked: 'dob', 'q.dob.d': '4', 'q.dob.m': '5', 'q.dob.y': '1990' });
    await one('benefits', 'ow');
    const aided = said(await one('transit_aid', 'yes'));
    expect(aided).toMatch(
      /pass By what you told us, likely not eligible\. OW, ODSP or Passport already helps with the bus\./,
    );
    expect(aided).toMatch(
      /Recreation credit We still need your answer to: .*Other help For other help with the bus.*call 2-1-1/,
    );
    expect(aided).toMatch(/Who lives in your household\?.*Person 1 First name.*Add another person/);
    expect(aided).toMatch(/We still need your answer to: Household · Survey at the end/);
    const income = (amount: string) =>
      person.press(page, [
        ['do', 'answer'],
        ['asked', 'household'],
        ['q.household.n', '1'],
        ['q.household.0.relation', 'applicant'],
        ['q.household.0.employment', amount],
      ]);
    expect(said(await income('much'))).toContain(': Person 1, Pay in a year');
    const rest = said(await income('30000'));
    expect(rest).toContain('Person 1 – Who this is: Me, Pay in a year: $30,000.00');
    expect(rest).toMatch(
      /Recreation credit By what you told us, likely not eligible\. The income is above the limit.*Age: \d+ .*Household income: \$30,000\.00 \(Income limit since July 1, 2023: \$23,696\.00\)/,
    );
    expect(rest).toMatch(/Other help For other help with the bus.*For sports and recreation that cost little/);
    // What staff see and what the house works out is told to nobody: in which month, and what is counted as the reason.
    expect(rest).not.toMatch(/Result:|Month|Why not|Came in on|What they may have/);
    expect(said(await person.get(page.replace('en', 'fr')))).toMatch(
      /probablement pas admissible\. .*Plafond de revenu/,
    );
  });

  it('reads letters, sees its place in line, and takes a file back, as long as it lies with them and on their device', async () => {
    // The real program, all of whose bus passes are somebody's.
    const files = await folderOf('config/programs/affordable-access');
    const none = edited(files, [['program.yaml', 'is: 240 }', 'is: 0 }']]);
    const gate = await folderOf('config/fragments/safety-gate@1');
    await openDoor(test, 'affordable-access', none, { 'safety-gate@1': gate });
    const at = '/apply/ontario-211/affordable-access';
    await begin(person, at);
    const { id } = await newest('affordable-access');
    const page = `${at}/form?lang=en`;
    const tell = (...answers: (readonly [string, string])[]) =>
      person.press(page, [
        ['do', 'answer'],
        ...answers.map(([q]) => ['asked', q.split('.')[0]!] as const),
        ...answers.map(([q, value]) => [`q.${q}`, value] as const),
      ]);
    for (const [q, value] of Object.entries({ want: 'both', city: 'yes', benefits: 'none', survey_consent: 'yes' }))
      await tell([q, value]);
    await tell(['dob.d', '4'], ['dob.m', '5'], ['dob.y', '1990']);
    await tell(['household.n', '1'], ['household.0.relation', 'applicant'], ['household.0.employment', '20000']);
    const names = [
      ['first_name', 'Ann'],
      ['last_name', 'Côté'],
      ['home_address', '12 River Street'],
    ] as const;
    expect((await person.get(page)).text).toMatch(
      /<input[^>]*autocomplete="given-name".*<input[^>]*autocomplete="family-name".*<input[^>]*inputmode="email"[^>]*autocomplete="email"/s,
    );
    // Under a name the program offers no “I would rather not say”; under an address it stands.
    expect((await person.get(page)).text).not.toContain('_name.not"');
    expect((await person.get(page)).text).toContain('home_address.not"');
    const unnamed = await tell(['first_name.not', 'prefer-not']);
    expect([unnamed.status, said(unnamed)]).toEqual([
      422,
      expect.stringContaining('Please answer: What is your first name?'),
    ]);
    expect(said(await tell(...names, ['email', 'ann at home'], ['phone', '']))).toContain(
      'Please write an e-mail address',
    );
    await tell(...names, ['email', ''], ['phone', '']);
    await person.send(at, 'proof_address', png);
    await person.send(at, 'proof_income', png);
    const both = await person.send(at, 'proof_income', png);
    expect(said(both)).toMatch(
      /Files that you sent Proof of address, sent on .* Remove Proof of income, sent on .* Remove/,
    );
    const remove = `${at}/remove?n=3&lang=en`;
    const fileIn = ({ text }: Shown) => ({ file: /name="file" value="([^"]+)"/.exec(text)?.[1] ?? '' });
    const asked = await person.get(remove);
    expect(said(asked)).toMatch(/Remove this file: Proof of income.*taken away for good/);
    expect((await somebody().press(remove, fileIn(asked))).status).toBe(401);
    const stranger = somebody();
    await begin(stranger, at);
    expect((await stranger.press(remove, fileIn(asked))).status).toBe(409);
    expect(said(await person.press(remove, fileIn(asked)))).not.toContain('Still to come from you');
    const last = await person.get(`${at}/remove?n=2&lang=en`);
    expect(said(await person.press(remove, fileIn(last)))).toMatch(/Still to come from you Proof of income/);
    expect((await person.press(remove, fileIn(last))).status).toBe(409);
    const audited = () =>
      test.database.ownerQuery<{ action: string }>(
        `SELECT action FROM audit WHERE role = 'client' AND subject->>'case' = $1 AND action ~ 'letter|remove' ORDER BY at`,
        [id],
      );
    expect(await audited()).toEqual([{ action: 'remove-document' }, { action: 'remove-document' }]);
    await person.send(at, 'proof_income', png);
    const seen = /name="seen" value="(\d+)"/.exec((await person.get(`${page}&event=send-application`)).text)?.[1] ?? '';
    const sent = await person.press(page, { do: 'event', event: 'send-application', seen });
    // Now it lies with those who decide.
    expect(said(sent)).toMatch(/Where it stands: Review.*Files that you sent Proof of address/);
    expect(sent.text).not.toContain('/remove?');
    const { documents } = { documents: await papersById() };
    expect((await person.press(remove, { file: documents.at(-1)!.id })).status).toBe(409);
    await (await Desk.at(test, 'reviewer')).walk(id, ['decide-application']);
    const decided = await person.get(page);
    expect(said(decided)).toMatch(
      /Your places You have: Recreation credit, \d{4}\. You are 1st in line: Half-price bus pass, \d{4}\. Letters to you Recreation credit, .*Our decision on your application, /,
    );
    // To give it all back is not what the page is for.
    expect(decided.text).toMatch(/class="push "[^>]*event=give-back/);
    const french = await person.get(page.replace('=en', '=fr'));
    expect(said(french)).toMatch(/Vous avez la 1re place dans la file : Laissez-passer/);
    const number = /letter\?n=(\d+)[^>]*>Our decision/.exec(decided.text)?.[1] ?? '';
    const letter = await person.get(`${at}/letter?n=${number}&lang=en`);
    expect(said(letter)).toMatch(
      /Our decision on your application.*Ann Côté.*12 River Street.*Bus pass: you may have one, and every place is taken now/,
    );
    expect(said(letter)).toMatch(/Recreation credit: yes.*What you have not used by December 31, \d{4}\s*, ends\./);
    // Until when, as a day there and not as a number of days.
    const asking = await (await Desk.signIn(url)).post(`/cases/${id}/letters/preview`, { letter: 'missing-papers' });
    const until = new Date(test.clock.now().getTime() + 30 * 86_400_000);
    const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'America/Toronto' }).format(until);
    expect(asking.body['html']).toContain(`Please send what is missing by <bdi>${day}</bdi>`);
    expect(letter.text).not.toMatch(/<script|<style>[^<]*<\/style>\s*<style/);
    const pdf = await fetch(`${url}${at}/letter.pdf?n=${number}`, { headers: { cookie: person.cookie } });
    expect([pdf.headers.get('content-type'), pdf.headers.get('cache-control'), (await pdf.text()).slice(0, 5)]).toEqual(
      ['application/pdf', 'no-store', '%PDF-'],
    );
    const done = (await audited()).map(({ action }) => action).sort();
    expect(done).toEqual(['read-letter', 'read-letter', 'remove-document', 'remove-document']);
    // Nobody else reads it: not on another device, not with another application, and not by a number that there is not.
    expect((await somebody().get(`${at}/letter?n=${number}`)).status).toBe(401);
    expect(said(await stranger.press(`${at}/form?lang=en`, { do: 'answer' }))).not.toContain('Letters to you');
    for (const path of ['letter', 'letter.pdf']) {
      const other = await fetch(`${url}${at}/${path}?n=${number}`, {
        headers: { cookie: stranger.cookie },
        redirect: 'manual',
      });
      expect([path, other.status]).toEqual([path, 303]);
    }
    await person.press(page, { do: 'leave' });
    expect((await person.get(`${at}/letter?n=${number}`)).status).toBe(401);
  });

  it('tells who lives there, one line each: lines come and go by buttons, and each cell says what it lacks', async () => {
    const home = '/apply/ontario-211/household';
    const at = `${home}/form?lang=en`;
    const keys = await begin(person, home);
    const list = await person.get(at);
    expect(said(list)).toMatch(
      /Who lives in the household\?.*Line 1.*Pay a year.*We still need your answer to: Household/,
    );
    const rows = (count: number, cells: Readonly<Record<string, string>>): [string, string][] => [
      ['asked', 'household'],
      ['q.household.n', String(count)],
      ...Object.entries(cells).map(([cell, value]): [string, string] => [`q.household.${cell}`, value]),
    ];
    const one = {
      '0.relation': 'client',
      '0.born.d': '2',
      '0.born.m': '4',
      '0.born.y': '1990',
      '0.employment': '$20,000',
    };
    const more = await person.press(at, [...rows(1, { ...one, '0.pension': '1 250,50' }), ['row', '+ q.household']]);
    expect(said(more)).toContain('Line 2');
    expect(more.text).toMatch(/value="\$20,000"/);
    // No browser has to stay open: what was typed is there again, also on another device, and counts for nothing yet.
    const again = await person.get(at);
    expect([said(again), again.text]).toEqual([
      expect.stringMatching(/It counts when you press.*Line 2.*We still need your answer to: Household/),
      expect.stringMatching(/value="\$20,000".*value="1 250,50"/s),
    ]);
    const half = await person.press(at, [...rows(1, { ...one, '0.born.y': '' }), ['do', 'later']]);
    expect(said(half)).toMatch(/Your answers are saved.*half filled in is kept/);
    const elsewhere = somebody();
    const back = await elsewhere.press(`${home}/resume?lang=en`, keys);
    expect(back.text).toMatch(/value="2".*value="4" selected.*value="\$20,000"/s);
    expect((await elsewhere.press(at, [...rows(1, { '0.name': 'M\0i' }), ['do', 'keep']])).status).toBe(204);
    expect((await person.get(at)).text).toContain('value="Mi"');
    expect((await person.press(at, { do: 'keep', asked: 'nothing', 'q.nothing': 'x' })).status).toBe(409);
    expect(said(await person.press(at, [...rows(1, {}), ['do', 'drop']]))).not.toContain('It counts when');
    expect(await halves()).toEqual([]);
    const fewer = await person.press(at, [...rows(2, { ...one, '1.name': 'Zoé' }), ['row', '-0 q.household']]);
    expect([fewer.text.includes('value="Zoé"'), said(fewer).includes('Line 2')]).toEqual([true, false]);
    const lacks = await person.press(at, [
      ...rows(2, { ...one, '1.born.d': '1', '1.born.m': '1', '1.born.y': '2015' }),
      ['do', 'answer'],
    ]);
    expect([lacks.status, lacks.text]).toEqual([
      422,
      expect.stringMatching(/href="#q\.household\.1\.relation">[^<]*line 2, .*id="q\.household\.1\.relation-fault"/s),
    ]);
    const child = { '1.relation': 'child', '1.born.d': '1', '1.born.m': '1', '1.born.y': '2015', '1.pension': '0' };
    const done = await person.press(at, [...rows(2, { ...one, '0.pension': '1 250,50', ...child }), ['do', 'answer']]);
    expect(said(done)).toMatch(/likely: Within the limit/);
    expect(await halves()).toEqual([]);
    // Where only somebody of ours has something to do, it says so.
    expect(said(done)).toMatch(/Where it stands: .*Your application is with us/);
    const [kept] = await test.database.ownerQuery<{ value: unknown }>(
      `SELECT value FROM facts WHERE key = 'household' ORDER BY at DESC LIMIT 1`,
    );
    expect(kept?.value).toMatchObject([
      { relation: 'client', born: '1990-04-02', employment: 2_000_000, pension: 125_050 },
      { relation: 'child', pension: 0 },
    ]);
  });

  it('waits a moment where a machine would not, and is let in all the same', async () => {
    const entry = await person.get(door);
    const before = (await cases()).length;
    const soon = await person.press(door, { word: wordIn(entry) });
    expect([soon.status, said(soon)]).toEqual([409, expect.stringContaining('Please wait a moment')]);
    expect(wordIn(soon)).toBe(wordIn(entry));
    for (const word of ['', 'forged', wordIn(entry).replace(/^./, 'x')]) {
      expect((await person.press(door, { word })).status).toBe(409);
    }
    test.clock.advance(5_000);
    expect((await person.press(door, { word: wordIn(entry), website: 'https://example.org' })).status).toBe(409);
    expect((await person.press(door, { word: wordIn(entry) })).status).toBe(200);
    for (let more = 0; more < 4; more++) await begin(somebody());
    const sixth = somebody();
    const page = await sixth.get(door);
    test.clock.advance(5_000);
    expect((await sixth.press(door, { word: wordIn(page) })).status).toBe(409);
    test.clock.advance(25_000);
    expect((await sixth.press(door, { word: wordIn(page) })).status).toBe(200);
    expect((await cases()).length).toBe(before + 6);
    // Loaded again, the page that told number and code begins nothing.
    expect((await sixth.press(door, { word: wordIn(page) })).status).toBe(200);
    expect((await cases()).length).toBe(before + 6);
  });

  it('is not acted for by another website, nor by a token of another tenant, nor by what was read before it changed', async () => {
    await begin();
    const { id } = await newest();
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': '', origin: 'https://example.org' },
    ] as Record<string, string>[]) {
      if (headers['sec-fetch-site'] === '') delete headers['sec-fetch-site'];
      const answer = await person.press(form, born('1990'), { 'sec-fetch-site': 'cross-site', ...headers });
      expect(answer.status).toBe(403);
    }
    expect((await newest()).state).toBe('form');
    expect((await person.get('/apply/greater-montreal/applying/form')).status).toBe(404);
    for (const path of ['/apply/ontario-211/tccs', '/apply/ontario-211/nobody', '/apply/%00/x', '/apply/..%2f/x'])
      expect([path, (await person.get(path)).status]).toEqual([path, 404]);
    // Forged: what staff alone say, and what is not asked.
    await person.press(form, born('1990'));
    await person.press(form, rent);
    const forged: readonly Readonly<Record<string, string>>[] = [
      { do: 'answer', asked: 'looks-right', 'q.looks-right': 'yes' },
      { do: 'event', event: 'approve' },
      { do: 'event', event: 'give-consent', seen: '1' },
    ];
    for (const fields of forged) expect((await person.press(form, fields)).status).toBe(409);
    await person.press(form, {
      do: 'event',
      event: 'withhold-consent',
      seen: String((await navigator.get(`/cases/${id}`)).body['revision']),
    });
    expect((await newest()).state).toBe('sending');
    const proof = await person.press(form, { do: 'answer', asked: 'proof', 'q.proof': 'on-file' });
    expect([proof.status, (await navigator.get(`/cases/${id}`)).body['answers']]).toEqual([
      422,
      expect.not.arrayContaining([expect.objectContaining({ question: 'proof' })]),
    ]);
  });

  it('goes on over the web with what was begun by phone, and by phone with what was begun on the web', async () => {
    navigator = await Desk.signIn(url);
    const asked = await navigator.openCase('applying');
    const give = (id: string, body: object, key: string) =>
      navigator.post(`/cases/${id}/application-code`, body, { 'idempotency-key': key });
    // Within the call nobody has to say who they are; a repeated request has the same code, and no table has it.
    const [first, again] = [await give(asked, { checked: false }, 'one'), await give(asked, { checked: false }, 'one')];
    const { number, code, address } = first.body as Record<string, string>;
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect(address).toMatch(/^[^/]+\/apply\/ontario-211\/applying\/resume$/);
    const kept = await test.database.ownerQuery<{ row: string }>(
      `SELECT convert_from(body, 'UTF8') AS row FROM idempotency_keys WHERE key = 'one' UNION ALL SELECT subject::text FROM audit`,
    );
    expect(kept.filter(({ row }) => row.includes(number!))).toHaveLength(1);
    expect(kept.filter(({ row }) => row.includes(code!))).toEqual([]);
    const resume = `/apply/ontario-211/applying/resume?lang=en`;
    await navigator.walk(asked, [{ danger: 'no' }, { born: '1990-02-01' }]);
    expect(said(await person.press(resume, { number: number!, code: code! }))).toMatch(
      /What is it for\?.*February 1, 1990/,
    );
    expect(said(await person.press(form, rent))).toMatch(/May we call/);
    const { body } = await navigator.get(`/cases/${asked}`);
    expect([body['online'], (body['answers'] as { question: string }[]).map(({ question }) => question)]).toEqual([
      true,
      expect.arrayContaining(['born', 'need']),
    ]);
    // Whoever calls about what they began on the web says the number that stands there; a code takes who they are.
    const web = await begin((person = somebody()));
    const found = (await navigator.get(`/cases?number=${web.number.toLowerCase()}`)).body['items'] as { id: string }[];
    expect(found).toMatchObject([{ id: (await newest()).id }]);
    const id = found[0]!.id;
    expect((await give(id, { checked: false }, 'two')).body['errors']).toMatchObject([{ pointer: '/checked' }]);
    const next = (await give(id, { checked: true }, 'three')).body as Record<string, string>;
    expect(next['number']).toBe(web.number);
    expect((await somebody().press(resume, { number: web.number, code: web.code })).status).toBe(422);
    expect((await somebody().press(resume, { number: web.number, code: next['code']! })).status).toBe(200);
    await navigator.walk(id, [{ born: '1990-02-01' }, { need: 'rent' }]);
    expect(said(await person.get(form))).toMatch(/May we call/);
    const rows = await test.database.ownerQuery(
      `SELECT subject FROM audit WHERE action = 'give-application-code' ORDER BY at`,
    );
    expect(rows).toEqual([{ subject: { case: asked, checked: false } }, { subject: { case: id, checked: true } }]);
    // A program that nobody enters over the web has no such code, nor has what has ended.
    const other = await navigator.openCase();
    expect([
      (await give(other, { checked: true }, 'four')).body['type'],
      (await navigator.get(`/cases/${other}`)).body['online'],
    ]).toEqual(['/problems/not-over-the-web', undefined]);
  });

  it('is asked how it was at the end of the year: reminded by letter, and by whoever calls them, which ends it', async () => {
    const year = test.clock.now().getUTCFullYear();
    const amina = async () => (navigator = await Desk.signIn(url));
    const id = await (await amina()).openCase('affordable-access');
    const papers = { proof_income: 'on-file', proof_address: 'on-file' };
    const zoe = { first_name: 'Zoé', last_name: 'Roy', home_address: '8 Lake Road, P7B 3C3', phone: '807-555-0155' };
    const household = [{ name: 'Zoé', relation: 'applicant', employment: 1_500_000 }];
    const fits = {
      want: 'recreation',
      city: 'yes',
      dob: '1990-02-01',
      benefits: 'none',
      household,
      survey_consent: 'yes',
    };
    await navigator.walk(id, [safe, fits, zoe, papers, 'send-application']);
    const reviewer = async () => new Desk(url, await Desk.tokenAt(url, { role: 'reviewer' }));
    await (await reviewer()).walk(id, ['take-over', 'decide-application']);
    const until = async (day: string) => {
      test.clock.set(day);
      for (let round = 0; round < 3; round++) await test.app.get(TimerPump).drainOnce();
      return (await (await amina()).get(`/cases/${id}`)).body;
    };
    expect((await until(`${year + 1}-01-02T15:00:00Z`))['state']).toBe('survey');
    const reminded = await until(`${year + 1}-01-25T15:00:00Z`);
    expect([
      reminded['state'],
      reminded['owner'],
      (reminded['questions'] as { id: string }[]).map((one) => one.id),
    ]).toEqual(['survey-reminded', { kind: 'queue', id: 'navigators' }, ['used_it', 'difference']]);
    const letters = (await (await reviewer()).get(`/cases/${id}/letters`)).body['items'] as { letter: string }[];
    expect(letters.map(({ letter }) => letter)).toEqual(expect.arrayContaining(['year-over', 'survey-reminder']));
    // It waits in the queue of whoever calls people; what was said by phone counts as what was said on the web.
    const mine = (await navigator.get('/cases?mine=true&limit=200')).body['items'] as { id: string }[];
    expect(mine.map((one) => one.id)).toContain(id);
    const ended = await navigator.walk(id, [{ used_it: 'often' }, { difference: 'prefer-not' }, 'finish-survey']);
    expect(ended.body).toMatchObject({ kind: 'end', disposition: 'approved_rec', needs: [{ status: 'met' }] });
    const told = (await navigator.get(`/cases/${id}/history`)).body['items'] as {
      event: string;
      by: { role: string };
    }[];
    expect(told.at(-1)).toMatchObject({ event: 'finish-survey', by: { role: 'navigator' } });
  });

  it('has a cookie that no script reads and that opens nothing of the API', async () => {
    const entry = await person.get(door);
    test.clock.advance(5_000);
    const answer = await person.press(door, { word: wordIn(entry) });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^application=[\w-]{43}; Path=\/apply\/ontario-211\/applying; Max-Age=43200; HttpOnly; SameSite=Lax$/,
    );
    const token = cookie.slice('application='.length, 'application='.length + 43);
    const { id } = await newest();
    for (const { path, method, allowed } of endpointsOf(test.document)) {
      if (allowed.includes('everybody')) continue;
      const sent = { cookie: `application=${token}`, authorization: `Bearer ${token}` };
      const found = await fetch(url + path.replaceAll(/\{\w+\}/g, id), { method: method.toUpperCase(), headers: sent });
      expect([path, method, found.status]).toEqual([path, method, 401]);
    }
    const kept = JSON.stringify(await test.database.ownerQuery('SELECT * FROM application_tokens'));
    expect(kept).not.toContain(token);
    // Whoever else is at the same place is not held up by what this device does.
    const options = test.app.get<{ requestsPerMinute: number | null }>(appOptions);
    options.requestsPerMinute = 500;
    const limits = [];
    for (const who of [person, person, somebody(), person]) limits.push((await who.get(form)).headers);
    options.requestsPerMinute = null;
    const left = limits.map((headers) =>
      ['limit', 'remaining'].map((each) => Number(headers.get(`ratelimit-${each}`))),
    );
    expect(left).toEqual([
      [50, 49],
      [20, 18],
      [50, 49],
      [20, 17],
    ]);
  });

  it('applies again from November on, and is shown what they said, which counts once they have checked it', async () => {
    const at = '/apply/ontario-211/again';
    const [page, resume] = [`${at}/form?lang=en`, `${at}/resume?lang=en`];
    const seenIn = ({ text }: Shown) => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? '';
    const keys = await begin(person, at);
    await person.press(page, born('1990'));
    const agree = await person.press(page, rent);
    await person.press(page, { do: 'event', event: 'give-consent', seen: seenIn(agree) });
    await person.press(page, { do: 'answer', asked: 'phone', 'q.phone': '807-555-0142' });
    const sending = await person.get(`${page}&event=send-in`);
    const has = await person.press(page, { do: 'event', event: 'send-in', seen: seenIn(sending) });
    const year = test.clock.now().getUTCFullYear();
    expect(said(has)).toContain(`Apply for next year: from November 1, ${year} on`);
    expect(has.text).not.toContain('event=renew');
    test.clock.set(`${year}-11-02T15:00:00Z`);
    const back = await person.press(resume, { number: keys.number, code: keys.code });
    expect(back.text).toContain('event=renew');
    const asked = await person.get(`${page}&event=renew`);
    expect(said(asked)).toMatch(/So that you need not say it all again.*show you again.*When were you born\?.*number/);
    // A double tap begins one, and the code on the page that is seen opens it.
    const press = { do: 'event', event: 'renew', seen: seenIn(asked) };
    const other = somebody();
    other.cookie = person.cookie;
    const taps = await Promise.all([person.press(page, press), other.press(page, press)]);
    const rows = await test.database.ownerQuery<{ id: string; before: string; number: string }>(
      `SELECT n.id, b.id AS before, b.number FROM cases n JOIN cases b ON b.id::text = n.renews->>'case' WHERE n.program_id = 'again'`,
    );
    expect([taps.map(({ status }) => status), rows.length]).toEqual([[200, 200], 1]);
    const codes = taps.map(({ text }) => [...text.matchAll(/<dd>([A-Z0-9-]+)<\/dd>/g)].map(([, key]) => key ?? ''));
    const opened = await Promise.all(
      codes.map(([number, code]) => somebody().press(resume, { number: number!, code: code! })),
    );
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 422]);
    const first = await person.get(page);
    expect(said(first)).toMatch(
      /When were you born\?.*From your last application \(.*\). Please check it\..*We still need/,
    );
    expect(first.text).toMatch(/name="q.born.y"[^>]*value="1990"|value="1990"[^>]*name="q.born.y"/);
    const facts = async () =>
      (await test.database.ownerQuery<{ key: string }>('SELECT key FROM facts WHERE case_id = $1', [rows[0]!.id])).map(
        ({ key }) => key,
      );
    // Whoever stops for today has checked nothing.
    await person.press(page, { ...(born('1990') as Record<string, string>), do: 'later' });
    expect(await facts()).not.toContain('born');
    expect(said(await person.press(page, born('1990')))).toMatch(/What is it for\?.*likely: Eligible/);
    expect(await facts()).toEqual(expect.arrayContaining(['born', 'age']));
    navigator = await Desk.signIn(url);
    const history = async (id: string) =>
      (
        (await navigator.get(`/cases/${id}/history`)).body['items'] as { event: string; sentence: { en: string } }[]
      ).map(({ event, sentence }) => `${event}: ${sentence.en}`);
    expect((await history(rows[0]!.id))[0]).toContain(`It follows ${rows[0]!.number}`);
    const now = (await navigator.get(`/cases/${rows[0]!.id}`)).body as Record<string, unknown>;
    expect((await history(rows[0]!.before)).at(-1)).toContain(`${String(now['number'])} was opened`);
    expect(now['questions']).toEqual([
      expect.objectContaining({ id: 'need', earlier: expect.objectContaining({ value: 'rent', by: null }) }),
    ]);
    // The application before leads on; and what they take back there is not shown any more.
    const old = somebody();
    const before = await old.press(resume, { number: keys.number, code: keys.code });
    expect(said(before)).toContain('You have started a new application.');
    const taking = await old.get(`${page}&event=withdraw-consent`);
    await old.press(page, {
      ...{ do: 'event', event: 'withdraw-consent', 'f.disclosure': 'reuse' },
      seen: seenIn(taking),
    });
    test.clock.advance(61_000);
    expect(said(await old.press(page, { do: 'follow' }))).toMatch(/What is it for\?/);
    expect(said(await old.get(page))).not.toContain('From your last application');
  });
});
