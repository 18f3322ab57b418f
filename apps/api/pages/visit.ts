import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AgencyLink } from '../../../libs/access/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import { languageOf } from '../shell/language.js';
import type { Language } from '../shell/messages.js';
import type { Content } from './link-content.js';
import { sendPage } from './page.js';
import type { Fault, Sheet } from './parts.js';
import { sayMoment, speak } from './speak.js';

/** One request for a page without script. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly language: Language;
  readonly now: Date;
}

export function visitOf(request: FastifyRequest, reply: FastifyReply, now: Date): Visit {
  return { request, reply, language: languageIn(request), now };
}

export const tokenIn = ({ request }: Visit): string => (request.params as { readonly token: string }).token;

/** What a page keeps in its address, for it has no script. */
export interface Place {
  /** A page of its own on which something is said or filled in; null: the one that is read. */
  readonly step: string | null;
  /** Somebody wants it not to renew itself. */
  readonly still: boolean;
  /** What was read before, on the way to such a page, which shows nothing of it; null: not known. */
  readonly seen: string | null;
}

/** As our pages say it; anything else is not known. */
export const seenFrom = (said: string | null | undefined): string | null =>
  said && /^[\w-]{1,64}$/.test(said) ? said : null;

export function placeIn({ url }: FastifyRequest): Place {
  const asked = new URLSearchParams(url.split('?')[1] ?? '');
  return { step: asked.get('step'), still: asked.get('still') === '1', seen: seenFrom(asked.get('seen')) };
}

export function addressOf(language: Language, { step, still, seen }: Place): string {
  const where = step === null ? {} : { step, ...(seen === null ? {} : { seen }) };
  const asked = { lang: language, ...where, ...(still ? { still: '1' } : {}) };
  return `?${new URLSearchParams(asked).toString()}`;
}

/** As it was chosen on the page, else as the browser asks. */
export function languageIn(request: FastifyRequest): Language {
  const chosen = new URLSearchParams(request.url.split('?')[1] ?? '').get('lang');
  return chosen === 'en' || chosen === 'fr' ? chosen : languageOf(request.headers['accept-language']);
}

const toldCookie = 'told=1';
const shift = 12 * 3600;

/** Somebody asked on this device what may be told: a page that is loaded again shows it again. No machine that follows links has it. */
export const hasAsked = ({ request }: Visit): boolean =>
  String(request.headers.cookie ?? '')
    .split('; ')
    .includes(toldCookie);

export function rememberAsked({ reply }: Visit, token: string, isSecure: boolean): void {
  const secure = isSecure ? '; Secure' : '';
  void reply.header(
    'set-cookie',
    `${toldCookie}; Path=/link/${token}; Max-Age=${shift}; HttpOnly; SameSite=Strict${secure}`,
  );
}

/** A form that another website sent. Browsers that say where they come from are believed; without a referrer, Origin is `null`. */
export function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== headers.host;
}

export function sheetFor(
  { language, now, request }: Visit,
  link: AgencyLink,
  more: Pick<Sheet, 'faults' | 'typed' | 'showsBrief'> & Partial<Pick<Sheet, 'step' | 'seen' | 'changed'>>,
): Sheet {
  const { step, still } = placeIn(request);
  return {
    ...{ language, step, still, now, seen: null, changed: false },
    say: speak(language),
    at: (moment) => sayMoment(new Date(moment), now, link.timeZone, language),
    to: (place) => addressOf(language, { step: null, still, seen: null, ...place }),
    press: randomBytes(16).toString('base64url'),
    ...more,
  };
}

export const noFaults: readonly Fault[] = [];

/** @param link null: nobody may know whose page it would be */
export function tell(
  visit: Visit,
  status: number,
  link: AgencyLink | null,
  { title, content, renews }: Content,
  more: { readonly titled?: Text | null; readonly oneLanguage?: boolean } = {},
): void {
  const { language, reply } = visit;
  const place = placeIn(visit.request);
  const other = language === 'en' ? 'fr' : 'en';
  sendPage(reply, status, {
    language,
    title: more.titled ? speak(language)(more.titled, { title }) : title,
    helpline: link?.tenantName ?? null,
    desk: link?.desk ?? null,
    otherLanguage: more.oneLanguage ? null : addressOf(other, place),
    renewsAt: renews && !place.still ? addressOf(language, { ...place, step: null }) : null,
    content,
  });
}
