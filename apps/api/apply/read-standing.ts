import {
  type AnswerView,
  actorOf,
  type CaseView,
  type ConsentView,
  type GrantView,
  type LoadedCase,
  loadCase,
  type OpensView,
} from '../../../libs/cases/index.js';
import type { Answer, Text, Value } from '../../../libs/eligibility/index.js';
import { listDocuments } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import {
  type AllowedEvent,
  allowedEvents,
  type AskNow,
  askNow,
  isClients,
  localDate,
  type Question,
  questionsForClients,
  questionsOfClient,
  recipientsOf,
  type RunnableProgram,
} from '../../../libs/workflow/index.js';
import { lettersTold, type LetterTold } from '../../../libs/letters/index.js';
import { showAllowed } from '../cases/show-allowed.js';
import { followsFrom } from '../cases/show-answers.js';
import { agreedBefore, findServicesOf, showConsent } from '../cases/show-consent.js';
import { needsOf, showGrants } from '../cases/show-grants.js';
import { showEarlier, showRenewal } from '../cases/show-renewal.js';
import { answerText, dayText } from '../cases/words.js';
import { refusedPapers } from '../documents/refused-papers.js';
import { isTheirFile } from './kept-things.js';
import { isOfTheClock, type Outlook, readOutlooks, shortOf } from './read-outlooks.js';

/** What is asked now. */
export interface AskedNow {
  readonly question: Question;
  readonly optional: boolean;
  /** The decision that waits for it; null: nothing hangs on it. */
  readonly decision: string | null;
  /** What they told us in the application before, to be checked. */
  readonly earlier?: { readonly value: Value; readonly on: Text };
}

/** What they told us, as it is kept and as people say it. */
export interface Told {
  readonly question: Question;
  readonly answer: Answer;
  readonly label: () => AnswerView['label'];
  /** It can be put right where the application stands now. */
  readonly mayChange: boolean;
}

/** What they may do themselves, and what they are asked with it. */
export interface Doable {
  readonly event: string;
  readonly label: Text;
  /** It may be done at any time, and is what the page is for at none. */
  readonly isAside: boolean;
  /** It begins another application: what they agree to, and what would be shown there. */
  readonly opens: OpensView | null;
  readonly fields: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly choices: readonly string[];
    /** Null: one of the choices, or a word of their own. */
    readonly question: Question | null;
  }[];
}

/** Where an application stands, for whoever applies: what they may see and do, and nothing of the house. */
export interface Standing {
  readonly id: string;
  /** As staff say it aloud, and letters name it. */
  readonly number: string;
  readonly revision: number;
  readonly language: string;
  /** The day that it is where the helpline is. */
  readonly today: string;
  /** Its own version of the program. */
  readonly run: RunnableProgram;
  readonly kind: CaseView['kind'];
  /** It is for them to do something; else it lies with somebody, or has ended. */
  readonly isTheirs: boolean;
  readonly title: Text;
  /** What the program says of it. */
  readonly script: Text | null;
  readonly questions: readonly AskedNow[];
  readonly answers: readonly Told[];
  readonly outlooks: () => readonly Outlook[];
  /** Funded places that they have, or wait for. */
  readonly places: readonly GrantView[];
  readonly consent: CaseView['consent'];
  readonly allowed: readonly Doable[];
  /** Papers that are still to come. */
  readonly papers: readonly Text[];
  /** Of those that came and wait for the scanner, what they are. */
  readonly checking: readonly Text[];
  /** Of those in which a virus was found: what is to be sent once more, and whether it can be sent here. */
  readonly refused: readonly { readonly what: Text; readonly isHere: boolean }[];
  /** Files that they sent, oldest first. */
  readonly files: readonly TheirFile[];
  /** What was written to them, oldest first. */
  readonly letters: readonly { readonly number: number; readonly title: Text; readonly at: Text }[];
  readonly disposition: Text | null;
  /** What was decided stands: nothing of it is "likely" any more. */
  readonly isDecided: boolean;
  /** It ended, and something of what was wanted was not had, or nobody knows. */
  readonly lacks: boolean;
  /** What they may do from a later day on, and when. */
  readonly later: readonly Text[];
  /** They have begun the application that follows; events that would begin it lead on to it. */
  readonly goesOn: { readonly by: readonly string[] } | null;
}

