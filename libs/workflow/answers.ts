import type { Answer } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import { misfitAt } from './check-answer.js';
import { inOrder, sameAnswer as same } from './same-answer.js';
import { computeAnew, computedAnswer, isOfCase } from './compute.js';
import { setDueByAnswers, setTimersByAnswers } from './deadlines.js';
import {
  askInBetween,
  asksSafety,
  decisionOf,
  isDecidedBy,
  leavesOtherwise,
  newDanger,
  tellIfDecidedOtherwise,
} from './decided-otherwise.js';
import { isHeld, isHolders } from './held.js';
import { isReviewers } from './four-eyes.js';
import { isRescue } from './life-at-risk.js';
import { reconsider, rememberResume, settle } from './move.js';
import { revokeOffers } from './offers.js';
import { isReadByAgencies } from './read-by-agencies.js';
import { localDate } from './time.js';
import { IMMINENT } from './safety.js';
import { type Walk, UNDETERMINED, askExit, refuse, stateOf, rememberSettled } from './walk.js';

/**
 * Takes answers in any order: new ones, corrections, declined ones, and ones taken back (`null`).
 * All of them fit or none is taken. A correction that changes the exit of an ask already passed brings the case
 * back to that ask; open offers are revoked then, and whoever took the client over is told.
 */
export function giveAnswers(walk: Walk, given: Readonly<Record<string, Answer | null>>): void {
  const before = { ...walk.answers };
  const changed: string[] = [];
  const believed: string[] = [];
  for (const [id, sent] of Object.entries(given)) {
    const answer = sent && inOrder(own(walk.run.program.questions, id), sent);
    if (answer !== null) walk.given.add(id);
    if (!fits(walk, id, answer)) return;
    if (believe(walk, id) && answer !== null) {
      walk.facts[id] = answer;
      believed.push(id);
    }
    if (same(own(before, id), answer)) continue;
    changed.push(id);
    walk.facts[id] = answer;
    setAnswer(walk, id, answer);
  }
  changed.push(...takeBackContradicted(walk, changed));
  const followed = computeAnew(walk, changed);
  if (!agreeWithComputed(walk, changed)) return;
  const corrected = [...changed, ...followed].filter((id) => own(before, id) !== undefined);
  rememberSettled(walk);
  const first = changed.filter((id) => !corrected.includes(id));
  if (corrected.length > 0) tellOfCorrected(walk, corrected);
  const danger = newDanger(walk, omit(before, believed));
  if (danger !== null) goToDanger(walk, danger);
  else if (isDecided(walk)) noteDecided(walk);
  else if (corrected.length > 0 || isHolders(stateOf(walk))) decideAnew(walk);
  else settle(walk);
  if (!walk.refused) tellOfFirst(walk, first);
  noteSafety(walk);
  if (walk.refused || walk.trace.length > 0) return;
  setDueByAnswers(walk, Object.keys(walk.facts));
  setTimersByAnswers(walk, Object.keys(walk.facts));
}

/** What an answer contradicts is not known any more, unless it is said in the same breath: its question is asked again. */
function takeBackContradicted(walk: Walk, changed: readonly string[]): readonly string[] {
  const words = changed.flatMap((id) => {
    const asksAgain = walk.run.program.questions[id]?.asksAgain;
    const word = wordOf(own(walk.answers, id));
    return Object.entries((asksAgain && word !== null && own(asksAgain, word)) || {});
  });
  const contradicted = words.flatMap(([id, not]) => {
    const said = walk.given.has(id) ? null : wordOf(own(walk.answers, id));
    return said !== null && not.includes(said) ? [id] : [];
  });
  const ids = [...new Set(contradicted)];
  for (const id of ids) {
    walk.facts[id] = null;
    setAnswer(walk, id, null);
  }
  return ids;
}

const wordOf = (answer: Answer | undefined): string | null =>
  answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null;

/** Said anew, it is known again, and since now. True: it was in doubt. */
function believe(walk: Walk, id: string): boolean {
  const { [id]: since, ...others } = walk.state.doubted ?? {};
  if (since === undefined) return false;
  walk.state.doubted = others;
  return true;
}

/** What follows from another answer is corrected there: two that contradict each other are not both kept. */
function agreeWithComputed(walk: Walk, changed: readonly string[]): boolean {
  for (const id of changed) {
    const question = walk.run.program.questions[id];
    const computed = question && computedAnswer(question, walk.answers, localDate(walk.now, walk.run.zone));
    if (!computed || same(own(walk.answers, id), computed)) continue;
    refuse(
      walk,
      'answer-does-not-fit-the-question',
      id,
      'value' in computed ? [String(computed.value)] : ['prefer-not'],
    );
    return false;
  }
  return true;
}

