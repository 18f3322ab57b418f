import type { Outlook, Standing, Told } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/** Below whatever is asked: how it looks, what is still to come, and what was told. */
export function standingParts(sheet: ApplySheet, { outlooks, papers, checking, answers, kind }: Standing): Html {
  const { say } = sheet;
  return html`${
    outlooks.length > 0 &&
    html`<h2>${say(applyWords.outlook)}</h2>
      ${outlooks.map((outlook) => outlookPart(sheet, outlook, kind === 'end'))}`
  }${checking.map((what) => html`<p class="note">${say(applyWords.checking, { what: say(what) })}</p>`)}${
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

/** Never a "no" while it is not decided: what is open says what it needs, and what was not said is no answer against anybody. */
function outlookPart({ say }: ApplySheet, outlook: Outlook, isOver: boolean): Html {
  const { title, status, label, sentence, missing } = outlook;
  const list = missing.map((one) => say(one)).join(' · ');
  const settled = (name: string) => say(isOver ? applyWords.decided : applyWords.asItLooks, { label: name });
  const stands =
    label !== null && status === 'settled'
      ? html`<p><strong>${settled(say(label))}</strong></p>
          <p class="soft">${say(sentence)}</p>`
      : html`<p>${say(status === 'open' ? applyWords.stillNeed : applyWords.cannotTell, { list })}</p>`;
  return html`<section class="outlook">
    <h3>${say(title)}</h3>
    ${stands}
  </section>`;
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
