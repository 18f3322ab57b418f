import { expect } from '@jest/globals';
import { milliseconds } from '../oracle/moment.js';
import { type AnswerWord, type Example, type Step, fieldsOfStep, inWords } from './examples.js';

/** A case as a runner sees it: the oracle's or the server's. */
export interface Seen {
  readonly refused: string | null;
  readonly state: string;
  /** Role of the person, or name of the queue; null at the end. */
  readonly owner: string | null;
  /** Instant in milliseconds. */
  readonly due: number | null;
  readonly offer: { readonly service: string; readonly handover: string } | null;
  readonly disposition: string | null;
  readonly need: string | null;
  readonly opens: string | null;
  /** As an example writes it; null while it is not known. */
  answer(question: string): AnswerWord;
  /** Outcome, `open` or `undetermined`. */
  verdict(decision: string): string;
  /** The table's row that decided, 1-based. */
  row(decision: string): number | null;
}

/** Who plays the call. `now` is the instant after the last step. */
export interface Player {
  now(): number;
  answer(answers: Readonly<Record<string, AnswerWord>>, as: string): Promise<Seen>;
  event(name: string, fields: Readonly<Record<string, unknown>>, as: string): Promise<Seen>;
  moveClock(by: number): Promise<Seen>;
  /** Only where an example says what the pool has. */
  fill?(pool: NonNullable<Example['pool']>): void;
  free?(grant: string): Promise<Seen>;
}

/** Plays one example and checks what it expects. `each` sees the case after every step. */
export async function runExample(
  example: Example,
  player: Player,
  zone: string,
  each: (seen: Seen, step: Step) => void = () => {},
): Promise<void> {
  let before: Seen | null = null;
  if (example.pool) player.fill?.(example.pool);
  for (const [index, step] of example.steps.entries()) {
    const seen = await play(example, step, player, zone);
    const where = `${example.title.en}, step ${index + 1}: ${JSON.stringify(step)}`;
    expect({ where, ...expected(step, seen, player.now()) }).toEqual({
      where,
      refused: step.refused ?? null,
      ...inTheirWords(step.expect, player.now(), zone),
    });
    if (step.refused && before) expect({ where, ...plain(seen), refused: null }).toEqual({ where, ...plain(before) });
    each(seen, step);
    before = seen;
  }
  expect({ example: example.title.en, ended: before?.disposition != null || unfinished(example) }).toEqual({
    example: example.title.en,
    ended: true,
  });
}

/** An example that shows only a moment of a call says so by ending in a refusal. */
const unfinished = (example: Example) => example.steps.at(-1)?.refused !== undefined;

function play(example: Example, step: Step, player: Player, zone: string): Promise<Seen> {
  const as = step.as ?? (example.channel === 'web' ? 'client' : 'navigator');
  if (step.after !== undefined) return player.moveClock(milliseconds(step.after));
  if (step.freed !== undefined) {
    if (!player.free) throw new Error(`${example.title.en}: an example with a pool is for the oracle alone`);
    return player.free(step.freed);
  }
  if (step.answers) {
    const said = Object.entries(step.answers).map(([id, word]) => [id, inWords(word, player.now(), zone)] as const);
    return player.answer(Object.fromEntries(said), as);
  }
  return player.event(step.event ?? '', fieldsOfStep(step, example.inquirer, player.now(), zone), as);
}

/** A date from today stands in an expected answer as in one that is given. */
function inTheirWords(wanted: Step['expect'], now: number, zone: string): Step['expect'] {
  if (!wanted?.answers) return wanted;
  const said = Object.entries(wanted.answers).map(([id, word]) => [id, inWords(word, now, zone)] as const);
  return { ...wanted, answers: Object.fromEntries(said) };
}

/** What was seen of all that the step speaks of, in the example's own words. */
function expected({ expect: wanted = {} }: Step, seen: Seen, now: number): Record<string, unknown> {
  const said: Record<string, unknown> = {
    state: seen.state,
    owner: seen.owner,
    due: wanted.due !== undefined && about(seen.due, now + milliseconds(wanted.due)) ? wanted.due : seen.due,
    offer: seen.offer?.service ?? null,
    handover: seen.offer?.handover ?? null,
    disposition: seen.disposition,
    need: seen.need,
    opens: seen.opens,
    answers: Object.fromEntries(Object.keys(wanted.answers ?? {}).map((id) => [id, seen.answer(id)])),
    verdict: Object.fromEntries(Object.keys(wanted.verdict ?? {}).map((id) => [id, seen.verdict(id)])),
  };
  return { refused: seen.refused, ...Object.fromEntries(Object.keys(wanted).map((key) => [key, said[key]])) };
}

/** Local times are said to the minute. */
const about = (instant: number | null, wanted: number) => instant !== null && Math.abs(instant - wanted) < 60_000;

const plain = ({ state, owner, due, offer, disposition }: Seen) => ({
  refused: null,
  state,
  owner,
  due,
  offer,
  disposition,
});
