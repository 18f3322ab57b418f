import type { AskedNow, Doable, Standing } from '../../apply/read-standing.js';
import type { Text } from '../../../../libs/eligibility/index.js';
import type { Question } from '../../../../libs/workflow/index.js';
import { html, type Html } from '../html.js';
import { button, type Choice, choicesInput, faultLine, faultOf, goTo } from '../parts.js';
import { control } from './controls.js';
import { applyForm } from './entry-content.js';
import type { Place } from './place.js';
import { knownOf, saidBefore } from './known-inputs.js';
import { purposeOf } from './purposes.js';
import { asidesPart, eventsPart, TAKE_BACK } from './events-parts.js';
import { inputOf } from './read-form.js';
import { rowsInput } from './rows.js';
import { agreePart, renewalParts } from './renewal-parts.js';
import { savingParts } from './saving.js';
import { applyFaults, type ApplyContent, type ApplySheet, callLine } from './sheet.js';
import { numbersPart, refusedPart, standingParts } from './standing-parts.js';
import { capacityWords, applyWords } from './words.js';

/** Papers that can be sent here and now, also one more of a kind that came. */
export function papersHere(standing: Standing): readonly Question[] {
  const told = standing.answers.flatMap(({ question, mayChange }) => (mayChange ? [question] : []));
  const all = [...askedHere(standing).map(({ question }) => question), ...told];
  return all.filter(({ type }) => type === 'document');
}

export const fileInput = (question: string): string => `file.${question}`;

/** One block for each paper. A form for each file: it is the whole of what is sent with it. */
function filesPart(sheet: ApplySheet, standing: Standing): Html {
  const asked = askedHere(standing).map(({ question }) => question.id);
  const had = (id: string) => standing.answers.find(({ question }) => question.id === id)?.label() ?? null;
  return html`${papersHere(standing).map((question) => paperPart(sheet, question, asked.includes(question.id), had(question.id)))}`;
}

/** @param had what we have of it, in words */
function paperPart(sheet: ApplySheet, question: Question, isAsked: boolean, had: Text | null): Html {
  const { say, to } = sheet;
  const [id, what] = [fileInput(question.id), say(question.short ?? question.ask)];
  const [name, fault] = [inputOf(question.id), faultOf(sheet, id) ?? faultOf(sheet, inputOf(question.id))];
  const help = question.help ? say(question.help) : null;
  const described = [help === null ? '' : `${id}-help`, fault === null ? '' : `${id}-fault`].join(' ').trim();
  const later = { asked: question.id, [name]: 'coming', do: 'answer' };
  return html`<section class="outlook">
    <form method="post" enctype="multipart/form-data" action="${to('file', { question: question.id })}">
      <label class="ask" for="${id}">${say(applyWords.chooseFile, { what })}</label>
      ${had && html`<p><strong>${say(had)}</strong></p>`}${help !== null && html`<p class="soft" id="${id}-help">${help}</p>`}${faultLine(id, fault)}
      <input
        id="${id}"
        name="file"
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        ${fault !== null && html` aria-invalid="true"`}
        ${described !== '' && html` aria-describedby="${described}"`}
      />
      ${button(say(applyWords.sendFile))}
    </form>
    ${isAsked && applyForm(sheet, 'form', later, html`<button type="submit" class="small">${say(applyWords.sendLater)}</button>`)}
  </section>`;
}

/** So many at once of those that decide nothing. */
const together = 6;

/**
 * What is asked on one page: one question that decides, since its answer may make the next one needless; else a few. A list of rows
 * has a page of its own. What waits for papers is shown whole.
 */
export function askedHere({ kind, questions }: Standing): readonly AskedNow[] {
  if (kind === 'wait') return questions;
  const isAlone = ({ decision, question }: AskedNow) => decision !== null || question.type === 'rows';
  const until = questions.findIndex(isAlone);
  return until === 0 ? questions.slice(0, 1) : questions.slice(0, until < 0 ? together : Math.min(until, together));
}

/** Whose inputs a page has. */
export function questionsShown(standing: Standing, { change, event }: Place): readonly string[] {
  if (change !== null && standing.answers.some(({ question, mayChange }) => mayChange && question.id === change))
    return [change];
  return event === null ? askedHere(standing).map(({ question }) => question.id) : [];
}