/** That it came, and never what is in it: who finds number and code finds no bank statement. */
export interface TheirFile {
  readonly id: string;
  readonly what: Text;
  readonly at: Text;
  /** Nobody of ours has it in hand: they can still say otherwise what it answers. */
  readonly mayRemove: boolean;
}

/** What the tables have of an application: all that is found by its case alone, in one round trip. */
export interface StandingRows {
  readonly loaded: LoadedCase;
  readonly documents: Awaited<ReturnType<typeof listDocuments>>;
  readonly letters: readonly LetterTold[];
}

export async function findStanding(tx: Tx, caseId: string | null): Promise<StandingRows | null> {
  const [loaded, documents, letters] = await Promise.all([
    loadCase(tx, caseId),
    listDocuments(tx, caseId),
    lettersTold(tx, caseId),
  ]);
  return loaded && { loaded, documents, letters };
}

/**
 * One more round trip where there is more to find than `rows`: places, what stood in the application before, who would be told. What is
 * for the eye alone is worked out when it is looked at: most presses show nothing of it.
 */
export async function readStanding(tx: Tx, run: RunnableProgram, rows: StandingRows): Promise<Standing> {
  const { loaded, documents, letters } = rows;
  const { record, answers } = loaded;
  const { state } = record;
  const here = run.program.states[state.state];
  if (!here) throw new Error(`program ${run.program.id} has no state "${state.state}"`);
  const now = askNow(run, state, answers);
  const [earlier, consent, places, needs, renewal] = await Promise.all([
    showEarlier(tx, run, loaded, now),
    consentHere(tx, run, loaded),
    state.grants ? showGrants(tx, run, record.id) : [],
    state.ended ? needsOf(tx, record) : [],
    showRenewal(tx, run, loaded),
  ]);
  const [mine, ever] = [questionsOfClient(run, state), questionsForClients(run)];
  const told = toldBy(run, loaded, { mine, ever });
  const actor = actorOf(tx.who);
  return {
    ...{ id: record.id, number: record.number, revision: record.revision, language: record.language, kind: here.kind },
    ...{ run, today: localDate(tx.now.toISOString(), run.zone) },
    isTheirs: isClients(here) && ['ask', 'consent', 'wait'].includes(here.kind),
    ...{ title: here.title, script: here.script ?? null, consent },
    allowed: allowedEvents(run, state, answers, actor, tx.now.toISOString()).map((one) => doable(run, one)),
    questions: now.filter(({ question }) => mine.has(question.id)).map((one) => askedNow(run, one, earlier)),
    answers: told,
    places: places.filter(({ status }) => status === 'granted' || status === 'waiting'),
    outlooks: onceAsked(() => readOutlooks(run, { state, answers, ever, mine })),
    papers: papersOf(run, loaded, now, ever),
    checking: checkingOf(run, ever, documents),
    refused: refusedPapers(documents, answers).flatMap((id) =>
      ever.has(id) ? [{ what: shortOf(run, id), isHere: mine.has(id) }] : [],
    ),
    files: filesOf(run, documents, mine),
    letters: letters.map(({ number, letter, createdAt }) => ({
      ...{ number, title: run.program.letters?.[letter]?.title ?? { en: letter, fr: letter } },
      at: dayText(localDate(createdAt.toISOString(), run.zone)),
    })),
    disposition: state.ended ? (run.program.dispositions[state.ended.disposition] ?? null) : null,
    isDecided: here.kind === 'end' || ('stands' in here && here.stands === true),
    lacks: here.kind === 'end' && needs.some(({ status }) => status !== 'met'),
    later: (renewal.later ?? []).map(({ sentence }) => sentence),
    goesOn: renewal.renewedBy ? { by: opensFor(run) } : null,
  };
}

/** Null: nothing is asked to be told here. */
async function consentHere(tx: Tx, run: RunnableProgram, loaded: LoadedCase): Promise<ConsentView | null> {
  const { record, answers } = loaded;
  if (run.program.states[record.state.state]?.kind !== 'consent') return null;
  const told = recipientsOf(run, record.state, answers);
  const before = agreedBefore(run, record, told);
  return showConsent(run, loaded, { told, before }, await findServicesOf(tx, [...told, ...before]));
}

