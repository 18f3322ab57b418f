import type { OpensView } from '../../../../libs/cases/index.js';
import type { Standing } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { button } from '../parts.js';
import { applyForm } from './entry-content.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/** When they may apply again; or that they have, and the way on. */
export function renewalParts(sheet: ApplySheet, { later, goesOn }: Standing): Html {
  const { say } = sheet;
  return html`${later.map((sentence) => html`<p class="note">${say(sentence)}</p>`)}${
    goesOn &&
    html`<p class="note">${say(applyWords.begunAgain)}</p>
      ${applyForm(sheet, 'form', { do: 'follow' }, button(say(applyWords.goOnWithIt), 'main'))}`
  }`;
}

/** What whoever applies again agrees to by it. */
export function agreePart({ say, to }: ApplySheet, { purpose, confirm }: OpensView): Html {
  return html`<p>${say(purpose)}</p>
    <h2>${say(applyWords.shownAgain)}</h2>
    <ul>
      ${confirm.map((one) => html`<li>${say(one)}</li>`)}
    </ul>
    <p>${say(applyWords.toUs)} <a href="${to('')}">${say(applyWords.withNothing)}</a></p>`;
}
