import type { Doable, Standing } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { goTo } from '../parts.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

export const TAKE_BACK = 'withdraw-consent';
const ofEngine = ['give-consent', 'withhold-consent', TAKE_BACK];

/** What may be done beside answering, each asked once more on a page of its own: the first is what it is all for. */
export function eventsPart({ say, to }: ApplySheet, { allowed, questions, isDecided }: Standing): Html {
  const own = allowed.filter(({ event, isAside }) => !isAside && !ofEngine.includes(event));
  const isReady = questions.every(({ question }) => question.type === 'document');
  // Of what was decided they may give back or ask again: none of that is what the page is for.
  const links = own.map(({ event, label, opens }, at) =>
    goTo(to('form', { event }), say(label), at === 0 && isReady && (opens || !isDecided) ? 'main' : ''),
  );
  return html`${links}`;
}

/** At the end of the page, and small: what ends it all must not be pressed for going on. */
export function asidesPart({ say, to }: ApplySheet, { allowed }: Standing): Html {
  const line = ({ event, label }: Doable) =>
    html`<p class="aside">
      <a href="${to('form', { event })}">${event === TAKE_BACK ? say(applyWords.takeBack) : say(label)}</a>
    </p>`;
  return html`${allowed.filter(({ event, isAside }) => isAside || event === TAKE_BACK).map(line)}`;
}
