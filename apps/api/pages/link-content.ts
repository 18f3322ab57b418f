import type { OpenOffer, OpenReport } from '../links/read-link.js';
import type { CaseView } from '../../../libs/cases/index.js';
import { declineChoices, eventForm, isUrgent, narrowed, stepOf, urgentForm } from './event-form.js';
import { html, type Html } from './html.js';
import {
  briefPart,
  button,
  choicesInput,
  faultSummary,
  form,
  goTo,
  newsPart,
  seenIn,
  type Sheet,
  unsafePart,
} from './parts.js';
import { words } from './words.js';

export interface Content {
  readonly title: string;
  readonly content: Html;
  /** It is read, and nothing on it is filled in: it may renew itself. */
  readonly renews?: boolean;
}

/** As of when it is, and that it renews itself: whoever reads may look at once, and may stop it. */
function freshPart({ say, at, now, to, still }: Sheet): Html {
  const goesOn = say(still ? words.standsStill : words.renewsItself);
  return html`<div class="fresh">
    <p>${say(words.readAt, { at: at(now) })} ${goesOn}</p>
    ${goTo(to(), say(words.lookAgain))}
    <a href="${to({ still: !still })}">${say(still ? words.renewItself : words.standStill)}</a>
  </div>`;
}

/** A page on which one thing is said, with the way back. It stays as it is. */
function stepContent(sheet: Sheet, title: string, content: Html): Content {
  const { say, to } = sheet;
  return {
    title,
    content: html`<h1>${title}</h1>
      ${faultSummary(sheet)} ${content} ${goTo(to(), say(words.back))}`,
  };
}

/** A page that is read, and renews itself unless there is something on it to look at again. */
const readingContent = (sheet: Sheet, title: string, content: Html): Content => ({
  title,
  renews: sheet.faults.length === 0,
  content: html`${freshPart(sheet)}
    <h1>${title}</h1>
    ${faultSummary(sheet)} ${content}`,
});

