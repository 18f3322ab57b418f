import type { Condition, DecisionDefinition, Program } from './program.js';

/** The decisions whose outcomes a table reads in its columns. A question of the same name is meant first. */
export function otherDecisionsOf(program: Program, decision: DecisionDefinition): readonly string[] {
  if (decision.kind === 'answer') return [];
  const names = decision.table.inputs.flatMap(({ compute, question }) => (compute ? [] : [question]));
  return [...new Set(names)].filter(
    (name) => !Object.hasOwn(program.questions, name) && Object.hasOwn(program.decisions, name),
  );
}

/** Every decision that leads somewhere, that an answer is about, or that another decision rests on. */
export function decisionsRead(program: Program): readonly string[] {
  const chosen = Object.values(program.states).flatMap((state) => {
    if (state.kind === 'ask') return state.decision ?? [];
    if (state.kind !== 'offer') return [];
    return [...('by' in state.route ? [state.route.by] : []), ...(state.area === undefined ? [] : [state.area])];
  });
  return [
    ...chosen,
    ...conditionsOf(program).flatMap((condition) => ('verdict' in condition ? condition.verdict : [])),
    ...Object.values(program.questions).flatMap(({ about }) => about ?? []),
    ...Object.values(program.decisions).flatMap((decision) => otherDecisionsOf(program, decision)),
  ];
}

/** Every condition that some target or interrupt has. */
export function conditionsOf(program: Program): Condition[] {
  const states = Object.values(program.states);
  const leaves = states.flatMap((state) => ('leaves' in state ? Object.values(state.leaves) : []));
  const events = states.flatMap((state) => ('events' in state ? Object.values(state.events) : []));
  const interrupts = Object.values(program.interrupts);
  const turns = states.flatMap((state) => (state.kind === 'wait' ? Object.values(state.grants ?? {}) : []));
  const targets = [
    ...turns.flatMap((each) => Object.values(each)),
    ...leaves,
    ...[...events, ...interrupts].flatMap((each) => (each.targets ? [each.targets] : [])),
  ];
  const grants = states.flatMap((state) => (state.kind === 'grant' ? (state.nextWhen ?? []) : []));
  const duplicates = program.duplicates?.year?.next ?? [];
  return [
    ...targets.flat().flatMap(({ when }) => when),
    ...interrupts.flatMap(({ when }) => when),
    ...grants,
    ...duplicates,
  ];
}
