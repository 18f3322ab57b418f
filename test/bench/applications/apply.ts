import { answerTo } from './answers.js';
import type { Citizen } from './plan.js';
import type { Fields, Visitor } from './visitor.js';

export const door = '/apply/ontario-211/affordable-access';

/** In their language, as the pages lead. */
const at = (page: '' | '/form' | '/resume', { language }: Citizen, asked = ''): string =>
  `${door}${page}?${asked}lang=${language}`;

/** A whole application, from the first page until it is sent and looked at again: what is asked is read from the pages. */
export async function applyAs(citizen: Citizen, visitor: Visitor): Promise<void> {
  const keys = await begin(citizen, visitor);
  let page = await visitor.open('page', at('/form', citizen));
  const still = { forgets: citizen.forgets, leaves: citizen.leaves, corrects: citizen.corrects };
  while (!isEvent(page, 'send-application') || still.corrects) {
    if (isEvent(page, 'send-application')) {
      still.corrects = false;
      page = await correct(citizen, visitor);
    } else if (isEvent(page, 'apply-anyway')) {
      page = await doEvent(citizen, visitor, 'apply-anyway');
    } else if (still.forgets && asks(page, 'city')) {
      still.forgets = false;
      page = await visitor.press('press', at('/form', citizen), [...hiddenIn(page), ['do', 'answer']], 422);
    } else if (still.leaves && asks(page, 'benefits')) {
      still.leaves = false;
      page = await comeBack(citizen, visitor, page, keys);
    } else {
      page = await answer(citizen, visitor, page);
    }
  }
  await doEvent(citizen, visitor, 'send-application');
  for (let look = 0; look < citizen.looks; look += 1) await visitor.open('page', at('/form', citizen));
}

/** As the hurdle wants it, in milliseconds, and some for clocks that are not alike. */
const soonest = 3_100;

interface Keys {
  readonly number: string;
  readonly code: string;
}

export async function begin(citizen: Citizen, visitor: Visitor): Promise<Keys> {
  const entry = await visitor.open('first page', at('', citizen));
  await visitor.readFor(soonest);
  const kept = await visitor.press('begin', at('', citizen), [...hiddenIn(entry), ['website', '']], 200);
  const [number, code] = [...kept.matchAll(/<dd>([A-Z0-9-]+)<\/dd>/g)].map(([, key]) => key);
  if (number === undefined || code === undefined) throw new Error('no number and code were told');
  return { number, code };
}

/** A household is filled in line by line, each by a press. */
export async function answer(citizen: Citizen, visitor: Visitor, page: string): Promise<string> {
  const path = at('/form', citizen);
  const asked = askedOn(page);
  if (asked.length === 0) throw new Error('nothing is asked, and nothing can be sent');
  let now = page;
  if (asks(page, 'household')) {
    for (let people = 1; people < citizen.household; people += 1) {
      const lines = answerTo('household', citizen, now, people);
      now = await visitor.press(
        'press',
        path,
        [...unlike(hiddenIn(now), lines), ...lines, ['row', '+ q.household']],
        200,
      );
    }
  }
  const answers = asked.flatMap((question) => answerTo(question, citizen, now));
  return visitor.press('press', path, [...unlike(hiddenIn(now), answers), ...answers, ['do', 'answer']]);
}

async function correct(citizen: Citizen, visitor: Visitor): Promise<string> {
  const page = await visitor.open('page', at('/form', citizen, 'change=household&'));
  const answers = answerTo('household', { ...citizen, number: citizen.number + 1 }, page);
  return visitor.press('press', at('/form', citizen), [
    ...unlike(hiddenIn(page), answers),
    ...answers,
    ['do', 'answer'],
  ]);
}

async function doEvent(citizen: Citizen, visitor: Visitor, event: string): Promise<string> {
  const page = await visitor.open('page', at('/form', citizen, `event=${event}&`));
  return visitor.press('press', at('/form', citizen), hiddenIn(page));
}

/** What is filled in is saved, the device forgets them; then, on it or another one, with number and code. */
async function comeBack(citizen: Citizen, visitor: Visitor, page: string, keys: Keys): Promise<string> {
  const path = at('/form', citizen);
  const answers = askedOn(page).flatMap((question) => answerTo(question, citizen, page));
  await visitor.press('press', path, [...hiddenIn(page), ...answers, ['do', 'later']], 200);
  await visitor.press('press', path, [['do', 'leave']], 200);
  await visitor.open('page', at('/resume', citizen));
  return visitor.press('come back', at('/resume', citizen), Object.entries(keys));
}

const isEvent = (page: string, event: string): boolean => page.includes(`event=${event}&`);
const asks = (page: string, question: string): boolean => askedOn(page).includes(question);
const askedOn = (page: string): string[] =>
  [...formOf(page).matchAll(/name="asked"\s+value="([^"]+)"/g)].map(([, question]) => question!);

/** What the form of the page carries along. Forms for files have nothing of the kind. */
const hiddenIn = (page: string): Fields =>
  [...formOf(page).matchAll(/<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)].map(
    ([, name, value]) => [name!, value!.replaceAll('&amp;', '&')] as const,
  );

function formOf(page: string): string {
  const from = page.search(/<form method="post" action=/);
  return from < 0 ? '' : page.slice(from, page.indexOf('</form>', from));
}

/** What is said anew is not carried along. */
const unlike = (fields: Fields, said: Fields): Fields => fields.filter(([name]) => !said.some(([one]) => one === name));
