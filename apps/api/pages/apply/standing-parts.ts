import { inGroups } from '../../../../libs/access/index.js';
import type { Text } from '../../../../libs/eligibility/index.js';
import type { Standing, Told } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { outlookParts } from './outlook-parts.js';
import { type ApplySheet, callLine } from './sheet.js';
import { applyWords } from './words.js';

/** Below whatever is asked: how it looks, what is still to come, and what was told. */
export function standingParts(sheet: ApplySheet, standing: Standing): Html {
  const { say } = sheet;
  const { papers, checking, answers, kind } = standing;
  return html`${placesPart(sheet, standing)}${lettersPart(sheet, standing)}${outlookParts(sheet, standing)}${checking.map((what) => html`<p class="note">${say(applyWords.checking, { what: say(what) })}</p>`)}${
    papers.length > 0 &&
    kind !== 'end' &&
    html`<h2>${say(applyWords.papers)}</h2>
      <ul>
        ${papers.map((paper) => html`<li>${say(paper)}</li>`)}
      </ul>`
  }${filesPart(sheet, standing)}${
    answers.length > 0 &&
    html`<h2>${say(applyWords.told)}</h2>
      <dl class="told">${answers.map((told) => toldPart(sheet, told))}</dl>`
  }`;
}

/** By which they come back, and by which we find them: each says what it is for. The code is told once, elsewhere. */
export function numbersPart({ say, handle }: ApplySheet, { number }: Standing): Html {
  const line = (what: Text, value: string) =>
    html`<div>
      <dt>${say(what)}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<h2>${say(applyWords.numbers)}</h2>
    <dl>${handle !== null && line(applyWords.comeBackBy, inGroups(handle))}${line(applyWords.sayNumber, number)}</dl>`;
}

/** Said first: only they can send it once more, and where it is with somebody else, a call says how. */
export function refusedPart({ say, door, faults }: ApplySheet, { refused, kind }: Standing): Html | null {
  // What has just happened stands at its input.
  if (refused.length === 0 || faults.length > 0 || kind === 'end') return null;
  const line = ({ what, isHere }: Standing['refused'][number]) =>
    html`<p class="note">
      ${say(applyWords.refused, { what: say(what) })}
      ${isHere ? say(applyWords.refusedHere) : callLine(say, door, applyWords.refusedCall)}
    </p>`;
  return html`${refused.map(line)}`;
}

/** What they have, and which in line they are for what is all taken. */
function placesPart({ say, language }: ApplySheet, { places }: Standing): Html | null {
  if (places.length === 0) return null;
  const lines = places.map(({ title, term, status, place }) => {
    const about = { what: say(title), year: say(term) };
    if (status === 'granted') return say(applyWords.given, about);
    return place === null
      ? say(applyWords.inLineSomewhere, about)
      : say(applyWords.inLine, { ...about, place: ordinal(place, language) });
  });
  return html`<h2>${say(applyWords.places)}</h2>
    ${lines.map((line) => html`<p class="note">${line}</p>`)}`;
}

const english: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const kindOf = new Intl.PluralRules('en', { type: 'ordinal' });

/** 12th, 12e; of a place, which is feminine in French. */
function ordinal(place: number, language: ApplySheet['language']): string {
  if (language === 'fr') return place === 1 ? '1re' : `${place}e`;
  return `${place}${english[kindOf.select(place)] ?? 'th'}`;
}

function lettersPart({ say, to }: ApplySheet, { letters }: Standing): Html | null {
  if (letters.length === 0) return null;
  const line = ({ number, title, at }: Standing['letters'][number]) =>
    html`<li>
      <a href="${to('letter', { n: String(number) })}">${say(applyWords.letter, { title: say(title), at: say(at) })}</a>
    </li>`;
  return html`<h2>${say(applyWords.letters)}</h2>
    <ul class="told">
      ${letters.map(line)}
    </ul>`;
}

function filesPart({ say, to }: ApplySheet, { files }: Standing): Html | null {
  if (files.length === 0) return null;
  const line = ({ what, at, mayRemove }: Standing['files'][number], index: number) => {
    const about = { what: say(what), at: say(at) };
    const remove = html` <a
      href="${to('remove', { n: String(index + 1) })}"
      aria-label="${say(applyWords.removeWhat, about)}"
      >${say(applyWords.remove)}</a
    >`;
    return html`<li>${say(applyWords.sentOn, about)}${mayRemove && remove}</li>`;
  };
  return html`<h2>${say(applyWords.files)}</h2>
    <ul class="told">
      ${files.map(line)}
    </ul>`;
}

function toldPart({ say, to }: ApplySheet, { question, label, mayChange }: Told): Html {
  const what = say(question.short ?? question.ask);
  const link = html` <a
    href="${to('form', { change: question.id })}"
    aria-label="${say(applyWords.changeWhat, { what })}"
    >${say(applyWords.change)}</a
  >`;
  return html`<div>
    <dt>${what}</dt>
    <dd>${say(label())}${mayChange && question.type !== 'document' && link}</dd>
  </div>`;
}
