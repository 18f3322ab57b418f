import type { FactRead, Outlook } from '../../apply/read-outlooks.js';
import type { Standing } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { type ApplySheet, callLine } from './sheet.js';
import { applyWords } from './words.js';

/** How it looks, benefit by benefit; and of a no, where else there is help. */
export function outlookParts(sheet: ApplySheet, standing: Standing): Html | null {
  const { say, door } = sheet;
  const { isDecided } = standing;
  const outlooks = standing.outlooks();
  if (outlooks.length === 0) return null;
  const refused = outlooks.filter(({ isGiven }) => isGiven === false);
  const elsewhere = [...new Set(refused.flatMap((one) => (one.elsewhere ? [say(one.elsewhere)] : [])))];
  const isSilent = refused.some((one) => one.elsewhere === null);
  return html`<h2>${say(applyWords.outlook)}</h2>
    ${outlooks.map((outlook) => outlookPart(sheet, outlook, isDecided))}${
      refused.length > 0 &&
      html`<h2>${say(applyWords.otherHelpTitle)}</h2>
        ${elsewhere.map((text) => html`<p>${text}</p>`)}${
          isSilent && html`<p>${callLine(say, door, applyWords.otherHelp)}</p>`
        }`
    }`;
}

function outlookPart(sheet: ApplySheet, outlook: Outlook, isDecided: boolean): Html {
  return html`<section class="outlook">
    <h3>${sheet.say(outlook.title)}</h3>
    ${standsPart(sheet, outlook, isDecided)}${factsPart(sheet, outlook)}
  </section>`;
}

/** Never a "no" while it is not decided: what is open says what it needs, and what was not said is no answer against anybody. */
function standsPart({ say }: ApplySheet, outlook: Outlook, isDecided: boolean): Html {
  const { status, label, isGiven, missing } = outlook;
  const list = missing.map((one) => say(one)).join(' · ');
  if (status !== 'settled' || label === null) {
    if (list === '') return html`<p>${say(applyWords.aPerson)}</p>`;
    return html`<p>${say(status === 'open' ? applyWords.stillNeed : applyWords.cannotTell, { list })}</p>`;
  }
  const reason = outlook.reason && say(outlook.reason);
  if (isGiven === false) {
    const text = isDecided ? applyWords.decidedNot : applyWords.likelyNot;
    return html`<p><strong>${say(text, { reason: reason ?? `${say(label)}.` })}</strong></p>`;
  }
  const text = isDecided ? applyWords.decided : applyWords.asItLooks;
  return html`<p><strong>${say(text, { label: say(label) })}</strong></p>
    ${reason && html`<p class="soft">${reason}</p>`}`;
}

/** Of a no all of it stands there, so that whoever finds a mistake can put it right; else it can be looked at. */
function factsPart({ say }: ApplySheet, { facts, isGiven, status }: Outlook): Html | null {
  if (facts.length === 0 || status !== 'settled') return null;
  const line = ({ what, said, limits }: FactRead): string => {
    const compared = limits.map(({ title, value, since }) =>
      say(applyWords.limit, { title: say(title), value: say(value), since: say(since) }),
    );
    return `${say(applyWords.saidOf, { what: say(what), said: say(said) })}${compared.length > 0 ? ` (${compared.join('; ')})` : ''}`;
  };
  return html`<details ${isGiven === false && html`open`}>
    <summary>${say(applyWords.lookedAt)}</summary>
    <ul>
      ${facts.map((fact) => html`<li>${line(fact)}</li>`)}
    </ul>
  </details>`;
}