export function formContent(sheet: ApplySheet, standing: Standing, { change, event }: Place): ApplyContent {
  const told = standing.answers.find(({ question, mayChange }) => mayChange && question.id === change);
  if (told) return changeContent(sheet, standing, told.question);
  const doing = standing.allowed.find((one) => one.event === event);
  if (doing) return eventContent(sheet, standing, doing);
  if (!isTheirTurn(standing)) return statusContent(sheet, standing);
  const title = sheet.say(standing.title);
  const main = standing.kind === 'consent' ? consentPart(sheet, standing) : askPart(sheet, standing);
  const files = filesPart(sheet, standing);
  return page(
    sheet,
    title,
    html`${scriptPart(sheet, standing)}${main}${files}${eventsPart(sheet, standing)}${renewalParts(sheet, standing)}${restPart(sheet, standing)}${standingParts(sheet, standing)}${standing.letters.length > 0 && numbersPart(sheet, standing)}${asidesPart(sheet, standing)}`,
  );
}

/** Where no form has the button for it: to the page with the ways to come back. */
function restPart(sheet: ApplySheet, { questions, kind }: Standing): Html | null {
  const hasButton = kind !== 'consent' && questions.some(({ question }) => question.type !== 'document');
  const rest = button(sheet.say(applyWords.rest));
  return hasButton ? null : applyForm(sheet, 'form', { do: 'rest' }, rest);
}

/** There is something for them to say or to do: that they may take back what they agreed to is no reason to wait for them. */
const isTheirTurn = ({ isTheirs, kind, questions, allowed }: Standing): boolean =>
  isTheirs && (questions.length > 0 || (kind !== 'ask' && allowed.some(({ event }) => event !== TAKE_BACK)));

const page = (sheet: ApplySheet, title: string, content: Html): ApplyContent => ({
  title,
  isFaulty: sheet.faults.length > 0,
  content: html`<h1>${title}</h1>
    ${applyFaults(sheet, title)} ${content}`,
});

const scriptPart = (sheet: ApplySheet, standing: Standing): Html =>
  html`${standing.script && html`<p>${sheet.say(standing.script)}</p>`}${refusedPart(sheet, standing)}`;

/** Of what was pressed. */
const seenIn = ({ revision }: Standing) => ({ seen: String(revision) });

function questionInput(sheet: ApplySheet, question: Question, optional: boolean, earlier?: AskedNow['earlier']): Html {
  const { say } = sheet;
  const help = question.help ? say(question.help) : null;
  const input = {
    name: inputOf(question.id),
    asked: question,
    label: say(question.ask) + (optional ? say(applyWords.optional) : ''),
    purpose: purposeOf(sheet.door.run.program, question.id),
    help: earlier ? [say(applyWords.earlier, { day: say(earlier.on) }), help].filter(Boolean).join(' ') : help,
    declines: !optional && question.decline !== 'staff',
  };
  return question.type === 'rows' ? rowsInput(sheet, question, input) : control(sheet, input);
}

/** First in the form, for whoever presses Enter in a field: browsers take the first button there is. */
const byEnter = html`<button
  class="away"
  type="submit"
  name="do"
  value="answer"
  tabindex="-1"
  aria-hidden="true"
></button>`;

function answerForm(given: ApplySheet, hidden: Readonly<Record<string, string>>, asked: readonly AskedNow[]): Html {
  const { say } = given;
  // What they typed themselves stands; else what they told us last time.
  const sheet = given.typed.size > 0 ? given : { ...given, typed: saidBefore(asked) };
  const inputs = asked.map(
    ({ question, optional, earlier }) =>
      html`<input
          type="hidden"
          name="asked"
          value="${question.id}"
        />${questionInput(sheet, question, optional, earlier)}`,
  );
  const buttons = html`<button type="submit" class="main" name="do" value="answer">${say(applyWords.save)}</button>
    <button type="submit" name="do" value="later">${say(applyWords.later)}</button>`;
  return applyForm(
    sheet,
    'form',
    hidden,
    html`${byEnter}${unfinishedNote(sheet)}${inputs}
      <div class="pushes">${buttons}${dropButton(sheet)}</div>
      ${savingParts(sheet)}`,
    html` data-keeps`,
  );
}

/** What stands in the inputs is not said yet. */
const unfinishedNote = ({ say, isUnfinished }: ApplySheet): Html | null =>
  isUnfinished ? html`<p class="note">${say(applyWords.unfinished)}</p>` : null;

const dropButton = ({ say, isUnfinished }: ApplySheet): Html | null =>
  isUnfinished
    ? html`<button type="submit" class="small" name="do" value="drop">${say(applyWords.drop)}</button>`
    : null;

function askPart(sheet: ApplySheet, standing: Standing): Html | null {
  // A paper has a block of its own.
  const asked = askedHere(standing).filter(({ question }) => question.type !== 'document');
  const isWaiting = standing.kind === 'wait';
  const shown = isWaiting ? asked.map((one) => ({ ...one, optional: true })) : asked;
  return asked.length === 0 ? null : answerForm(sheet, {}, shown);
}

