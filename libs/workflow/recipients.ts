import type { Answers } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import type { ConsentState, OfferState, Targets } from './program.js';
import { picksOf, routesOf } from './routes-of.js';
import { type RunnableProgram, askExit, chosenRoute, holds } from './walk.js';

/** What the walk ahead reads, and what it has seen. */
interface Ahead {
  readonly run: RunnableProgram;
  readonly state: CaseState;
  readonly answers: Answers;
  readonly disclosure: string;
  readonly seen: Set<string>;
}

/**
 * Who would be told when the client agrees to the present consent state; `us` for a disclosure to ourselves; the agency that
 * holds the case. For a disclosure to a route: the services, fallbacks included, of every offer that tells it and to which the
 * yes leads by questions alone, or because nobody could take the client before. While an answer is still to choose the route,
 * all that it can choose; where it leads to people who pick before anybody is asked, all among whom they may. Whoever is picked
 * after that is not among them. Pure.
 */
export function recipientsOf(run: RunnableProgram, state: CaseState, answers: Answers): readonly string[] {
  const consent = run.program.states[state.state];
  if (consent?.kind !== 'consent') return [];
  const disclosure = run.program.disclosures[consent.disclosure];
  if (disclosure?.to === 'us') return ['us'];
  if (disclosure?.to === 'holder') return state.holder === null ? [] : [state.holder];
  const ahead: Ahead = {
    run,
    state: { ...state, consents: { ...state.consents, [consent.disclosure]: { id: '', given: true } } },
    answers,
    disclosure: consent.disclosure,
    seen: new Set([consent.id]),
  };
  return [...new Set(afterYes(ahead, consent))];
}

function afterYes(ahead: Ahead, consent: ConsentState): readonly string[] {
  return first(ahead, consent.leaves['given'] ?? []).flatMap((id) =>
    toldFrom(ahead, id, { settled: true, beforeOffers: true }),
  );
}

/** Where these targets lead as things stand now. */
function first({ run, state, answers }: Ahead, targets: Targets): readonly string[] {
  const target = targets.find((one) => holds(run, state, answers, one.when));
  return target ? [destination(state, target)] : [];
}

const destination = (state: CaseState, target: Targets[number]) =>
  'to' in target ? target.to : (state.resumeTo ?? target.resumeOr);

interface Way {
  /** Nothing is asked on the way here any more, so the route is the one that the answers choose now. */
  readonly settled: boolean;
  readonly beforeOffers: boolean;
}

function toldFrom(ahead: Ahead, id: string, { settled, beforeOffers }: Way): readonly string[] {
  if (ahead.seen.has(id)) return [];
  ahead.seen.add(id);
  const { run, state, answers, disclosure } = ahead;
  const found = run.program.states[id];
  const onward = (targets: Targets, first = beforeOffers) =>
    targets.flatMap((one) => toldFrom(ahead, destination(state, one), { settled: false, beforeOffers: first }));
  switch (found?.kind) {
    case 'ask': {
      const exit = settled ? askExit(run, found, answers) : null;
      if (exit === null) return Object.values(found.leaves).flatMap((targets) => onward(targets));
      return first(ahead, found.leaves[exit] ?? []).flatMap((next) =>
        toldFrom(ahead, next, { settled: true, beforeOffers }),
      );
    }
    case 'grant':
      return Object.values(found.leaves).flatMap((targets) => onward(targets));
    case 'consent':
      return found.disclosure === disclosure ? [] : Object.values(found.leaves).flatMap((targets) => onward(targets));
    case 'offer': {
      const own = found.disclosure?.name === disclosure ? servicesAhead(ahead, found, settled) : [];
      return [...own, ...onward(found.leaves['exhausted'] ?? [], false)];
    }
    case 'wait':
      return beforeOffers ? picksOf(run.program, found, disclosure).flatMap((route) => servicesIn(run, route)) : [];
    default:
      return [];
  }
}

function servicesAhead({ run, state, answers }: Ahead, { route }: OfferState, settled: boolean): readonly string[] {
  const isOpen = !settled && 'by' in route;
  const chosen = chosenRoute(run, state, answers, isOpen ? { by: route.by, routes: route.routes } : route);
  if (chosen === '' && isOpen) return routesOf(route).flatMap(({ id }) => servicesIn(run, id));
  return 'picked' in route ? (chosen === '' ? [] : [chosen]) : servicesIn(run, chosen);
}

const servicesIn = ({ program }: RunnableProgram, route: string): readonly string[] =>
  (program.routes[route]?.targets ?? []).flatMap((one) => ('service' in one ? [one.service] : []));
