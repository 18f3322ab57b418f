import { beforeAll, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { heic, png } from '../../libs/documents/testing/files.js';
import { appOptions, type AppOptions } from '../../apps/api/shell/options.js';
import { drawPicture } from '../../libs/documents/index.js';
import { OutboxPump } from '../../libs/platform/index.js';
import { formatProblems, readProgram, seedProgram } from '../../libs/programs/index.js';
import { fares } from '../../libs/programs/reading/testing/fares.js';
import { Desk as ApiDesk } from '../faults/desk.js';
import { Desk, pressOn, type Spoken } from './desk.js';
import { tooSmallForThumbs } from './thumbs.js';
import type { Place } from './timeline.js';

/** With SCREENSHOTS=<folder>, a picture of each screen is left there to look at, in both languages and widths. */
async function look(desk: Desk, name: string): Promise<void> {
  const to = process.env['SCREENSHOTS'];
  if (!to) return;
  mkdirSync(to, { recursive: true });
  for (const [language, button] of [
    ['fr', 'Français'],
    ['en', 'English'],
  ] as const) {
    await desk.page.getByRole('button', { name: button }).focus();
    await desk.press('Enter');
    for (const width of [390, 1280]) {
      await desk.page.setViewportSize({ width, height: 800 });
      await desk.screenshot(join(to, `${name}-${language}-${width}.png`));
    }
  }
}

const child = { relation: 'child', born: '2018-01-01', employment: 0, pension: 0 };

/** What reviewers do with applications, on the real server, by keyboard. */
export function reviewApplications(place: () => Place): void {
  let amina: ApiDesk;
  let samuel: ApiDesk;
  beforeAll(async () => {
    const { app } = place();
    const read = await readProgram(fares);
    if (!read.ok) throw new Error(formatProblems(read.problems));
    const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
    await app.database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, fares));
    amina = await ApiDesk.at(app);
    samuel = await ApiDesk.at(app, 'reviewer', 'samuel-osei');
  });

  /** Somebody applies by mail; it came in so many days ago. */
  const apply = async (name: string, days: number, proof: string): Promise<string> => {
    const { app } = place();
    const received = new Date(app.clock.now().getTime() - days * 86_400_000).toISOString();
    const wish = { program: 'fares', channel: 'mail', language: 'en', line: 'good2talk', received };
    const id = String((await amina.post('/cases', wish)).body['id']);
    await amina.walk(id, [
      { first_name: name, last_name: 'Roy', email: 'ana@example.org', home: '1 Court Street, Thunder Bay' },
      { household: [{ name, relation: 'client', born: '1980-01-01', employment: 2000000, pension: 0 }, child] },
      { proof_income: proof },
    ]);
    return id;
  };
  const sit = async (language: Spoken = 'en', role = 'reviewer'): Promise<Desk> => {
    const { app, browser, url } = place();
    const desk = await Desk.open(browser, url, { now: app.clock.now(), language });
    await desk.page.locator('select').first().selectOption('ontario-211');
    await desk.page.locator('select').last().selectOption(role);
    await desk.page.locator('button[type="submit"]').focus();
    await desk.press('Enter');
    await desk.page.locator('.worklist').waitFor();
    return desk;
  };
  const sendProof = async (id: string, name = 'pay slip.png', file = png) => {
    const { app } = place();
    const query = { question: 'proof_income', name };
    const request = app.http.post(`/api/v1/cases/${id}/documents`).query(query);
    void request.set('authorization', await app.signIn('navigator')).set('content-type', 'application/octet-stream');
    await request.send(file).expect(201);
  };

  it('find the oldest first, claim it, put an answer right, and leave the decision to somebody else', async () => {
    const { app } = place();
    const later = await apply('Ben', 1, 'by-mail');
    const id = await apply('Ana', 9, 'coming');
    await sendProof(id);
    const { contact } = (await amina.get(`/cases/${id}`)).body;
    await amina.post(`/contacts/${String(contact)}/wrap-up`, { note: 'Hard of hearing: please write.' });
    const desk = await sit();
    const { page } = desk;
    const row = (of: string) => page.locator(`[data-row="${of}"]`);
    const text = async (css: string) => (await page.locator(css).innerText()).replaceAll(/\s+/g, ' ');
    expect(await page.locator('.call-row').evaluateAll((all) => all.map((one) => one.dataset['row']))).toEqual([
      id,
      later,
    ]);
    expect(await row(id).innerText()).toMatch(
      /9 days[^]*First look[^]*Benefit\s+Bus pass[^]*Income\s+Within the limit/,
    );
    expect(await row(id).innerText()).toContain('Maybe twice');
    // What another one claims leaves the list by itself.
    await samuel.walk(later, ['take-over']);
    await row(later).waitFor({ state: 'detached' });
    // They are away: a supervisor finds it, and gives it back.
    const priya = await sit('en', 'supervisor');
    await pressOn(priya.page.locator('.area[href="/reviews"]'));
    await pressOn(priya.page.locator(`[data-row="${later}"] a`));
    await priya.page.waitForURL(`**/reviews/${later}`);
    await priya.page.locator('[data-event="put-back"] button').waitFor();
    expect(await priya.page.getByRole('button', { name: 'I review this one' }).count()).toBe(0);
    await look(priya, 'review-of-supervisor');
    await pressOn(priya.page.getByRole('button', { name: 'Give it back to the queue' }));
    await row(later).waitFor();
    await priya.page.locator('[data-event="put-back"]').waitFor({ state: 'detached' });
    await priya.close();
    await samuel.walk(later, ['take-over']);
    await row(later).waitFor({ state: 'detached' });
    await look(desk, 'reviews');
    await desk.press('1');
    await page.waitForURL(`**/reviews/${id}`);
    await page.locator('[data-verdict="income"]').waitFor();
    expect(await text('[data-answer="household"]')).toMatch(
      /Ana The client April|Ana The client .*1980.*\$20,000\.00.*household.* 2 .*\$20,000\.00/,
    );
    expect(await page.locator('[data-verdict="income"] details').getAttribute('open')).not.toBeNull();
    await page.getByText('Hard of hearing: please write.').waitFor();
    expect(await text('[data-verdict="income"]')).toContain('$29,498.01 gives: Above the limit');
    await pressOn(page.getByRole('button', { name: 'I review this one' }));
    await page.locator('[data-whose="mine"]').waitFor();
    // The proof is there, nobody has looked for viruses, and it is saved by the browser.
    expect(await text('[data-document] >> nth=0')).toMatch(
      /pay slip\.png.*Amina Diallo.*Open.*Not checked for viruses/,
    );
    const download = page.waitForEvent('download');
    await pressOn(page.getByRole('button', { name: 'Open pay slip.png' }));
    expect((await download).suggestedFilename()).toBe('pay slip.png');
    // What came by mail is scanned and added.
    await page.locator('input[type="file"]').setInputFiles({ name: 'letter.png', mimeType: 'image/png', buffer: png });
    await page.locator('[data-document]', { hasText: 'letter.png' }).waitFor();
    // A photo that no browser here draws is seen all the same; until it can be, that is said.
    Object.assign(app.app.get<AppOptions>(appOptions), { drawPicture: drawPicture() });
    await sendProof(id, 'photo.heic', heic);
    const photo = page.locator('[data-document]', { hasText: 'photo.heic' });
    await photo.getByText('It can be shown here in a moment.').waitFor();
    await app.app.get(OutboxPump).drainOnce();
    await pressOn(photo.getByRole('button', { name: 'Show the picture photo.heic' }));
    const picture = photo.getByRole('img', { name: 'What photo.heic shows' });
    expect(await picture.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(320);
    // What it changes is read before it is changed.
    const proof = page.locator('[data-answer="proof_income"]');
    await pressOn(proof.getByRole('button').first());
    await pressOn(proof.locator('[data-choice="in-person"]'));
    await page.getByTestId('preview').waitFor();
    await desk.step('Enter');
    await proof.getByText('Shown in person').waitFor();
    await pressOn(page.locator('summary', { hasText: 'See a letter' }));
    await pressOn(page.getByRole('button', { name: 'Your application (English)' }));
    expect(await text('[data-testid="letter-preview"]')).toMatch(/Dear Ana.*Good news: you will get a Bus pass/);
    expect(await desk.axe()).toEqual([]);
    await look(desk, 'review');
    // The other one may be of the same household: it is said with its reasons, and before the second press as long as nobody looked.
    const other = page.locator(`[data-duplicate="${later}"]`);
    expect((await other.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /May be the same household as .* Same family name: Ana Roy, Ben Roy, same date of birth, same e-mail, same address Received by mail/,
    );
    const recommend = page.locator('[data-event="recommend"] button');
    await recommend.focus();
    await desk.press('Enter');
    await page.getByTestId('undecided-twice').waitFor();
    await look(desk, 'review-twice');
    // Whoever goes elsewhere has not pressed once.
    await desk.press('Tab');
    await page.getByLabel('Why? (if you like)').fill('Her brother, who lives next door.');
    await pressOn(other.getByRole('button', { name: 'Another household than' }));
    await page.locator(`[data-duplicate="${later}"][data-said="false"]`).waitFor();
    expect(await other.innerText()).toMatch(/Another household[^]*Her brother, who lives next door\.[^]*Josée Lafleur/);
    expect(await desk.axe()).toEqual([]);
    await page.getByLabel('Write a note').fill('The landlord confirmed the address.');
    await pressOn(page.getByRole('button', { name: 'Save the note' }));
    await page.locator('.twice .saved-note', { hasText: 'The landlord confirmed the address.' }).waitFor();
    expect(await page.getByLabel('Write a note').inputValue()).toBe('');
    await look(desk, 'review-another');
    await recommend.focus();
    await desk.twice('Enter');
    await desk.inState('decision');
    expect(await text('[data-testid="for-others"]')).toMatch(/someone else does this: Approve · Turn it down/);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await tooSmallForThumbs(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    // Somebody else approves: it is seen here, with its letters and its place.
    await samuel.walk(id, ['approve']);
    await desk.inState('has-pass');
    await page.getByTestId('elsewhere').getByText('Samuel Osei').waitFor();
    await page.locator('[data-letter][data-status="to-print"]').waitFor();
    expect(await text('[data-grant="bus-pass"]')).toContain('Granted');
    await page.locator('[data-pool]', { hasText: 'No place is left' }).waitFor();
    await look(desk, 'review-granted');
    // What is on paper is printed and mailed from its own list.
    await pressOn(page.locator('.area[href="/letters"]'));
    const paper = page.locator('.call-row', { hasText: 'Bus pass' });
    await paper.waitFor();
    expect(await page.locator('.work-group').allInnerTexts()).toEqual(['To print']);
    await look(desk, 'letters');
    const pdf = page.waitForEvent('download');
    await pressOn(paper.getByRole('button', { name: 'Open the PDF' }));
    expect((await pdf).suggestedFilename()).toMatch(/-pass\.pdf$/);
    await pressOn(paper.getByRole('button', { name: 'I printed it' }));
    await page.locator('.work-group', { hasText: 'Printed, to be mailed' }).waitFor();
    expect(await desk.axe()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await tooSmallForThumbs(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await pressOn(paper.getByRole('button', { name: 'I mailed it' }));
    await page.getByText('No letter waits for you.').waitFor();
    expect(desk.faults).toEqual([]);
    await desk.close();
  }, 60_000);
}
