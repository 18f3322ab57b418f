import type { Answers, Decision, FeelTest } from '../eligibility/index.js';
import { picksTeam } from './dispatch-stage.js';
import type { OfferState, Program, RouteTarget, Targets } from './program.js';
import { placesOf } from './routes-of.js';

/** A part of the map, as the program's own table draws it: which answers lead there, and who is asked for a team. */
export interface DispatchArea {
  readonly decision: string;
  readonly outcome: string;
  /** By the questions of the decision: a later one counts only where the earlier ones leave it open. */
  readonly places: readonly { readonly question: string; readonly values: readonly string[] }[];
  /** Services in the order in which they are asked; empty where nobody is asked by itself. */
  readonly order: readonly string[];
  /** Those among whom somebody of ours picks where nobody is asked by itself, or nobody can come. */
  readonly picks: readonly string[];
}

/** The areas of every decision that chooses which team is sent; none where a program sends none, or only to one route. Pure. */
export function dispatchAreas(
  program: Program,
  decisions: Readonly<Record<string, Decision>>,
): readonly DispatchArea[] {
  const chosen = new Map<string, Extract<OfferState['route'], { readonly by: string }>>();
  for (const state of Object.values(program.states)) {
    if (state.kind === 'offer' && state.handover.consented === 'dispatch' && 'by' in state.route) {
      if (decisions[state.route.by]) chosen.set(state.route.by, state.route);
    }
  }
  const picks = picksOf(program);
  return [...chosen].flatMap(([id, route]) => {
    const decision = decisions[id]!;
    const places = placesIn(program, decision);
    return decision.outcomes.map((outcome) => {
      const leads = leadsTo(program, id, outcome);
      return {
        decision: id,
        outcome,
        places: [...places].map(([question, byValue]) => ({
          question,
          values: [...byValue].flatMap(([value, led]) => (led === outcome ? [value] : [])),
        })),
        order: leads.has('offer') ? servicesOf(program, route.routes[outcome] ?? route.otherwise) : [],
        picks: leads.size > 0 ? picks : [],
      };
    });
  });
}

function servicesOf(program: Program, route: string | undefined): readonly string[] {
  const targets: readonly RouteTarget[] = program.routes[route ?? '']?.targets ?? [];
  return targets.flatMap((target) => ('service' in target ? [target.service] : []));
}

const picksOf = (program: Program): readonly string[] => [
  ...new Set([...placesOf(program).values()].flatMap((route) => servicesOf(program, route))),
];

/** Whether an outcome leads to a team that is asked by itself, to somebody who picks one, or to neither: with everything agreed. */
function leadsTo(program: Program, decision: string, outcome: string): ReadonlySet<'offer' | 'pick'> {
  const found = new Set<'offer' | 'pick'>();
  const seen = new Set<string>();
  const visit = (targets: Targets): void => {
    for (const target of targets) {
      const others = target.when.filter((one) => !('verdict' in one && one.verdict === decision));
      const holds = target.when.every((one) => others.includes(one) || ('is' in one && one.is.includes(outcome)));
      if (holds && 'to' in target) arrive(target.to);
      if (holds && others.length === 0) return;
    }
  };
  const arrive = (id: string): void => {
    const state = program.states[id];
    if (!state || seen.has(id)) return;
    seen.add(id);
    if (state.kind === 'offer' && state.handover.consented === 'dispatch') found.add('offer');
    else if (picksTeam(state)) found.add('pick');
    else if (state.kind === 'consent') visit(state.leaves['given'] ?? []);
  };
  for (const state of Object.values(program.states)) {
    if (state.kind === 'ask' && state.decision === decision) visit(state.leaves[outcome] ?? []);
  }
  return found;
}

type Led = ReadonlyMap<string, string>;

/** What each answer to each question alone decides. */
function placesIn(program: Program, decision: Decision): ReadonlyMap<string, Led> {
  const found = new Map<string, Led>();
  let before: Answers = {};
  for (const question of decision.reads) {
    const led = new Map<string, string>();
    let open: string | undefined;
    for (const value of valuesOf(program, decision, question)) {
      const { outcome } = decision.decide({ ...before, [question]: { value } });
      if (outcome !== null) led.set(value, outcome);
      else open ??= value;
    }
    found.set(question, led);
    if (open === undefined) break;
    before = { ...before, [question]: { value: open } };
  }
  return found;
}

/** The choices of a question; of one that is typed, the words that the table names. */
function valuesOf(program: Program, { table }: Decision, question: string): readonly string[] {
  const choices = program.questions[question]?.choices ?? [];
  if (choices.length > 0) return choices.map(({ value }) => value);
  const column = table.inputs.findIndex((input) => input.question === question);
  return [...new Set(table.rows.flatMap(({ tests }) => (tests[column] ? wordsIn(tests[column]) : [])))];
}

function wordsIn(test: FeelTest): readonly string[] {
  switch (test.test) {
    case 'compare':
      return test.operator === '=' && test.to.kind === 'string' ? [test.to.value] : [];
    case 'some':
      return test.of.flatMap(wordsIn);
    default:
      return [];
  }
}
