import { expect, it } from '@jest/globals';
import type { Desk } from '../faults/desk.js';
import type { TestApp } from '../setup/app.js';
import { dispatch } from '../setup/dispatched.js';

/** A page of a link, as it came. */
export interface Shown {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Where the page sent us on to. */
  readonly next: string | null;
}
export type Fields = Readonly<Record<string, string>>;
interface Phone {
  readonly test: TestApp;
  readonly navigator: Desk;
  readonly ask: (path: string, headers?: Fields) => Promise<Shown>;
  readonly press: (path: string, page: Shown, fields: Fields, headers?: Fields) => Promise<Shown>;
}

const asked = { cookie: 'told=1' };
const changed = /Something has changed since you opened this page\. Nothing was sent\./;

/** What a browser sends with the button of this form, besides what somebody fills in. */
function formIn({ text }: Shown, what: string): Fields {
  const form = text.split('<form ').find((one) => one.includes(`value="${what}"`)) ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
}

/** Where this page leads on to for that step. */
const stepIn = ({ text }: Shown, step: string): string =>
  (text.match(new RegExp(`href="([^"]*step=${step}[^"]*)"`))?.[1] ?? '').replaceAll('&amp;', '&');

/** Of a page that was shown before something changed; runs on the server of the file that calls it. */
export function linksShownBefore(phone: () => Phone): void {
  async function offered(): Promise<{ id: string; path: string }> {
    const { id, offer } = await dispatch(phone().navigator);
    const made = await phone().navigator.post(`/referrals/${offer.id}/links`, {});
    return { id, path: /\/link\/[\w-]{43}/.exec(String(made.body['url']))?.[0] ?? '' };
  }
  const moveTo = (id: string, address: string) => phone().navigator.walk(id, [{ address }]);
  const read = async (id: string) => (await phone().navigator.get(`/cases/${id}`)).body;

  it('asks once more for a yes to somebody of whom it showed something else, and not because time has passed', async () => {
    const { ask, press, test } = phone();
    const [moved, unread, still] = [await offered(), await offered(), await offered()];
    const show = async ({ path }: { readonly path: string }) => press(path, await ask(path), { do: 'show' });
    const [shown, before, same] = [await show(moved), await ask(unread.path), await show(still)];
    await moveTo(moved.id, '98 Kennedy Road, M1K 2B3');
    await moveTo(unread.id, '98 Kennedy Road, M1K 2B3');
    test.clock.advance(10_000);
    const yes = (page: Shown, path: string, headers: Fields = asked) =>
      press(path, page, formIn(page, 'accept'), headers);
    // Also whoever keeps no cookie is shown what they had read.
    for (const headers of [asked, {}] as Fields[]) {
      const again = await yes(shown, moved.path, headers);
      expect(again).toMatchObject({ status: 409, text: expect.stringMatching(changed) });
      expect(again.text).toContain('98 Kennedy Road');
    }
    expect((await yes(shown, `${moved.path}?lang=fr`)).text).toContain('Quelque chose a changé');
    expect(await read(moved.id)).toMatchObject({ offers: [{ status: 'offered' }] });
    const again = await yes(shown, moved.path);
    test.clock.advance(10_000);
    expect((await yes(again, moved.path)).status).toBe(303);
    // Of this one nothing was read that is otherwise now; of that one nothing has changed.
    expect((await yes(before, unread.path, {})).status).toBe(303);
    expect((await yes(same, still.path)).status).toBe(303);
  });

  it('asks once more for a step of a case that has changed since it was read, keeps what was typed, and lets danger through', async () => {
    const { ask, press, navigator } = phone();
    const { id, path } = await offered();
    const here = (await press(path, await ask(path), { do: 'accept' })).next!;
    const report = await ask(here, asked);
    // The page of the step itself shows nothing of the client, whenever it is opened.
    const stepOf = (page: Shown, step: string) => ask(here.split('?')[0]! + stepIn(page, step), asked);
    await moveTo(id, '98 Kennedy Road, M1K 2B3');
    const leaving = await stepOf(report, 'event.depart');
    const stale = await press(here, leaving, formIn(leaving, 'depart'), asked);
    expect(stale).toMatchObject({ status: 409, text: expect.stringMatching(changed) });
    expect(stale.text).toMatch(/98 Kennedy Road[^]*>Yes: [^<]+<\/button>/);
    expect((await read(id))['state']).toBe('accepted');
    expect((await press(`${here.split('?')[0]}?lang=fr`, leaving, formIn(leaving, 'depart'))).text).toMatch(
      /Quelque chose a changé[^]*98 Kennedy Road/,
    );
    // What was typed is there still; and what the agency could not have read stops nobody.
    const noting = await stepOf(await stepOf(report, 'other'), 'event.change-facts');
    const typed = { 'change-facts.whereabouts': 'Third floor' };
    const kept = await press(here, noting, { ...formIn(noting, 'change-facts'), ...typed }, asked);
    expect(kept).toMatchObject({ status: 409, text: expect.stringContaining('>Third floor</textarea>') });
    await navigator.walk(id, [{ ward: 'ward-21' }]);
    const sent = await press(here, kept, { ...formIn(kept, 'change-facts'), ...typed }, asked);
    expect(sent.status).toBe(303);
    const now = await ask(sent.next!, asked);
    await moveTo(id, '12 Kennedy Road, M1K 2B3');
    expect((await press(sent.next!, now, formIn(now, 'emergency-requested'), asked)).status).toBe(303);
    expect((await read(id))['state']).toMatch(/^emergency/);
  });

  it('asks which team sets out, or is there already, and sends none that somebody else has sent meanwhile', async () => {
    const { ask, press, navigator, test } = phone();
    const offersOf = async (id: string) =>
      (await read(id))['offers'] as { service: string; team: { id: string } | null }[];
    const taken = async () => {
      const { id, path } = await offered();
      const before = await press(path, await ask(path), { do: 'accept' });
      return { id, path: before.next!, service: (await offersOf(id))[0]!.service };
    };
    const [one, other] = [await taken(), await taken()];
    const busy = (await test.database.ownerQuery(
      `SELECT id FROM teams WHERE service_id = $1 AND busy_with IS NULL AND NOT retired ORDER BY position LIMIT 1`,
      [one.service],
    )) as { id: string }[];
    const team = busy[0]!.id;
    const step = async ({ path }: { path: string }, event: string) => {
      const leads = stepIn(await ask(path, asked), 'event.depart').replace('depart', event);
      const page = await ask(path.split('?')[0]! + leads, asked);
      return { page, told: await press(path, page, { ...formIn(page, event), team }, asked) };
    };
    const there = await step(one, 'arrive');
    expect(there.page.text).toMatch(new RegExp(`Which team is it\\?[^]*value="${team}"[^]*value="-"\\s+checked`));
    expect(there.told.status).toBe(303);
    expect(await offersOf(one.id)).toMatchObject([{ team: { id: team } }]);
    expect(await read(one.id)).toMatchObject({ state: 'on-scene' });
    // The same team for somebody else: nothing is done, and it is said.
    const { told } = await step(other, 'depart');
    expect(told).toMatchObject({ status: 422, text: expect.stringContaining('with somebody else now') });
    expect(await read(other.id)).toMatchObject({ state: 'accepted', offers: [{ team: null }] });
    for (const { id } of [one, other]) await navigator.walk(id, [id === one.id ? 'find-solved' : 'arrive']);
  });
}