/** One answer, put right. */
function changeContent(sheet: ApplySheet, standing: Standing, question: Question): ApplyContent {
  const { say, to } = sheet;
  const asked = [{ question, optional: false, decision: null }];
  const filled = sheet.typed.size > 0 ? sheet : { ...sheet, typed: knownOf(standing, question) };
  const form = answerForm(filled, { change: question.id, ...seenIn(standing) }, asked);
  const title = say(applyWords.changeWhat, { what: say(question.short ?? question.ask) });
  return page(sheet, title, html`${form} ${goTo(to('form'), say(applyWords.back))}`);
}

function consentPart(sheet: ApplySheet, standing: Standing): Html | null {
  const { say } = sheet;
  const { consent, allowed, questions } = standing;
  const give = allowed.find(({ event }) => event === 'give-consent');
  if (!consent || !give) return askPart(sheet, standing);
  const asked = questions.length > 0 && askPart(sheet, standing);
  const facts = consent.facts.map(
    ({ short, label }) =>
      html`<li>${label ? say(applyWords.saidOf, { what: say(short), said: say(label) }) : say(short)}</li>`,
  );
  const hidden = { do: 'event', ...seenIn(standing) };
  const by = byInput(sheet, give);
  const choice = (event: string, label: string, look: string) =>
    html`<button type="submit" class="${look}" name="event" value="${event}">${label}</button>`;
  const buttons = html`${by}
    <div class="pushes">
      ${choice('give-consent', say(applyWords.agree), 'main')}${choice('withhold-consent', say(applyWords.disagree), '')}
    </div>`;
  return html`${asked}
    <p>${say(consent.purpose)}</p>
    ${
      facts.length > 0 &&
      html`<h2>${say(applyWords.whatIsTold)}</h2>
        <ul>
          ${facts}
        </ul>`
    }
    <h2>${say(applyWords.toWhom)}</h2>
    <p>
      ${consent.recipients.length > 0 ? consent.recipients.map((name) => say(name)).join(' · ') : say(applyWords.toUs)}
    </p>
    <p>${say(applyWords.freeToSayNo)}</p>
    ${applyForm(sheet, 'form', hidden, buttons)}`;
}

/** In what capacity they agree, where there is more than one. */
function byInput(sheet: ApplySheet, { fields }: Doable): Html | null {
  const choices = fields.find(({ name }) => name === 'by')?.choices ?? [];
  if (choices.length < 2) return null;
  const named = choices.map((value): Choice => ({ value, label: capacityWords[value] ?? { en: value, fr: value } }));
  return choicesInput(sheet, 'f.by', sheet.say(applyWords.whoSpeaks), named);
}

function eventContent(sheet: ApplySheet, standing: Standing, doing: Doable): ApplyContent {
  const { say, to } = sheet;
  const what = doing.event === TAKE_BACK ? say(applyWords.takeBack) : say(doing.label);
  const fields = doing.fields.map((field) => {
    if (field.question) return questionInput(sheet, field.question, field.optional);
    const choices = field.choices.map((value): Choice => ({ value, label: { en: value, fr: value } }));
    if (choices.length < 2)
      return html`<input type="hidden" name="f.${field.name}" value="${choices[0]?.value ?? ''}" />`;
    return choicesInput(sheet, `f.${field.name}`, what, choices);
  });
  const hidden = { do: 'event', event: doing.event, ...seenIn(standing) };
  const form = applyForm(sheet, 'form', hidden, html`${fields}${button(say(applyWords.yesThat, { what }), 'main')}`);
  return page(
    sheet,
    what,
    html`${doing.opens ? agreePart(sheet, doing.opens) : html`<p>${say(applyWords.sure)}</p>`} ${form}
    ${goTo(to('form'), say(applyWords.back))}`,
  );
}

/** It lies with somebody, or is over: where it stands, in plain words. */
function statusContent(sheet: ApplySheet, standing: Standing): ApplyContent {
  const { say, door } = sheet;
  const isOver = standing.kind === 'end';
  const result = say(standing.disposition ?? standing.title);
  const title = isOver ? say(applyWords.over, { result }) : say(applyWords.stands, { state: say(standing.title) });
  // Of a benefit that is a no, other help stands with it.
  const isSaid = standing.outlooks().some(({ isGiven }) => isGiven === false);
  const more = isOver
    ? standing.lacks && !isSaid && html`<p>${callLine(say, door, applyWords.otherHelp)}</p>`
    : html`<p>${say(applyWords.withUs)}</p>`;
  return page(
    sheet,
    title,
    html`${scriptPart(sheet, standing)}${more}${eventsPart(sheet, standing)}${renewalParts(sheet, standing)}${applyForm(sheet, 'form', { do: 'rest' }, button(say(applyWords.away)))}${numbersPart(sheet, standing)}${standingParts(sheet, standing)}${asidesPart(sheet, standing)}`,
  );
}
