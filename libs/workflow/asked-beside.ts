import { openBeside } from './ask-now.js';
import { alert, clearTimers, setTimer } from './deadlines.js';
import { inBetween } from './decided-otherwise.js';
import type { Due } from './program.js';
import { addDuration } from './time.js';
import type { Walk } from './walk.js';

/** What an alert is about that tells of a question about danger which nobody has asked yet. */
export const ASKED_BESIDE = 'asked-beside';
/** While such a question is open beside whoever has the client. */
export const BESIDE_TIMER = 'asked:beside';

/**
 * What is asked beside whoever has the client has a deadline, too: that of the ask where it would be asked otherwise. Any step may
 * open or answer it, so each ends with this.
 */
export function watchAskedBeside(walk: Walk): void {
  const due = dueBeside(walk);
  const { timers, askedBeside } = walk.state;
  if (due === null) {
    clearTimers(walk, (name) => name === BESIDE_TIMER);
    if (askedBeside) walk.state.askedBeside = null;
  } else if (!timers[BESIDE_TIMER]) {
    walk.state.askedBeside = walk.now;
    setTimer(walk, BESIDE_TIMER, addDuration(walk.now, due.beside ?? due.in ?? due.every));
  }
}

/** Nobody has asked it in time: people are told, again and again, and whoever has the client goes on. */
export function tellStillAsked(walk: Walk): void {
  const due = dueBeside(walk);
  if (due === null) return;
  alert(walk, due.alert, ASKED_BESIDE);
  setTimer(walk, BESIDE_TIMER, addDuration(walk.now, due.beside ?? due.every));
}

function dueBeside({ run, state, answers }: Walk): Due | null {
  const [decision] = openBeside(run, state, answers);
  const ask = decision === undefined ? null : inBetween(run.program, decision);
  const found = ask === null ? undefined : run.program.states[ask];
  return found?.kind === 'ask' ? found.due : null;
}