function fits(walk: Walk, id: string, answer: Answer | null): boolean {
  const question = own(walk.run.program.questions, id);
  if (!question) {
    const near = Object.keys(walk.run.program.questions).filter((other) => other.endsWith(`.${id}`));
    refuse(walk, 'question-is-not-in-this-program', id, near);
    return false;
  }
  const before = own(walk.answers, id);
  // The day on which the case was opened is what it is: earlier limits stay those of an earlier application.
  const stands = isOfCase(question) && before && 'value' in before && !same(before, answer) ? before.value : null;
  const found = stands !== null ? { expected: [String(stands)] } : answer === null ? null : misfitAt(question, answer);
  if (found) refuse(walk, 'answer-does-not-fit-the-question', id, found.expected, found.at);
  return found === null;
}

export function setAnswer(walk: Walk, id: string, answer: Answer | null): void {
  if (answer === null) delete walk.answers[id];
  else walk.answers[id] = answer;
}

const omit = (answers: Walk['answers'], ids: readonly string[]): Walk['answers'] =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)));

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Whether this ask is about danger while an agency has the client: such a word never takes them from it. "Risk now" breaks in
 * (help is called beside the agency, and the case goes on where it was); what is less, or only open, is asked beside.
 */
function breaksIn(walk: Walk, ask: string): boolean {
  return walk.state.holder !== null && isHolders(stateOf(walk)) && asksSafety(walk, ask);
}

function askBetween(walk: Walk, ask: string): void {
  const here = stateOf(walk);
  if (here.kind === 'end') return;
  rememberResume(walk, here);
  const { passed, resumeAfter } = walk.state;
  // Asked anew, what was found before by whichever ask is over.
  const stays = (entry: (typeof passed)[number]) => decisionOf(walk, entry.state) !== decisionOf(walk, ask);
  walk.state.resumeAfter = passed.slice(0, resumeAfter).filter(stays).length;
  walk.state.passed = passed.filter(stays);
  reconsider(walk, ask);
  // What else was corrected in the same step is looked at from where the case is again.
  if (walk.state.state === here.id) decideAnew(walk);
}

/**
 * An agency that has the client keeps them, whatever is corrected, and is told of it. That something was decided by what is not so
 * any more is for supervisors to weigh: whoever is on the way is not turned round by an answer.
 */
function tellOfCorrected(walk: Walk, corrected: readonly string[]): void {
  const { holder } = walk.state;
  // Whoever took the client once, and has them no more, is told nothing of what is said to us later.
  if (holder === null || !isHeld(walk.run.program, walk.state)) return;
  tellOfFacts(walk, holder, corrected);
  tellIfDecidedOtherwise(walk, corrected);
}

/** What is said for the first time is news to them as well: while we ask, once the case is in their hands again. */
function tellOfFirst(walk: Walk, first: readonly string[]): void {
  const { holder } = walk.state;
  if (holder !== null && isHolders(stateOf(walk))) tellOfFacts(walk, holder, first);
}

function tellOfFacts(walk: Walk, agency: string, changed: readonly string[]): void {
  const questions = changed.filter((id) => isReadByAgencies(walk.run.program, id));
  const isTold = walk.effects.some((effect) => effect.kind === 'tell-holder' && effect.agency === agency);
  if (questions.length > 0 && !isTold)
    walk.effects.push({ kind: 'tell-holder', agency, why: 'facts-changed', questions });
}

/**
 * What is known anew about danger while an agency has the client, and is none, was passed by that from now on: what is corrected
 * later leads nobody away for it. Where 911 is called, that it was danger is why.
 */
function noteSafety(walk: Walk): void {
  const here = stateOf(walk);
  if (walk.state.holder === null || !isHolders(here)) return;
  const isWhy = (exit: string) => exit === IMMINENT && isRescue(walk.run.program, here.id);
  walk.state.passed = walk.state.passed.map((entry) => {
    const now = asksSafety(walk, entry.state) ? exitNow(walk, entry.state) : null;
    return now === null || now === IMMINENT || isWhy(entry.exit) ? entry : { ...entry, exit: now };
  });
}

const exitNow = (walk: Walk, ask: string): string | null => askExit(walk.run, stateOf(walk, ask), walk.answers);

/** What lies with reviewers they decide, and what was decided may stand: no answer takes the case from there. */
function isDecided(walk: Walk): boolean {
  const state = stateOf(walk);
  return isReviewers(walk.run.program, state.id) || (state.kind === 'wait' && state.stands === true);
}

