import type { FactVersion, HistoryRow, WhyView } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { answerText, named, outcomeText } from './words.js';

/** Question → how it was answered at a moment. */
export type AnswersThen = Readonly<Record<string, Text>>;

/** For each step, oldest first: every answer as it stood when the step was taken. Each step names the versions that it wrote. */
export function answersThen(
  program: Program,
  rows: readonly HistoryRow[],
  facts: readonly FactVersion[],
): readonly AnswersThen[] {
  const byVersion = new Map(facts.map((fact) => [`${fact.key} ${fact.version}`, fact]));
  let known: AnswersThen = {};
  return rows.map(({ refs }) => {
    const learned = Object.entries(refs.facts).flatMap(([key, version]) => {
      const fact = byVersion.get(`${key} ${version}`);
      return fact ? [[key, factText(program, fact)] as const] : [];
    });
    return (known = { ...known, ...Object.fromEntries(learned) });
  });
}

const ERASED: Text = { en: 'not kept any more', fr: 'n’est plus conservée' };
const TAKEN_BACK: Text = { en: 'taken back', fr: 'retirée' };

function factText(program: Program, { key, state, value }: FactVersion): Text {
  if (state === 'withdrawn') return TAKEN_BACK;
  if (state === 'declined') return answerText(program, key, { declined: true });
  return value === null ? ERASED : answerText(program, key, { value });
}

/**
 * What a step decided, from its references alone: nothing is decided again, and what was answered since changes nothing.
 * Said are the decisions by which it left an ask, and the tables that it settled anew.
 */
export function showWhy(
  program: Program,
  version: number,
  row: HistoryRow,
  before: HistoryRow | null,
  then: AnswersThen,
): WhyView[] {
  return [...new Set([...leftBy(program, row), ...settledAnew(program, row, before)])].flatMap((decision) => {
    const definition = program.decisions[decision];
    const verdict = row.refs.verdicts[decision];
    if (!definition || !verdict) return [];
    const outcome = verdict.outcome ?? UNDETERMINED;
    const number = definition.kind === 'table' ? (verdict.because?.row ?? null) : null;
    const rows = definition.kind === 'table' ? definition.table.rows : [];
    return [
      {
        decision,
        title: definition.title,
        outcome,
        outcomeLabel: outcome === UNDETERMINED ? NOT_KNOWN : outcomeText(program, decision, outcome),
        row: number,
        reason: (number !== null && rows[number - 1]?.annotation) || null,
        version,
        date: verdict.because?.date ?? null,
        read: (verdict.because?.read ?? verdict.declined ?? []).flatMap((question) => {
          const asked = program.questions[question];
          const label = then[question];
          return asked && label ? [{ question, ...named(asked), label }] : [];
        }),
      },
    ];
  });
}

const UNDETERMINED = 'undetermined';
const NOT_KNOWN: Text = { en: 'Not enough is known to decide', fr: 'On n’en sait pas assez pour décider' };

/** In the order in which the step went through them. */
function leftBy(program: Program, { trace, refs }: HistoryRow): string[] {
  return trace.flatMap(({ from, exit }) => {
    const state = program.states[from];
    if (state?.kind !== 'ask' || state.decision === undefined || !Object.hasOwn(state.leaves, exit)) return [];
    const outcome = refs.verdicts[state.decision]?.outcome ?? UNDETERMINED;
    return outcome === exit ? [state.decision] : [];
  });
}

function settledAnew(program: Program, { refs }: HistoryRow, before: HistoryRow | null): string[] {
  return Object.entries(refs.verdicts).flatMap(([decision, { outcome }]) => {
    const isNew = outcome !== null && before?.refs.verdicts[decision]?.outcome !== outcome;
    return isNew && program.decisions[decision]?.kind === 'table' ? [decision] : [];
  });
}
