import { at, inProgram, instead, oneOf } from './problem.js';
import type {
  AskState,
  ConsentState,
  DecisionDefinition,
  Disclosure,
  EndState,
  EventDefinition,
  Handover,
  Leaves,
  NeedOutcome,
  OfferState,
  Question,
  RouteDefinition,
  State,
  WaitState,
} from './program.js';
import { type Part, answerDecision } from './resolve-questions.js';
import { resolveRouteChoice } from './resolve-routes.js';
import { listOf, resolveFields, resolveStay, resolveTarget, resolveTargets } from './resolve-targets.js';
import { type Resolving, resolveOptionalText, resolveText } from './resolve-texts.js';
import { ownerName, resolveDue, resolveTimers } from './resolve-timing.js';
import type {
  AskSource,
  EndSource,
  EventSource,
  LabelsSource,
  OfferSource,
  OpenStateSource,
  ProgramSource,
  StateSource,
  TextSource,
} from './source.js';

/** What the states are resolved against. `decisions` and `routes` grow: a shorthand may bring its own. */
export interface Surroundings {
  readonly resolving: Resolving;
  readonly program: ProgramSource;
  readonly own: Part;
  readonly labels: LabelsSource;
  readonly questions: Readonly<Record<string, Question>>;
  readonly decisions: Record<string, DecisionDefinition>;
  readonly disclosures: Readonly<Record<string, Disclosure>>;
  readonly routes: Record<string, RouteDefinition>;
  /** A fragment's alias → all of its questions; a question → itself. */
  readonly expand: (name: string) => readonly string[];
}

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
    case 'wait':
      return {
        ...openBase(around, id, source),
        kind: 'wait',
        events: Object.fromEntries(
          Object.entries(source.events ?? {}).map(([name, event]) => [name, resolveEvent(around, id, name, event)]),
        ),
      } satisfies WaitState;
    case 'end':
      return resolveEnd(around, id, source);
  }
}

function base(around: Surroundings, id: string, source: StateSource) {
  const { resolving, labels, program } = around;
  const place = inProgram('states', id);
  const script = resolveOptionalText(resolving, `The script of "${id}"`, {
    inline: source.script,
    place: at(place, 'script'),
    label: labels.states?.[id]?.script,
    labelPlace: { document: 'labels.yaml', path: ['states', id, 'script'] },
  });
  const clocks = Object.keys(program.clocks ?? {});
  const timers = resolveTimers(resolving.report, at(place, 'timers'), source.timers, { clocks, shared: false });
  return { id, ...(script && { script }), questions: source.questions ?? [], timers };
}

function openBase(around: Surroundings, id: string, source: OpenStateSource) {
  const { program, resolving } = around;
  return {
    ...base(around, id, source),
    owner: ownerName(source.owner ?? program.defaults.owner),
    due: resolveDue(resolving.report, inProgram('states', id), source, program.defaults),
  };
}

function resolveLeaves(around: Surroundings, id: string, source: AskSource['leaves']): Leaves {
  const place = inProgram('states', id, 'leaves');
  return Object.fromEntries(
    Object.entries(source).map(([exit, to]) => [exit, resolveTargets(around.resolving.report, at(place, exit), to)]),
  );
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
    leaves: resolveLeaves(around, id, source.leaves),
  };
}

function resolveOffer(around: Surroundings, id: string, source: OfferSource): OfferState {
  const disclosure = resolveDisclosureOf(around, id, source);
  const valuesOf = (name: string) =>
    around.decisions[name]?.outcomes ?? around.questions[name]?.choices.map((choice) => choice.value) ?? [];
  const place = inProgram('states', id, 'route');
  if (source.mode === 'all' || source.mode === 'first-to-accept') {
    const message = `The offer "${id}" tries its targets with mode: ${source.mode}, which this version does not do.`;
    around.resolving.report('mode-is-not-supported', inProgram('states', id, 'mode'), message, 'Leave `mode` out.');
  }
  return {
    ...openBase(around, id, source),
    kind: 'offer',
    route: resolveRouteChoice(around.resolving, place, source.route, around.routes, valuesOf),
    handover: resolveHandover(around, id, source.handover, disclosure),
    ...(disclosure && { disclosure }),
    attempt: source.attempt ?? 'PT3M',
    beside: source.mode === 'beside' || (source.beside ?? false) !== false,
    leaves: resolveLeaves(around, id, source.leaves),
  };
}