/** The asks that were passed count as left the way they would be left now. */
function noteDecided(walk: Walk): void {
  walk.state.passed = walk.state.passed.map((entry) => ({ ...entry, exit: exitNow(walk, entry.state) ?? entry.exit }));
}

/** Danger is looked at at once, whatever else was passed or waits to be decided anew. */
function goToDanger(walk: Walk, ask: string): void {
  walk.state.declined = [];
  if (breaksIn(walk, ask)) return askBetween(walk, ask);
  const { passed, resumeTo, resumeAfter } = walk.state;
  const at = passed.findIndex(({ state }) => state === ask);
  const before = at >= 0 ? at : resumeTo === null ? 0 : resumeAfter;
  // Whoever has taken the client meanwhile is there when the case comes back.
  revokeOffers(walk, isHeld(walk.run.program, walk.state) ? (resumeTo ?? undefined) : undefined);
  walk.state.passed = passed.slice(0, before);
  walk.state.resumeAfter = Math.min(resumeAfter, before);
  reconsider(walk, ask);
}

/** Goes back to the first ask that would now be left otherwise. */
function decideAnew(walk: Walk): void {
  const { passed, resumeTo, resumeAfter } = walk.state;
  const changed = passed.findIndex(
    (entry, index) => mayLeadBack(walk, entry, index) && leavesOtherwise(walk, entry.state, entry.exit),
  );
  const entry = passed[changed];
  if (!entry) return settle(walk);
  walk.state.declined = [];
  if (breaksIn(walk, entry.state)) return askBetween(walk, askInBetween(walk, entry.state));
  if (resumeTo !== null && changed < resumeAfter) {
    // The interrupt is not over: its questions come first, then the case goes back to the corrected ask. Help that the
    // interrupt itself is calling does not depend on that ask, and goes on.
    revokeOffers(walk, walk.state.state);
    const outlasts = safetyAfter(walk, changed);
    const stays = (one: (typeof passed)[number], index: number) =>
      index < changed || index >= resumeAfter || outlasts.includes(one);
    walk.state.passed = passed.filter(stays);
    walk.state.resumeTo = entry.state;
    walk.state.resumeAfter = changed;
    walk.state.suspended = {};
    return settle(walk);
  }
  // Where the case goes back to, what is offered does not depend on what was asked in between: a yes that waits there stays one.
  revokeOffers(walk, resumeTo ?? undefined);
  walk.state.passed = [...passed.slice(0, changed), ...safetyAfter(walk, changed)];
  reconsider(walk, entry.state);
}

/**
 * Whom an agency has, no other fact than danger takes from them; as long as that is only asked again, they have them still. While
 * emergency help is called, that is left by another word about the danger for which it is called, and by nothing else; where the
 * case leads back to is corrected all the same.
 */
function mayLeadBack(walk: Walk, { state: ask, exit }: CaseState['passed'][number], index: number): boolean {
  const { resumeTo, resumeAfter } = walk.state;
  const { program } = walk.run;
  const isAfter = index >= resumeAfter;
  const held = isHeld(program, walk.state);
  if (isRescue(program, walk.state.state)) {
    if (!asksSafety(walk, ask)) return !held && resumeTo !== null && !isAfter;
    return exit === IMMINENT && (isAfter || !held) && isOtherWord(walk, ask);
  }
  // New danger has led to help already.
  if (breaksIn(walk, ask)) return false;
  return !held || (asksSafety(walk, ask) && isAfter);
}

/**
 * That somebody would rather not say is no word that there is no danger. Taken back, it is asked again at once; where an agency has
 * the client, beside the help that is called.
 */
function isOtherWord(walk: Walk, ask: string): boolean {
  const now = exitNow(walk, ask);
  if (now === null) return !breaksIn(walk, ask) && isDecidedBy(walk, ask, Object.keys(walk.facts));
  return now !== UNDETERMINED;
}

/** Of asks about danger that were passed later than this one, the last of each other decision: going back does not undo what was asked of it. */
function safetyAfter(walk: Walk, index: number): CaseState['passed'] {
  const { passed } = walk.state;
  const own = decisionOf(walk, passed[index]!.state);
  const later = passed.slice(index + 1).filter(({ state }) => asksSafety(walk, state));
  const lastOf = new Map(later.map((entry) => [decisionOf(walk, entry.state), entry]));
  return later.filter((entry) => {
    const decision = decisionOf(walk, entry.state);
    return decision !== own && lastOf.get(decision) === entry;
  });
}
