import { type Answers, limitsRead, type Text, type Verdict } from '../../../libs/eligibility/index.js';
import {
  type CaseState,
  type DecisionDefinition,
  otherDecisionsOf,
  type Program,
  type Question,
  type RunnableProgram,
  verdicts,
} from '../../../libs/workflow/index.js';
import { answerText, dayText, fillIn, named, valueText } from '../cases/words.js';

/** A benefit, or a part of one: what stands now, and what is still to be known. */
export interface Outlook {
  readonly title: Text;
  readonly status: Verdict['status'];
  /** Whether it may be had; null: it is not settled, or is about no benefit. */
  readonly isGiven: boolean | null;
  /** Null while it is open. */
  readonly label: Text | null;
  /** The words beside the row that decided. */
  readonly reason: Text | null;
  /** What of theirs it rests on. */
  readonly facts: readonly FactRead[];
  /** What is still to be told, or was not said. */
  readonly missing: readonly Text[];
  /** Of a no: where else there is help, in the words of the program. */
  readonly elsewhere: Text | null;
}
export interface FactRead {
  readonly what: Text;
  readonly said: Text;
  /** What it was compared with, where that changes with time. */
  readonly limits: readonly { readonly title: Text; readonly value: Text; readonly since: Text }[];
}

/** What they answered, and what they may answer where the case stands. */
interface Theirs {
  readonly state: Pick<CaseState, 'doubted'>;
  readonly answers: Answers;
  /** Every question that clients are asked anywhere. */
  readonly ever: ReadonlySet<string>;
  /** Those that they can answer now. */
  readonly mine: ReadonlySet<string>;
}

/**
 * How each benefit looks to whoever applies; where the program names none, each table that decides by what clients are asked themselves.
 * What staff look at in between, and what is worked out from no answer, is none of theirs.
 */
export function readOutlooks(run: RunnableProgram, theirs: Theirs): readonly Outlook[] {
  const found = verdicts(run, answersNow(theirs));
  const tables = Object.values(run.program.decisions).filter(isTable);
  const benefits = tables.filter(({ benefit }) => benefit);
  const shown = benefits.length > 0 ? benefits : tables.filter(({ id }) => decidesByTheirs(run, theirs, id));
  return shown.flatMap((definition) => outlookOf(run, theirs, found, definition) ?? []);
}

type Found = Readonly<Record<string, Verdict>>;

/** What nobody knows any more is neither a yes nor a no. */
function answersNow({ state, answers }: Theirs): Answers {
  const doubted = Object.keys(state.doubted ?? {}).map((id) => [id, { declined: true }] as const);
  return doubted.length === 0 ? answers : { ...answers, ...Object.fromEntries(doubted) };
}

type TableDecision = Extract<DecisionDefinition, { readonly kind: 'table' }>;
const isTable = (decision: DecisionDefinition): decision is TableDecision => decision.kind === 'table';

const decidesByTheirs = ({ decisions }: RunnableProgram, { ever }: Theirs, id: string): boolean =>
  decisions[id]?.reads.every((read) => ever.has(read)) ?? false;

function outlookOf(run: RunnableProgram, theirs: Theirs, found: Found, definition: TableDecision): Outlook | null {
  const { benefit, elsewhere, id, title, labels } = definition;
  const verdict = found[id]!;
  const { status, outcome, missing, declined } = verdict;
  if (outcome !== null && benefit?.unasked.includes(outcome)) return null;
  if (status === 'open' && !missing.some((question) => theirs.mine.has(question))) return null;
  const isGiven = benefit && outcome !== null ? benefit.given.includes(outcome) : null;
  const wanted = status === 'open' ? missing : status === 'undetermined' ? declined : [];
  const asked = new Set(wanted.filter((question) => theirs.ever.has(question)).flatMap((each) => askedFor(run, each)));
  const row = run.decisions[id]?.table.rows[(verdict.because?.row ?? 0) - 1];
  return {
    ...{ title, status, isGiven },
    label: outcome !== null && labels[outcome] ? fillIn(run.program, labels[outcome], answersNow(theirs)) : null,
    reason: row?.annotation ?? null,
    facts: factsRead(run, theirs, found, definition),
    missing: [...asked].map((question) => shortOf(run, question)),
    elsewhere: isGiven === false ? (elsewhere ?? null) : null,
  };
}

/** What is worked out from another answer is found by asking for that one; what the clock says is nobody's to tell. */
function askedFor({ program }: RunnableProgram, id: string): readonly string[] {
  const question = program.questions[id];
  return question && isOfTheClock(question) ? [] : [question?.computed?.from ?? id];
}

export function shortOf({ program }: RunnableProgram, id: string): Text {
  const question = program.questions[id];
  return question ? named(question).short : { en: id, fr: id };
}

/** In the order in which they are read. */
function factsRead(
  run: RunnableProgram,
  { answers, ever }: Theirs,
  found: Found,
  definition: TableDecision,
): readonly FactRead[] {
  const rests = [definition, ...restsOn(run.program, definition)].map(({ id }) => [id, found[id]?.because] as const);
  return (found[definition.id]?.because?.read ?? []).flatMap((id) => {
    const [question, answer] = [run.program.questions[id], answers[id]];
    if (!question || !answer || 'declined' in answer || !ever.has(id) || isOfTheClock(question)) return [];
    const limits = rests.flatMap(([decision, why]) =>
      why ? limitsRead(run.decisions[decision]!, why, id, answers) : [],
    );
    const said = question.type === 'date' ? dayText(String(answer.value)) : answerText(run.program, id, answer);
    const say = ({ title, value, from }: (typeof limits)[number]) => ({
      title,
      value: valueText(run.program, id, value),
      since: dayText(from),
    });
    return [{ what: named(question).short, said, limits: limits.map(say) }];
  });
}

export const isOfTheClock = ({ computed }: Question): boolean => computed !== undefined && computed.from === undefined;

/** The decisions whose outcomes it reads, and those that these read. */
function restsOn(program: Program, decision: DecisionDefinition): readonly DecisionDefinition[] {
  return otherDecisionsOf(program, decision).flatMap((id) => {
    const other = program.decisions[id]!;
    return [other, ...restsOn(program, other)];
  });
}
