import { at, inProgram } from './problem.js';
import type { BareDecision, Disclosure, Leaves, Question, RouteDefinition } from './program.js';
import type { Part } from './resolve-questions.js';
import { listOf, resolveStay, resolveTargets } from './resolve-targets.js';
import { type Resolving, resolveOptionalText, resolveText } from './resolve-texts.js';
import { ownerName, resolveDue, resolveTimers } from './resolve-timing.js';
import type { AskSource, LabelsSource, OpenStateSource, ProgramSource, StateSource } from './source.js';

/** What the states are resolved against. `decisions` and `routes` grow: a shorthand may bring its own. */
export interface Surroundings {
  readonly resolving: Resolving;
  readonly program: ProgramSource;
  readonly own: Part;
  readonly labels: LabelsSource;
  readonly questions: Readonly<Record<string, Question>>;
  readonly decisions: Record<string, BareDecision>;
  readonly disclosures: Readonly<Record<string, Disclosure>>;
  readonly routes: Record<string, RouteDefinition>;
  /** A fragment's alias → all of its questions; a question → itself. */
  readonly expand: (name: string) => readonly string[];
}

/** What every state has. */
export function base(around: Surroundings, id: string, source: StateSource) {
  const { resolving, labels, program } = around;
  const place = inProgram('states', id);
  const [script, help] = (['script', 'help'] as const).map((key) =>
    resolveOptionalText(resolving, `The ${key} of "${id}"`, {
      inline: source[key],
      place: at(place, key),
      label: labels.states?.[id]?.[key],
      labelPlace: { document: 'labels.yaml', path: ['states', id, key] },
    }),
  );
  const title = resolveText(resolving, `The title of "${id}"`, {
    inline: undefined,
    place,
    label: labels.states?.[id]?.title,
    labelPlace: { document: 'labels.yaml', path: ['states', id, 'title'] },
  });
  const clocks = Object.keys(program.clocks ?? {});
  const timers = resolveTimers(resolving.report, at(place, 'timers'), source.timers, { clocks, shared: false });
  const texts = { title, ...(script && { script }), ...(help && { help }) };
  const sends = listOf(source.send);
  return { id, ...texts, questions: source.questions ?? [], timers, ...(sends.length > 0 && { sends }) };
}

/** What every open state has. */
export function openBase(around: Surroundings, id: string, source: OpenStateSource) {
  const { program, resolving } = around;
  const entry = resolveStay(source.entry);
  return {
    ...base(around, id, source),
    owner: ownerName(source.owner ?? program.defaults.owner),
    ...(entry && { entry }),
    due: resolveDue(resolving.report, inProgram('states', id), source, program.defaults),
  };
}

export function resolveLeaves(around: Surroundings, id: string, source: AskSource['leaves']): Leaves {
  const place = inProgram('states', id, 'leaves');
  return Object.fromEntries(
    Object.entries(source).map(([exit, to]) => [exit, resolveTargets(around.resolving.report, at(place, exit), to)]),
  );
}
