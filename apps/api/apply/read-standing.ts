import {
  type AnswerView,
  type CaseView,
  type GrantView,
  type LoadedCase,
  loadCase,
  type OpensView,
} from '../../../libs/cases/index.js';
import type { Answer, Text, Value } from '../../../libs/eligibility/index.js';
import { listDocuments } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import {
  isClients,
  localDate,
  type Question,
  questionsForClients,
  questionsOfClient,
  type RunnableProgram,
} from '../../../libs/workflow/index.js';
import { lettersTold, type LetterTold } from '../../../libs/letters/index.js';
import { showCase } from '../cases/show-case.js';
import { dayText } from '../cases/words.js';
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
  readonly label: AnswerView['label'];
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
  readonly outlooks: readonly Outlook[];
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

export async function readStanding(
  tx: Tx,
  run: RunnableProgram,
  { loaded, documents, letters }: StandingRows,
): Promise<Standing> {
  const view = await showCase(tx, run, loaded);
  const { state } = loaded.record;
  const mine = questionsOfClient(run, state);
  const here = run.program.states[state.state]!;
  const questions = run.program.questions;
  const asked = view.questions.flatMap(({ id, optional, why, earlier }) => {
    if (!mine.has(id)) return [];
    const before = earlier && { value: earlier.value, on: dayText(localDate(earlier.at, run.zone)) };
    return [{ question: questions[id]!, optional, decision: why.decision, ...(before && { earlier: before }) }];
  });
  const ever = questionsForClients(run);
  return {
    ...{ id: view.id, revision: view.revision, language: view.language, kind: view.kind },
    ...{ run, today: localDate(tx.now.toISOString(), run.zone) },
    isTheirs: isClients(here) && ['ask', 'consent', 'wait'].includes(view.kind),
    ...{ title: view.stateTitle, script: view.script, consent: view.consent },
    allowed: doableOf(run, view),
    questions: asked,
    answers: view.answers.flatMap(({ question: id, label, from }) => {
      const answer = loaded.answers[id];
      if (!ever.has(id) || !answer || from !== null) return [];
      const question = questions[id]!;
      // What follows from no answer, such as the day on which the application came in, is none of theirs.
      if (isOfTheClock(question)) return [];
      const isDay = question.type === 'date' && 'value' in answer;
      const said = isDay ? dayText(String(answer.value)) : label;
      return [{ question, answer, label: said, mayChange: mine.has(id) }];
    }),
    places: (view.grants ?? []).filter(({ status }) => status === 'granted' || status === 'waiting'),
    outlooks: readOutlooks(run, { view, answers: loaded.answers, ever, mine }),
    papers: papersOf(run, view, ever),
    checking: checkingOf(run, ever, documents),
    refused: refusedPapers(documents, loaded.answers).flatMap((id) =>
      ever.has(id) ? [{ what: shortOf(run, id), isHere: mine.has(id) }] : [],
    ),
    files: filesOf(run, documents, mine),
    letters: letters.map(({ number, letter, createdAt }) => ({
      ...{ number, title: run.program.letters?.[letter]?.title ?? { en: letter, fr: letter } },
      at: dayText(localDate(createdAt.toISOString(), run.zone)),
    })),
    disposition: view.dispositionLabel,
    isDecided: view.kind === 'end' || ('stands' in here && here.stands === true),
    lacks: view.kind === 'end' && view.needs.some(({ status }) => status !== 'met'),
    later: (view.later ?? []).map(({ sentence }) => sentence),
    goesOn: view.renewedBy ? { by: opensFor(run) } : null,
  };
}

/** Events by which clients begin another application. */
const opensFor = ({ program }: RunnableProgram): readonly string[] => {
  const events = Object.values(program.states).flatMap((state) =>
    state.kind === 'wait' ? Object.values(state.events) : [],
  );
  return [...new Set(events.flatMap(({ id, by, opens }) => (opens && by.includes('client') ? [id] : [])))];
};

function doableOf({ program }: RunnableProgram, { allowed }: CaseView): readonly Doable[] {
  return allowed.map(({ event, label, kind, fields, opens = null }) => ({
    ...{ event, label, opens, isAside: kind === 'interrupt' },
    fields: fields.map(({ name, type, optional, choices }) => {
      const question = type === 'question' ? (program.questions[name] ?? null) : null;
      return { name, optional: question?.optional ?? optional, choices, question };
    }),
  }));
}

/** Of every paper that clients may be asked for, those that we do not have yet. */
function papersOf(run: RunnableProgram, { answers, questions }: CaseView, ever: ReadonlySet<string>): readonly Text[] {
  const isAsked = (id: string): boolean => questions.some((question) => question.id === id);
  const said = (id: string) => answers.find(({ question }) => question === id)?.value;
  return papersAsked(run, ever).flatMap((id) =>
    said(id) === 'coming' || (said(id) === undefined && isAsked(id)) ? [shortOf(run, id)] : [],
  );
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
