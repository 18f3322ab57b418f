import type { Tenant } from '../../../libs/access/index.js';
import type { CaseRecord } from '../../../libs/cases/index.js';
import { type Answers, limitUsed, type Text } from '../../../libs/eligibility/index.js';
import type { CaseGrant } from '../../../libs/grants/index.js';
import type { LetterValues } from '../../../libs/letters/index.js';
import {
  type LetterDefinition,
  type Program,
  type RunnableProgram,
  sayMoney,
  verdicts,
  termText,
} from '../../../libs/workflow/index.js';
import { dayText, outcomeText, valueText } from '../cases/words.js';
import { stillNeeded } from './still-needed.js';

export interface ForLetter {
  readonly run: RunnableProgram;
  readonly record: Pick<CaseRecord, 'number' | 'state'>;
  /** All that the case has asked for, the newest first. */
  readonly grants: readonly CaseGrant[];
  readonly answers: Answers;
  readonly tenant: Tenant;
  readonly now: Date;
}

/** The language of a letter: the client's where the program writes it, else English. */
export const languageOfLetter = ({ body }: LetterDefinition, language: string): string =>
  Object.hasOwn(body, language) ? language : 'en';

/** What the texts of a letter may name, in its language: of the answers those alone that are among its facts. */
export function valuesOf(letter: LetterDefinition, language: string, about: ForLetter): LetterValues {
  const say = (text: Text): string => text[language as 'en' | 'fr'] ?? text.en;
  const { run, answers, record, tenant, now } = about;
  const { program } = run;
  const today = dayIn(tenant.timeZone, now);
  const words: Record<string, string> = {
    date: say(dayText(today)),
    'case.number': record.number,
    'helpline.name': say(tenant.name),
    'program.title': say(program.title),
  };
  for (const days of letter.days ?? []) words[`date.${days}`] = say(dayText(daysAfter(today, days)));
  for (const fact of letter.facts) {
    const answer = answers[fact];
    if (answer && 'value' in answer) words[`answer.${fact}`] = say(answerText(program, fact, answer.value));
  }
  const outcomes: Record<string, string> = {};
  for (const [id, verdict] of Object.entries(verdicts(run, answers))) {
    const { outcome, because } = verdict;
    if (outcome === null) {
      const needed = stillNeeded(program, verdict);
      if (needed) words[`missing.${id}`] = say(needed);
      continue;
    }
    outcomes[id] = outcome;
    words[`decision.${id}`] = say(outcomeText(program, id, outcome));
    const reason = reasonOf(program, id, because?.row ?? null);
    if (reason) words[`reason.${id}`] = say(reason);
    const limit = because && limitUsed(run.decisions[id]!, because, answers, (...one) => answerText(program, ...one));
    if (limit?.value) words[`limit.${id}`] = say(limit.value);
    for (const [taken, words_] of Object.entries(limit?.takes ?? {})) words[`limit.${id}.${taken}`] = say(words_);
  }
  for (const { grant, year, month, amount } of [...about.grants].reverse()) {
    words[`grant.${grant}.year`] = String(year);
    words[`grant.${grant}.term`] = say(termText({ year, month }, program.grants?.[grant]?.per ?? 'year'));
    if (amount !== null) words[`grant.${grant}.amount`] = say(sayMoney(amount));
  }
  const stands = Object.entries(record.state.grants ?? {}).map(([id, { status }]) => [id, status] as const);
  return { words, outcomes, grants: Object.fromEntries(stands) };
}

type Value = Parameters<typeof valueText>[2];

function answerText(program: Program, question: string, value: Value): Text {
  return program.questions[question]?.type === 'date' ? dayText(String(value)) : valueText(program, question, value);
}

/** What stands beside the row of the table that decided. */
function reasonOf(program: Program, decision: string, row: number | null): Text | null {
  const definition = program.decisions[decision];
  if (definition?.kind !== 'table' || row === null) return null;
  return definition.table.rows[row - 1]?.annotation ?? null;
}

/** Of calendar days, whatever the clocks there do in between. */
function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day it is there, ISO 8601. */
function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}
