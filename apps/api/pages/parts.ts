import type { Text } from '../../../libs/eligibility/index.js';
import type { ReferralDto } from '../referrals/referrals.dto.js';
import type { Language } from '../shell/messages.js';
import { html, type Html } from './html.js';
import type { Say } from './speak.js';
import type { Place } from './visit.js';
import { agreedWords, words } from './words.js';

/** Something in a form that has to be looked at again. `field` is the id of its input. */
export interface Fault {
  readonly field: string | null;
  readonly text: string;
}

/** What every part of a page with forms needs. */
export interface Sheet {
  readonly language: Language;
  readonly say: Say;
  /** A moment in words. */
  readonly at: (moment: Date | string) => string;
  readonly now: Date;
  readonly step: string | null;
  readonly still: boolean;
  /** What a press from here was read of; null: not known. Of an offer `wordOfShown`, of a case its revision. */
  readonly seen: string | null;
  /** It has changed since, and nothing was done: what is read is shown together with what is pressed. */
  readonly changed: boolean;
  /** The address of another of its pages: left out, of the one that is read, renewing itself as this does. */
  readonly to: (place?: Partial<Place>) => string;
  /** Made for this page: the same page sent twice is told the same. */
  readonly press: string;
  readonly faults: readonly Fault[];
  /** What was typed already, by the ids of inputs. */
  readonly typed: ReadonlyMap<string, readonly string[]>;
  readonly showsBrief: boolean;
}

/** What an input needs of its page. */
export type Asking = Pick<Sheet, 'say' | 'faults' | 'typed'>;

type Hidden = Readonly<Record<string, string>>;

export function form(sheet: Sheet, hidden: Hidden, content: Html): Html {
  const all = Object.entries({ press: sheet.press, ...hidden });
  return html`<form method="post" action="${sheet.to()}" accept-charset="utf-8">
    ${all.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}${content}
  </form>`;
}

/** For a form whose press is held back once something else is to be read. */
export const seenIn = ({ seen }: Sheet): Hidden => (seen === null ? {} : { seen });

export const button = (label: string, look: '' | 'main' | 'risk' = ''): Html =>
  html`<button type="submit" ${look !== '' && html` class="${look}"`}>${label}</button>`;

/** To another page of the same link, as large as a button. */
export const goTo = (address: string, label: string, look: '' | 'main' = ''): Html =>
  html`<a class="push ${look}" href="${address}">${label}</a>`;

export function faultSummary({ say, faults }: Pick<Sheet, 'say' | 'faults'>): Html | null {
  if (faults.length === 0) return null;
  const line = ({ field, text }: Fault) => (field === null ? html`${text}` : html`<a href="#${field}">${text}</a>`);
  return html`<div class="wrong" role="alert">
    <h2>${say(words.wrong)}</h2>
    <ul>
      ${faults.map((fault) => html`<li>${line(fault)}</li>`)}
    </ul>
  </div>`;
}

type Briefed = Pick<ReferralDto, 'brief' | 'withdrawn' | 'changed' | 'notKnown' | 'agreed' | 'override'>;

/** What may be told: shown to somebody who asked for it, and to no machine that follows links. */
export function briefPart(sheet: Sheet, { brief, withdrawn, changed, notKnown, agreed, override }: Briefed): Html {
  const { say, at, showsBrief } = sheet;
  if (brief === null) return html`<p class="note">${say(withdrawn ? words.withdrawn : words.nothingTold)}</p>`;
  if (!showsBrief) return form(sheet, { do: 'show' }, button(say(words.show)));
  const whose = agreed?.stands ? agreed.by : override === null ? '' : 'override';
  const changedAt = (question: string) => {
    const change = changed.find((one) => one.question === question);
    return change && html` <b>${say(words.changedAt, { at: at(change.at) })}</b>`;
  };
  const rows = brief.map(
    ({ question, short, label, doubtedSaidAt }) =>
      html`<div>
        <dt>${say(short)}</dt>
        <dd>
          ${doubtedSaidAt ? notKnownNow(sheet, label, doubtedSaidAt) : html`${callable(say(label))}${changedAt(question)}`}
        </dd>
      </div>`,
  );
  return html`<h2>${say(agreedWords[whose] ?? words.mayKnow)}</h2>
    ${rows.length > 0 ? html`<dl>${rows}</dl>` : html`<p>${say(words.nothingAnswered)}</p>`}
    ${notKnown.length > 0 && html`<p>${say(words.notKnown, { list: notKnown.map((one) => say(one)).join(' · ') })}</p>`}`;
}

