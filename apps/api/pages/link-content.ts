import type { OpenOffer, OpenReport } from '../links/read-link.js';
import { declineChoices, eventForm, narrowed } from './event-form.js';
import { html, type Html } from './html.js';
import { briefPart, button, choicesInput, faultOf, faultSummary, folded, form, type Sheet } from './parts.js';
import { words } from './words.js';

export interface Content {
  readonly title: string;
  readonly content: Html;
}

/** An offer, to be taken or not. Of the client nothing until somebody asks for it. */
export function offerContent(sheet: Sheet, { referral, messages }: OpenOffer): Content {
  const { say, at } = sheet;
  const title = say(words.canYou);
  const until = referral.expires === null ? '' : at(referral.expires);
  const decline = html`${choicesInput(sheet, 'reason', say(words.whyNot), declineChoices(referral.handover))}${button(say(words.sendDecline), 'main')}`;
  return {
    title,
    content: html`<h1>${title}</h1>
      ${faultSummary(sheet)}
      <p>${say(referral.program)}<br />${say(referral.name)}</p>
      <p class="clock">${say(words.answerBy, { at: until })}</p>
      ${briefPart(sheet, referral)} ${messagesPart(sheet, messages)}
      ${form(sheet, { do: 'accept' }, button(say(words.accept), 'main'))}
      ${folded(say(words.decline), faultOf(sheet, 'reason') !== null, form(sheet, { do: 'decline' }, decline))}
      <p class="soft">${say(words.worksOnce, { at: until })}</p>`,
  };
}

/** Until somebody asks: neither where the client stands nor the number of their case. */
function unaskedContent(sheet: Sheet): Content {
  const title = sheet.say(words.tellNext);
  const content = html`<h1>${title}</h1>
    ${faultSummary(sheet)}
    <p>${sheet.say(words.untilAsked)}</p>
    ${form(sheet, { do: 'show' }, button(sheet.say(words.showWhere), 'main'))}`;
  return { title, content };
}

/** What an agency that took the client may tell us now. One tap comes first; then what they know; then what may go wrong. */
export function reportContent(sheet: Sheet, opened: OpenReport): Content {
  if (!sheet.showsBrief) return unaskedContent(sheet);
  const { referral, held, saidYesAt, isElsewhere, messages } = opened;
  const { say, at } = sheet;
  const title = held ? say(words.withYou, { state: say(held.stateTitle) }) : say(words.youTookThem);
  const number = held && html`<br />${say(words.caseNumber, { number: held.number })}`;
  const carryOn = held || isElsewhere ? null : carryOnPart(sheet, referral.status);
  const now = eventsPart(sheet, opened, false) ?? carryOn ?? html`<p class="note">${say(words.nothingNow)}</p>`;
  return {
    title,
    content: html`<h1>${title}</h1>
      ${faultSummary(sheet)}
      <p>${say(referral.program)}<br />${say(referral.name)}${number}</p>
      ${saidYesAt && html`<p>${say(words.saidYesAt, { at: at(saidYesAt) })}</p>`}
      ${held?.due && html`<p class="clock">${say(words.dueBy, { at: at(held.due) })}</p>`}
      ${messagesPart(sheet, messages)} ${now} ${briefPart(sheet, referral)} ${eventsPart(sheet, opened, true)}`,
  };
}

/** What was written about this client, newest first. Any of it may tell of them, so nothing until somebody asks. */
function messagesPart({ say, at, showsBrief }: Sheet, messages: OpenReport['messages']): Html | null {
  if (!showsBrief || messages.length === 0) return null;
  const rows = messages.map(
    (message) =>
      html`<div>
        <dt>${say(message.writtenBy === 'agency' ? words.fromYou : words.fromUs, { at: at(message.at) })}</dt>
        <dd>${message.text}</dd>
      </div>`,
  );
  return html`<h2>${say(words.messages)}</h2>
    <dl>${rows}</dl>
    <p class="soft">${say(words.answerByPhone)}</p>`;
}

function eventsPart(sheet: Sheet, { held, referral }: OpenReport, breaksIn: boolean): Html | null {
  const listed = held?.allowed.filter(({ kind }) => (kind === 'interrupt') === breaksIn) ?? [];
  if (!held || listed.length === 0) return null;
  return html`<h2>${sheet.say(breaksIn ? words.ifChanges : words.whatNow)}</h2>
    ${listed.map((one) => eventForm(sheet, narrowed(one, referral.handover), held.questions))}`;
}

/** Once the case has ended with us, the referral says how it goes on. */
function carryOnPart(sheet: Sheet, status: string): Html {
  const { say } = sheet;
  const outcome = html`<label class="ask" for="outcome">${say(words.whatCame)}${say(words.optional)}</label>
    <input id="outcome" name="outcome" type="text" maxlength="100" />${button(say(words.send), 'main')}`;
  return html`<h2>${say(words.whatNow)}</h2>
    ${status === 'accepted' && form(sheet, { do: 'start' }, button(say(words.start), 'main'))}
    ${folded(say(words.complete), false, form(sheet, { do: 'complete' }, outcome))}`;
}

/** A page that only tells something. */
export const saying = (title: string, ...paragraphs: readonly (string | Html | null)[]): Content => ({
  title,
  content: html`<h1>${title}</h1>
    ${paragraphs.map((each) => each !== null && (typeof each === 'string' ? html`<p>${each}</p>` : each))}`,
});