/** An offer, to be taken or not. Of the client nothing until somebody asks for it. */
export function offerContent(sheet: Sheet, { referral, messages }: OpenOffer): Content {
  const { say, at, to } = sheet;
  const until = referral.expires === null ? '' : at(referral.expires);
  if (sheet.step === 'decline') {
    const reasons = choicesInput(sheet, 'reason', say(words.whyNot), declineChoices(referral.handover));
    const decline = form(sheet, { do: 'decline' }, html`${reasons}${button(say(words.sendDecline), 'main')}`);
    return stepContent(sheet, say(words.decline), decline);
  }
  return readingContent(
    sheet,
    say(words.canYou),
    html`<p>${say(referral.program)}<br />${say(referral.name)}</p>
      ${unsafePart(sheet, referral)}
      <p class="clock">${say(words.answerBy, { at: until })}</p>
      ${briefPart(sheet, referral)} ${messagesPart(sheet, messages)}
      ${form(sheet, { do: 'accept', ...seenIn(sheet) }, button(say(words.accept), 'main'))}
      ${goTo(to({ step: 'decline' }), say(words.decline))}
      <p class="soft">${say(words.worksOnce, { at: until })}</p>`,
  );
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

type Allowed = CaseView['allowed'][number];

/** What may be said of the case now: danger; the step that comes next; what else may happen; what goes otherwise. */
function sorted({ held }: OpenReport): Readonly<Record<'urgent' | 'next' | 'others' | 'breaksIn', readonly Allowed[]>> {
  const all = held?.allowed ?? [];
  const isStep = ({ kind, stays }: Allowed) => kind !== 'interrupt' || stays === true;
  const [steps, interrupts] = [all.filter(isStep), all.filter((one) => !isStep(one))];
  return {
    urgent: interrupts.filter(isUrgent),
    next: steps.slice(0, 1),
    others: steps.slice(1),
    breaksIn: interrupts.filter((one) => !isUrgent(one)),
  };
}

/**
 * What an agency that took the client may tell us now. The next step and danger come first, where a thumb is and where nothing
 * that is written moves them; then what they read; then what else may have happened.
 */
export function reportContent(came: Sheet, opened: OpenReport): Content {
  if (!came.showsBrief) return unaskedContent(came);
  const { referral, held, saidYesAt, messages } = opened;
  // All is read here: what is pressed next is said knowing this.
  const sheet = { ...came, seen: held && String(held.revision) };
  const step = sheet.step === null ? null : reportStep(came.changed ? sheet : came, opened, sheet.step);
  if (step) return step;
  const { say, at, to } = sheet;
  const title = held ? say(words.withYou, { state: say(held.stateTitle) }) : say(words.youTookThem);
  const number = held && html`<br />${say(words.caseNumber, { number: held.number })}`;
  const { urgent, others, breaksIn } = sorted(opened);
  const other = others.length > 0 && goTo(to({ step: 'other', seen: sheet.seen }), say(words.somethingElse));
  return readingContent(
    sheet,
    title,
    html`${unsafePart(sheet, referral)} ${newsPart(sheet, referral)}
      <p>${say(referral.program)}<br />${say(referral.name)}${number}</p>
      ${saidYesAt && html`<p>${say(words.saidYesAt, { at: at(saidYesAt) })}</p>`}
      ${held?.due && html`<p class="clock">${say(words.dueBy, { at: at(held.due) })}</p>`} ${nextPart(sheet, opened)}
      ${urgent.map((one) => urgentForm(sheet, one))} ${messagesPart(sheet, messages)} ${briefPart(sheet, referral)}
      ${other && html`<h2>${say(words.ifChanges)}</h2>`} ${other} ${breaksIn.map((one) => toStep(sheet, one))}`,
  );
}

const toStep = ({ say, to, seen }: Sheet, { event, label }: Allowed, look: '' | 'main' = ''): Html =>
  goTo(to({ step: stepOf(event), seen }), say(label), look);

function nextPart(sheet: Sheet, opened: OpenReport): Html {
  const { next } = sorted(opened);
  const { held, isElsewhere, referral } = opened;
  if (next.length > 0) {
    return html`<h2>${sheet.say(words.whatNow)}</h2>
      ${next.map((one) => toStep(sheet, one, 'main'))}`;
  }
  if (held || isElsewhere) return html`<p class="note">${sheet.say(words.nothingNow)}</p>`;
  return carryOnPart(sheet, referral.status);
}

/** The page of one thing to say; null where that cannot be said now. */
function reportStep(sheet: Sheet, opened: OpenReport, step: string): Content | null {
  const { held, isElsewhere, referral } = opened;
  const { say } = sheet;
  if (step === 'complete' && !held && !isElsewhere) return stepContent(sheet, say(words.complete), completePart(sheet));
  if (!held) return null;
  const { others } = sorted(opened);
  if (step === 'other' && others.length > 0) {
    return stepContent(sheet, say(words.somethingElse), html`${others.map((one) => toStep(sheet, one))}`);
  }
  const event = held.allowed.find((one) => stepOf(one.event) === step);
  if (!event) return null;
  const filledIn = eventForm(sheet, narrowed(event, referral.handover), held.questions, opened.whoGoes);
  return stepContent(sheet, say(event.label), html`${sheet.changed && nowPart(sheet, opened)} ${filledIn}`);
}

/** For whoever pressed without having read it: how it stands, above what they pressed. */
const nowPart = (sheet: Sheet, { referral, held, messages }: OpenReport): Html =>
  html`${unsafePart(sheet, referral)}
  ${held && html`<p>${sheet.say(words.withYou, { state: sheet.say(held.stateTitle) })}</p>`}
  ${briefPart(sheet, referral)} ${messagesPart(sheet, messages)}`;

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

/** Once the case has ended with us, the referral says how it goes on. */
const carryOnPart = (sheet: Sheet, status: string): Html =>
  html`<h2>${sheet.say(words.whatNow)}</h2>
    ${status === 'accepted' && form(sheet, { do: 'start' }, button(sheet.say(words.start), 'main'))}
    ${goTo(sheet.to({ step: 'complete' }), sheet.say(words.complete))}`;

function completePart(sheet: Sheet): Html {
  const { say } = sheet;
  const outcome = html`<label class="ask" for="outcome">${say(words.whatCame)}${say(words.optional)}</label>
    <input id="outcome" name="outcome" type="text" maxlength="100" />${button(say(words.send), 'main')}`;
  return form(sheet, { do: 'complete' }, outcome);
}

/** A page that only tells something. */
export const saying = (title: string, ...paragraphs: readonly (string | Html | null)[]): Content => ({
  title,
  content: html`<h1>${title}</h1>
    ${paragraphs.map((each) => each !== null && (typeof each === 'string' ? html`<p>${each}</p>` : each))}`,
});
