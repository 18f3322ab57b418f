import { inProgram, instead } from './problem.js';
import type { AskState, ConsentState, EndState, State, WaitState } from './program.js';
import { resolveGrantState, resolveTurns } from './resolve-grants.js';
import { type Surroundings, base, openBase, resolveLeaves } from './resolve-base.js';
import { resolveEvent } from './resolve-event.js';
import { resolveOffer } from './resolve-offer.js';
import { answerDecision } from './resolve-questions.js';
import { listOf } from './resolve-targets.js';
import type { AskSource, ById, EndSource, FieldSource, StateSource } from './source.js';

export function resolveStates(around: Surroundings): Record<string, State> {
  const sources = Object.entries(around.program.states);
  // Decisions first: an offer may choose its route by the answer that a later state decides.
  for (const [id, source] of sources) if (source.kind === 'ask') addAnswerDecision(around, id, source);
  return Object.fromEntries(sources.map(([id, source]) => [id, resolveState(around, id, source)]));
}

function resolveState(around: Surroundings, id: string, source: StateSource): State {
  switch (source.kind) {
    case 'ask':
      return resolveAsk(around, id, source);
    case 'consent':
      return {
        ...openBase(around, id, source),
        kind: 'consent',
        disclosure: source.disclosure,
        givenBy: source.by ?? ['self', 'third-party', 'substitute'],
        leaves: resolveLeaves(around, id, source.leaves),
      } satisfies ConsentState;
    case 'offer':
      return resolveOffer(around, id, source);
    case 'grant':
      return resolveGrantState(around, id, source);
    case 'wait':
      return {
        ...openBase(around, id, source),
        kind: 'wait',
        events: Object.fromEntries(
          Object.entries(source.events ?? {}).map(([name, event]) => [name, resolveEvent(around, id, name, event)]),
        ),
        ...resolveTurns(around, id, source),
        ...(source.stands && { stands: true as const }),
        ...(source.correct && { correct: true as const }),
      } satisfies WaitState;
    case 'end':
      return resolveEnd(around, id, source);
  }
}

function addAnswerDecision(around: Surroundings, id: string, source: AskSource): void {
  if (source.decide === undefined || typeof source.decide === 'string') return;
  const { answer } = source.decide;
  const place = inProgram('states', id, 'decide', 'answer');
  const declared = around.decisions[answer];
  if (declared) {
    if (declared.kind === 'answer' && declared.question === answer) return;
    const message = `A decision is called "${answer}" already, so the answer of that question cannot be one too.`;
    around.resolving.report('decision-twice', place, message, 'Give the decision another name.');
    return;
  }
  const [alias, name] = answer.includes('.') ? answer.split('.') : [null, answer];
  if (alias !== null) {
    const question = around.questions[answer];
    if (question?.type === 'choice') {
      const outcomes = question.choices.map((choice) => choice.value);
      around.decisions[answer] = { kind: 'answer', id: answer, question: answer, outcomes };
      return;
    }
  }
  const found = answerDecision(around.resolving, place, answer, answer, around.own.questions[name ?? ''], around.own);
  if (found) around.decisions[answer] = found;
}

function resolveAsk(around: Surroundings, id: string, source: AskSource): AskState {
  const decision = typeof source.decide === 'object' ? source.decide.answer : source.decide;
  return {
    ...openBase(around, id, source),
    kind: 'ask',
    ...(decision !== undefined && { decision }),
    ...(source.again && { again: true as const }),
    ...(source.order === 'written' && { order: source.order }),
    leaves: resolveLeaves(around, id, source.leaves),
  };
}

function resolveEnd(around: Surroundings, id: string, source: EndSource): EndState {
  const disposition = source.disposition as EndState['disposition'];
  return {
    ...base(around, id, source),
    kind: 'end',
    disposition,
    crisis: source.crisis ?? false,
    need: resolveNeed(around, id, source.need),
    ...(source.uses !== undefined && { uses: listOf(source.uses) }),
    ...(source.opens && {
      opens: {
        program: source.opens.program,
        carry: carried(around, id, 'carry', source.opens.carry ?? []),
        ...(source.opens.confirm && { confirm: carried(around, id, 'confirm', source.opens.confirm) }),
        ...(source.opens.declined && { declined: true as const }),
      },
    }),
  };
}

function carried(
  around: Surroundings,
  id: string,
  key: 'carry' | 'confirm',
  names: readonly string[],
): readonly string[] {
  return names.flatMap((name, index) => {
    const found = around.expand(name);
    if (found.length === 0 && !around.program.include?.[name]) {
      const place = inProgram('states', id, 'opens', key, index);
      const fix = instead(name, Object.keys(around.questions));
      around.resolving.report('unknown-question', place, `There is no question "${name}" to carry along.`, fix);
    }
    return found;
  });
}

function resolveNeed(around: Surroundings, id: string, source: EndSource['need']): EndState['need'] {
  if (typeof source === 'string') return { status: source };
  if (source.unmet !== undefined) return { status: 'unmet', reason: source.unmet };
  const name = source.from ?? '';
  const fields = Object.entries(around.program.states).flatMap(([state, { kind, ...written }]) => {
    const events = kind === 'wait' && 'events' in written ? Object.values(written.events ?? {}) : [];
    const has = events.some(
      ({ fields: named }) => named && !Array.isArray(named) && isChoice((named as ById<FieldSource>)[name]),
    );
    return has ? [`${state}.${name}`] : [];
  });
  if (fields.length > 0) return { from: fields };
  const message = `The end "${id}" takes what became of the need from "${name}", which is no field with choices.`;
  const fix = `Write fields: {${name || 'outcome'}: [met, referred, unknown, other]} in the event that leads there.`;
  around.resolving.report('need-from-field', inProgram('states', id, 'need', 'from'), message, fix);
  return { status: 'unknown' };
}

/** Of a few words: those that mean something of a need, and reasons why it was not met. */
const isChoice = (field: FieldSource | undefined): boolean =>
  Array.isArray(field) ? field[0] !== 'service' : typeof field === 'object' && 'choices' in field;