/** What the service is told. Left out, it is the program's only disclosure to a route. */
function resolveDisclosureOf(around: Surroundings, id: string, source: OfferSource): OfferState['disclosure'] {
  const written = source.disclosure;
  if (written === undefined) {
    const toRoute = Object.values(around.disclosures).filter((each) => each.to === 'route');
    if (toRoute.length > 1) {
      const message = `The offer "${id}" does not say what the service is told, and there are several disclosures.`;
      const fix = `Write disclosure: ${oneOf(toRoute.map((each) => each.id))}.`;
      around.resolving.report('disclosure-is-unclear', inProgram('states', id), message, fix);
    }
    return toRoute.length === 1 ? { name: toRoute[0]!.id, needsConsent: false } : undefined;
  }
  if (typeof written === 'string') return { name: written, needsConsent: false };
  const override = written.override ?? written['or-override']?.why;
  return { name: written.name, ...(override !== undefined && { override }), needsConsent: written.needs === 'consent' };
}

function resolveHandover(
  around: Surroundings,
  id: string,
  source: OfferSource['handover'],
  disclosure: OfferState['disclosure'],
): OfferState['handover'] {
  if (typeof source !== 'string') return source;
  const always = disclosure?.override !== undefined || disclosure?.needsConsent === true;
  if (source === 'dispatch' && !always) {
    const message = `The offer "${id}" sends a team, but without consent the team may not be told where to go.`;
    const place = inProgram('states', id, 'handover');
    const fix = 'Write disclosure: {name: …, needs: consent}, or handover: {consented: dispatch, otherwise: number}.';
    around.resolving.report('dispatch-without-disclosure', place, message, fix);
  }
  const otherwise: Handover = source === 'warm' && disclosure?.override === undefined ? 'cold' : source;
  return { consented: source, otherwise };
}

function resolveEvent(around: Surroundings, state: string, id: string, source: EventSource): EventDefinition {
  const { report } = around.resolving;
  const place = inProgram('states', state, 'events', id);
  const counted = source.max !== undefined || source.again !== undefined || source.then !== undefined;
  if (counted && (source.max === undefined || source.again === undefined || source.then === undefined)) {
    const message = `The event "${id}" is counted, but without ${missingOf(source).join(' and ')}.`;
    report('counter-is-unbounded', place, message, 'Write max: 3, again: {in: PT2H}, then: state.');
  }
  if ([source.to !== undefined, source.stay !== undefined, counted].filter(Boolean).length !== 1) {
    const message = `The event "${id}" needs exactly one thing that happens.`;
    report('event-is-unclear', place, message, 'Write to: state, or stay: {alert: …}, or max: with again: and then:.');
  }
  const stay = resolveStay(source.stay);
  return {
    id,
    by: listOf(source.by),
    label: eventLabel(around, state, id, source.label),
    fields: resolveFields(report, at(place, 'fields'), source.fields),
    ...(source.to !== undefined && { targets: resolveTargets(report, at(place, 'to'), source.to) }),
    ...(stay && { stay }),
    ...(source.max !== undefined &&
      source.again !== undefined &&
      source.then !== undefined && {
        bounded: {
          max: source.max,
          again: source.again.in,
          then: resolveTarget(report, at(place, 'then'), source.then),
        },
      }),
  };
}
const missingOf = (source: EventSource) =>
  (['max', 'again', 'then'] as const).filter((key) => source[key] === undefined).map((key) => `\`${key}\``);

function eventLabel({ resolving, labels }: Surroundings, state: string, id: string, inline: TextSource | undefined) {
  const special = `${state}.${id}`;
  const key = labels.events?.[special] ? special : id;
  const place = inProgram('states', state, 'events', id);
  return resolveText(resolving, `The button of the event "${id}"`, {
    inline,
    place: inline ? at(place, 'label') : place,
    label: inline && key === id ? undefined : labels.events?.[key],
    labelPlace: { document: 'labels.yaml', path: ['events', key] },
  });
}

function resolveEnd(around: Surroundings, id: string, source: EndSource): EndState {
  const disposition = source.disposition as EndState['disposition'];
  return {
    ...base(around, id, source),
    kind: 'end',
    disposition,
    crisis: source.crisis ?? false,
    need: resolveNeed(around, id, source.need),
    ...(source.opens && {
      opens: { program: source.opens.program, carry: carried(around, id, source.opens.carry ?? []) },
    }),
  };
}

function carried(around: Surroundings, id: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name, index) => {
    const found = around.expand(name);
    if (found.length === 0 && !around.program.include?.[name]) {
      const place = inProgram('states', id, 'opens', 'carry', index);
      const fix = instead(name, Object.keys(around.questions));
      around.resolving.report('unknown-question', place, `There is no question "${name}" to carry along.`, fix);
    }
    return found;
  });
}

function resolveNeed(around: Surroundings, id: string, source: EndSource['need']): NeedOutcome {
  if (typeof source === 'string') return { status: source };
  if (source.unmet !== undefined) return { status: 'unmet', reason: source.unmet };
  const message = `The end "${id}" takes what became of the need from a field, which this version does not do.`;
  const fix = 'Write need: referred, met, unknown or {unmet: reason}, with an end for each.';
  around.resolving.report('need-from-field', inProgram('states', id, 'need'), message, fix);
  return { status: 'unknown' };
}
