import type { AgencyLink } from '../../../libs/access/index.js';
import type { Over, Standing } from '../links/read-link.js';
import { html, type Html } from './html.js';
import { type Content, saying } from './link-content.js';
import { button, form, type Sheet } from './parts.js';
import { type Say, sayMoment, speak } from './speak.js';
import { noFaults, sheetFor, tell, type Visit } from './visit.js';
import { calledOffWords, words } from './words.js';

/** Says of a link that does not work which of used, expired and not valid it is, and nothing else. */
export function tellDead(visit: Visit, link: AgencyLink | null, standing: Exclude<Standing, 'good'>): void {
  const say = speak(visit.language);
  if (link === null || standing === 'unknown') {
    return tell(visit, 404, null, saying(say(words.unknownTitle), say(words.checkAddress)));
  }
  if (standing === 'used') {
    const at = momentOf(visit, link, link.usedAt ?? visit.now);
    const renewing = renewForm(sheetOf(visit, link));
    const used = saying(say(words.usedTitle), say(words.usedAt, { at }), say(words.newestLink), renewing);
    return tell(visit, 410, link, used);
  }
  return tell(visit, 410, link, expired(visit, link));
}

const momentOf = ({ now, language }: Visit, link: AgencyLink, at: Date): string =>
  sayMoment(at, now, link.timeZone, language);

function expired(visit: Visit, link: AgencyLink): Content {
  const say = speak(visit.language);
  return saying(say(words.expiredTitle), say(words.expiredAt, { at: momentOf(visit, link, link.expiresAt) }));
}

/** An expired one whose agency can have a new one sent to its own address. */
export function tellRenewable(visit: Visit, link: AgencyLink): void {
  const { title, content } = expired(visit, link);
  tell(visit, 410, link, { title, content: html`${content}${renewForm(sheetOf(visit, link))}` });
}

const sheetOf = (visit: Visit, link: AgencyLink): Sheet =>
  sheetFor(visit, link, { faults: noFaults, typed: new Map(), showsBrief: false });

/** The same for everybody: whether there is anything left to tell, and an address, is not to be learned from it. */
const renewForm = (sheet: Sheet): Html => form(sheet, { do: 'renew' }, button(sheet.say(words.renew), 'main'));

/** A good link for something that was settled otherwise. */
export function tellOver(visit: Visit, link: AgencyLink, { at, calledOff }: Over): void {
  const say = speak(visit.language);
  const moment = at === null ? null : momentOf(visit, link, at);
  if (calledOff) return tell(visit, 410, link, calledOffContent(say, calledOff, moment ?? ''));
  const when = moment === null ? null : say(words.overAt, { at: moment });
  tell(visit, 410, link, saying(say(words.overTitle), when));
}

/** First of all that nobody is to go; somebody may be on the way. */
function calledOffContent(say: Say, { number, why }: NonNullable<Over['calledOff']>, at: string): Content {
  const [title, reason] = [say(words.calledOff), why === null ? undefined : calledOffWords[why]];
  const content = html`<div class="wrong" role="alert">
      <h1>${title}</h1>
      <p>${say(words.calledOffAt, { number, at })}</p>
      ${reason && html`<p>${say(words.calledOffWhy, { why: say(reason) })}</p>`}
    </div>
    <p>${say(words.calledOffThere)}</p>`;
  return { title, content };
}

export function tellTooMany(visit: Visit): void {
  const say = speak(visit.language);
  void visit.reply.header('retry-after', '60');
  tell(visit, 429, null, saying(say(words.tooManyTitle), say(words.tooMany)));
}