type Earlier = Awaited<ReturnType<typeof showEarlier>>;

function askedNow(run: RunnableProgram, { question, optional, decision }: AskNow, earlier: Earlier): AskedNow {
  const before = earlier[question.id]?.earlier;
  const shown = before && { value: before.value, on: dayText(localDate(before.at, run.zone)) };
  return { question, optional, decision, ...(shown && { earlier: shown }) };
}

/** In the order in which it was told; what is of one moment in the program's order. */
function toldBy(
  run: RunnableProgram,
  { answers, facts }: LoadedCase,
  { mine, ever }: { readonly mine: ReadonlySet<string>; readonly ever: ReadonlySet<string> },
): readonly Told[] {
  const all = Object.values(run.program.questions).flatMap((question): (Told & { at: string })[] => {
    const answer = answers[question.id];
    // What follows from no answer, such as the day on which the application came in, is none of theirs.
    if (!answer || !ever.has(question.id) || isOfTheClock(question)) return [];
    const at = facts[question.id]?.at ?? '';
    if (followsFrom(run, question, answers, at) !== null) return [];
    const isDay = question.type === 'date' && 'value' in answer;
    const label = onceAsked(() =>
      isDay ? dayText(String(answer.value)) : answerText(run.program, question.id, answer),
    );
    return [{ question, answer, label, mayChange: mine.has(question.id), at }];
  });
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Worked out when it is asked for, and once. */
function onceAsked<T>(find: () => T): () => T {
  let found: { readonly it: T } | null = null;
  return () => (found ??= { it: find() }).it;
}

/** Events by which clients begin another application. */
const opensFor = ({ program }: RunnableProgram): readonly string[] => {
  const events = Object.values(program.states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events) : [],
  );
  return [...new Set(events.flatMap(({ id, by, opens }) => (opens && by.includes('client') ? [id] : [])))];
};

function doable({ program }: RunnableProgram, one: AllowedEvent): Doable {
  const { event, label, kind, fields, opens = null } = showAllowed(program, one);
  return {
    ...{ event, label, opens, isAside: kind === 'interrupt' },
    fields: fields.map(({ name, type, optional, choices }) => {
      const question = type === 'question' ? (program.questions[name] ?? null) : null;
      return { name, optional: question?.optional ?? optional, choices, question };
    }),
  };
}

/** Of every paper that clients may be asked for, those that we do not have yet. */
function papersOf(
  run: RunnableProgram,
  { answers }: LoadedCase,
  now: readonly AskNow[],
  ever: ReadonlySet<string>,
): readonly Text[] {
  const isAsked = (id: string): boolean => now.some(({ question }) => question.id === id);
  return papersAsked(run, ever).flatMap((id) => {
    const answer = answers[id];
    const isComing = answer ? 'value' in answer && answer.value === 'coming' : isAsked(id);
    return isComing ? [shortOf(run, id)] : [];
  });
}

function checkingOf(
  run: RunnableProgram,
  ever: ReadonlySet<string>,
  documents: StandingRows['documents'],
): readonly Text[] {
  if (papersAsked(run, ever).length === 0) return [];
  const waiting = documents.filter(({ status }) => status === 'quarantined');
  return [...new Set(waiting.map(({ question }) => question))].map((id) => shortOf(run, id));
}

function filesOf(
  run: RunnableProgram,
  documents: StandingRows['documents'],
  mine: ReadonlySet<string>,
): readonly TheirFile[] {
  return documents.filter(isTheirFile).map(({ id, question, receivedAt }) => ({
    ...{ id, what: shortOf(run, question), mayRemove: mine.has(question) },
    at: dayText(localDate(receivedAt.toISOString(), run.zone)),
  }));
}

const papersAsked = ({ program }: RunnableProgram, ever: ReadonlySet<string>): readonly string[] =>
  [...ever].filter((id) => program.questions[id]?.type === 'document');

/** What somebody may be asked to show, before they begin. */
export const papersOfProgram = (run: RunnableProgram): readonly Text[] =>
  papersAsked(run, questionsForClients(run)).map((id) => shortOf(run, id));
