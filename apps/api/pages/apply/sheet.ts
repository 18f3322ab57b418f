import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from '../../apply/door.js';
import type { Text } from '../../../../libs/eligibility/index.js';
import type { FormFields } from '../../shell/form-body.js';
import type { Language } from '../../shell/messages.js';
import { html, type Html } from '../html.js';
import { sendPage } from '../page.js';
import type { Fault } from '../parts.js';
import { type Say, speak } from '../speak.js';
import { languageIn } from '../visit.js';
import { applyWords } from './words.js';

/** One page on which somebody applies, in the making. */
export interface ApplySheet {
  readonly language: Language;
  readonly say: Say;
  readonly door: Door;
  readonly faults: readonly Fault[];
  /** By the names of inputs: what was typed, or what stands there. */
  readonly typed: FormFields;
  /** Somebody began to fill it in before, and left it. */
  readonly isUnfinished: boolean;
  /** The number with which they come back; null: nobody is with an application on this device. */
  readonly handle: string | null;
  /** The address of another page at this door, in the same language. */
  readonly to: (page: Page, asked?: Readonly<Record<string, string>>) => string;
}
export type Page = '' | 'form' | 'file' | 'letter' | 'letter.pdf' | 'remove' | 'resume';

export interface ApplyVisit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly language: Language;
}

export const applyVisit = (request: FastifyRequest, reply: FastifyReply): ApplyVisit => ({
  request,
  reply,
  language: languageIn(request),
});

export function sheetOf(
  { language }: Pick<ApplyVisit, 'language'>,
  door: Door,
  {
    faults = [],
    typed = new Map(),
    isUnfinished = false,
    handle = null,
  }: Partial<Pick<ApplySheet, 'faults' | 'typed' | 'isUnfinished' | 'handle'>> = {},
): ApplySheet {
  const to: ApplySheet['to'] = (...where) => addressAt(door, language, ...where);
  return { language, say: speak(language), door, faults, typed, isUnfinished, handle, to };
}

/** Nothing of a person stands in it. */
function addressAt(
  { tenant, line }: Door,
  language: Language,
  page: Page,
  asked: Readonly<Record<string, string>> = {},
): string {
  return `${pathOf(tenant.id, line.id)}${page === '' ? '' : `/${page}`}?${new URLSearchParams({ ...asked, lang: language }).toString()}`;
}

export const pathOf = (tenant: string, door: string): string => `/apply/${tenant}/${door}`;

export interface ApplyContent {
  readonly title: string;
  readonly content: Html;
  readonly status?: number;
  /** Something on it has to be looked at again: its title says so, too. */
  readonly isFaulty?: boolean;
  /** The address of its script, which it can do without. */
  readonly script?: string | null;
  /** It is told once, and would be gone in the other language. */
  readonly isOnce?: boolean;
}

export function tellApply(visit: ApplyVisit, door: Door | null, told: ApplyContent): void {
  const { language, reply, request } = visit;
  const say = speak(language);
  const { title, content, status = 200, isFaulty = false, isOnce = false, script = null } = told;
  const path = request.method === 'GET' ? request.url.split('?')[1] : '';
  const other = new URLSearchParams(path ?? '');
  other.set('lang', language === 'en' ? 'fr' : 'en');
  const named = isFaulty ? say(applyWords.errorTitle, { title }) : title;
  sendPage(reply, status, {
    language,
    title: door ? `${named} – ${say(door.run.program.title)}` : named,
    helpline: door ? door.tenant.name : null,
    desk: null,
    otherLanguage: isOnce ? null : `?${other.toString()}`,
    renewsAt: null,
    script,
    content,
    foot: footOf(say, door),
  });
}

/** On every page: whoever is in danger must not look for a number. */
const footOf = (say: Say, door: Door | null): Html =>
  html`<p class="note"><strong>${withNumbers(say(applyWords.danger), ['911', '9-8-8'])}</strong></p>
    ${door && html`<p>${callLine(say, door, applyWords.questions)}</p>`}`;

/** A sentence in which the number of the line can be called by a tap. */
export function callLine(say: Say, { line }: Door, text: Text): readonly (string | Html)[] {
  return withNumbers(say(text, { number: line.number }), [line.number]);
}

function withNumbers(text: string, numbers: readonly string[]): readonly (string | Html)[] {
  const [number, ...rest] = numbers;
  if (number === undefined) return [text];
  const link = html`<a href="tel:${number.replaceAll(/[^\d+]/g, '')}">${number}</a>`;
  return text.split(number).flatMap((part, at) => [...(at > 0 ? [link] : []), ...withNumbers(part, rest)]);
}

/** Found anew each time a page is shown with something to look at: whoever listens begins there. */
export function applyFaults({ say, faults }: Pick<ApplySheet, 'say' | 'faults'>, title: string): Html | null {
  if (faults.length === 0) return null;
  const line = ({ field, text }: Fault) => (field === null ? html`${text}` : html`<a href="#${field}">${text}</a>`);
  return html`<div class="wrong" role="alert" tabindex="-1" autofocus>
    <h2>${say(applyWords.errorTitle, { title })}</h2>
    <ul>
      ${faults.map((fault) => html`<li>${line(fault)}</li>`)}
    </ul>
  </div>`;
}