const notKnownNow = ({ say, at }: Sheet, label: Text, saidAt: string): Html =>
  html`<b>${say(words.notKnownNow, { at: at(saidAt), answer: say(label) })}</b>`;

/** Which of the facts that they may know are said otherwise now, and how: at the head of the page, as at the head of a card. */
export function newsPart(sheet: Sheet, { brief, changed }: Briefed): Html | null {
  const { say, showsBrief } = sheet;
  const news = (brief ?? []).filter(({ question }) => changed.some((one) => one.question === question));
  if (!showsBrief || news.length === 0) return null;
  const facts = news.map(
    ({ short, label, doubtedSaidAt }) =>
      html`<br />${say(short)}
        ${doubtedSaidAt ? notKnownNow(sheet, label, doubtedSaidAt) : html`<b>${callable(say(label))}</b>`}`,
  );
  return html`<p class="note">${say(words.newsChanged)}${facts}</p>`;
}

/**
 * That a team left because it was not safe there, before anything else is read: also by whoever says yes without asking for more. It
 * is about a place that is not named, and tells nothing of the client.
 */
export const unsafePart = ({ say, at }: Sheet, { leftUnsafeAt }: Pick<ReferralDto, 'leftUnsafeAt'>): Html | null =>
  leftUnsafeAt === null ? null : html`<p class="wrong">${say(words.leftUnsafe, { at: at(leftUnsafeAt) })}</p>`;

/** A number that somebody may want to call is one tap away. */
function callable(text: string): string | Html {
  const digits = text.replaceAll(/\D/g, '');
  const isNumber = /^\+?[\d\s().-]+$/.test(text) && (digits.length === 10 || digits.length === 11);
  return isNumber ? html`<a href="tel:${digits}">${text}</a>` : text;
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
}

/** One of several, or several of them. `id` is that of the first, where a link from the summary leads. */
export function choicesInput(
  sheet: Asking,
  id: string,
  legend: string,
  choices: readonly Choice[],
  many = false,
): Html {
  const fault = faultOf(sheet, id);
  const describes = fault !== null && html` aria-describedby="${id}-fault"`;
  return html`<fieldset${describes}><legend>${legend}</legend>${faultLine(id, fault)}
${choiceLines(sheet, id, choices, many)}</fieldset>`;
}

/** Each with its words beside it, large enough for a thumb. */
export function choiceLines(
  { say, typed }: Pick<Asking, 'say' | 'typed'>,
  name: string,
  choices: readonly Choice[],
  many: boolean,
): Html {
  const chosen = typed.get(name) ?? [];
  const lines = choices.map(
    ({ value, label }, index) =>
      html`<label class="choice"
        ><input
          type="${many ? 'checkbox' : 'radio'}"
          name="${name}"
          value="${value}"
          ${index === 0 && html` id="${name}"`}${chosen.includes(value) && html` checked`}
        />${say(label)}</label
      >`,
  );
  return html`${lines}`;
}

export const faultOf = ({ faults }: Pick<Sheet, 'faults'>, id: string): string | null =>
  faults.find(({ field }) => field === id)?.text ?? null;

export const faultLine = (id: string, fault: string | null): Html | null =>
  fault === null ? null : html`<p class="fault" id="${id}-fault">${fault}</p>`;
