import type { Standing, Told } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { outlookParts } from './outlook-parts.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/** Below whatever is asked: how it looks, what is still to come, and what was told. */
export function standingParts(sheet: ApplySheet, standing: Standing): Html {
  const { say } = sheet;
  const { papers, checking, answers, kind } = standing;
  return html`${outlookParts(sheet, standing)}${checking.map((what) => html`<p class="note">${say(applyWords.checking, { what: say(what) })}</p>`)}${
    papers.length > 0 &&
    kind !== 'end' &&
    html`<h2>${say(applyWords.papers)}</h2>
      <ul>
        ${papers.map((paper) => html`<li>${say(paper)}</li>`)}
      </ul>`
  }${
    answers.length > 0 &&
    html`<h2>${say(applyWords.told)}</h2>
      <dl class="told">${answers.map((told) => toldPart(sheet, told))}</dl>`
  }`;
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
    <dd>${say(label)}${mayChange && link}</dd>
  </div>`;
}
