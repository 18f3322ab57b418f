import { type Problem, type Report, at, collectInto, inProgram, instead } from './problem.js';
import type { ClockSource, Disclosure, Interrupt, Program } from './program.js';
import type { Surroundings } from './resolve-base.js';
import { type Part, resolveDecisions, resolveQuestions } from './resolve-questions.js';
import { resolveParameters } from './resolve-parameters.js';
import { resolveLetters } from './letters/resolve-letters.js';
import { resolveDecisionTexts, resolveDispositions } from './resolve-decision-texts.js';
import { resolveDuplicates } from './resolve-duplicates.js';
import { resolveEntry } from './resolve-entry.js';
import { resolveGrants } from './resolve-grants.js';
import { resolveRoutes } from './resolve-routes.js';
import { resolveStates } from './resolve-states.js';
import { listOf, resolveConditions, resolveFields, resolveStay, resolveTargets } from './resolve-targets.js';
import { type Labelled, type Resolving, checkLabels, misnamedIn, resolveText } from './resolve-texts.js';
import { resolveTimers } from './resolve-timing.js';
import type { InterruptSource, LabelsSource, ProgramDocuments, ProgramSource } from './source.js';

export type Resolved =
  | { readonly ok: true; readonly program: Program; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Writes out every shorthand: fragments copied in under their alias, defaults, texts, guards. Pure. The documents
 * have passed `program.schema.json`. Names that lead nowhere are `validateProgram`'s business.
 */
export function resolveProgram(written: ProgramDocuments): Resolved {
  const documents = withoutMarks(written);
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const source = documents.program;
  const report = collectInto(problems);
  const parts = partsOf(documents, report);
  const labelled = labelledParts(documents, parts);
  const misnamed = new Set(labelled.flatMap((part) => misnamedIn(part.document, part.labels, part.known)));
  const languages = spokenLanguages(documents, report);
  const resolving: Resolving = { report, warn: collectInto(warnings), languages, misnamed };
  const questions = Object.assign({}, ...parts.map((part) => resolveQuestions(resolving, part)));
  const parameters = Object.assign({}, ...parts.map((part) => resolveParameters(resolving, part)));
  const grants = resolveGrants(resolving, documents);
  const decisions = Object.assign({}, ...parts.map((part) => resolveDecisions(resolving, part)));
  const labels = documents.labels ?? {};
  const expand = (name: string) => {
    if (questions[name]) return [name];
    return source.include?.[name] ? Object.keys(questions).filter((id) => id.startsWith(`${name}.`)) : [];
  };
  const disclosures = resolveDisclosures(resolving, documents, Object.keys(questions), expand);
  const routes = resolveRoutes(resolving, documents);
  const own = parts[0]!;
  const around = { resolving, program: source, own, labels, questions, decisions, disclosures, routes, expand };
  const states = resolveStates(around);
  const clocks = resolveClocks(source.clocks ?? {});
  const shared = { clocks: Object.keys(clocks), shared: true };
  const interrupts = resolveInterrupts(around);
  const decisionsWithTexts = resolveDecisionTexts(resolving, parts, questions, decisions);
  const dispositions = resolveDispositions(resolving, labels, states);
  const letters = resolveLetters({
    ...{ resolving, documents, questions, parameters, grants, expand },
    decisions: decisionsWithTexts,
  });
  for (const part of labelled) checkLabels(resolving, part.document, part.labels, part.known);
  const titled = { inline: source.title, place: inProgram('title'), label: undefined, labelPlace: inProgram('title') };
  const program: Program = {
    format: 1,
    id: source.program,
    title: resolveText(resolving, 'The program', titled),
    languages: source.languages,
    subject: { thirdParty: source.subject['third-party'], name: source.subject.name },
    fragments: source.include ?? {},
    questions,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(grants).length > 0 && { grants }),
    decisions: decisionsWithTexts,
    disclosures,
    ...(Object.keys(letters).length > 0 && { letters }),
    ...(source.duplicates && { duplicates: resolveDuplicates(source.duplicates) }),
    clocks,
    timers: resolveTimers(resolving.report, inProgram('timers'), source.timers, shared),
    interrupts,
    routes,
    dispositions,
    ...resolveEntry(resolving, documents),
    ...resolveStart(source.start),
    states,
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, program, warnings };
}

/** `{web: form, otherwise: safety}`: where a case begins by the channel that it came in by. */
function resolveStart(start: ProgramSource['start']): Pick<Program, 'start' | 'starts'> {
  if (typeof start === 'string') return { start };
  const { otherwise, ...starts } = start;
  return { start: otherwise, starts };
}

/** The same documents without their `assumption` marks. */
export function withoutMarks<T>(tree: T): T {
  if (Array.isArray(tree)) return tree.map((item: unknown) => withoutMarks(item)) as T;
  if (typeof tree !== 'object' || tree === null) return tree;
  const kept = Object.entries(tree).filter(([key, value]) => key !== 'assumption' || typeof value === 'object');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutMarks(value as unknown)])) as T;
}

/** The program first, then each fragment that it includes. */
function partsOf(documents: ProgramDocuments, report: Report): Part[] {
  const { program } = documents;
  const own: Part = {
    alias: null,
    document: 'program.yaml',
    labelsDocument: 'labels.yaml',
    questions: program.questions ?? {},
    parameters: program.parameters ?? {},
    decisions: program.decisions ?? {},
    labels: documents.labels ?? {},
    tables: documents.tables ?? {},
  };
  const included = Object.entries(program.include ?? {}).flatMap<Part>(([alias, name]) => {
    const found = documents.fragments?.[name];
    const place = inProgram('include', alias);
    if (!found) {
      const fix = instead(
        name,
        documents.knownFragments ?? Object.keys(documents.fragments ?? {}),
        'write the fragment first',
      );
      report('unknown-fragment', place, `There is no fragment "${name}".`, fix);
      return [];
    }
    const { fragment } = found;
    const full = `${fragment.fragment}@${fragment.version}`;
    if (full !== name) {
      const there = { document: `${name}/fragment.yaml`, path: ['fragment'] };
      const [wanted, version] = name.split('@');
      const message = `The fragment in the folder "${name}" calls itself "${full}".`;
      report('fragment-is-misnamed', there, message, `Write fragment: ${wanted} and version: ${version}.`);
    }
    return {
      alias,
      document: `${name}/fragment.yaml`,
      labelsDocument: `${name}/labels.yaml`,
      questions: fragment.questions,
      parameters: fragment.parameters ?? {},
      decisions: fragment.decisions ?? {},
      labels: found.labels ?? {},
      tables: found.tables ?? {},
    };
  });
  return [own, ...included];
}

function resolveDisclosures(
  resolving: Resolving,
  { program, labels }: ProgramDocuments,
  questions: readonly string[],
  expand: (name: string) => readonly string[],
): Record<string, Disclosure> {
  const entries = Object.entries(program.disclosures ?? {}).map(([id, source]) => {
    const place = inProgram('disclosures', id);
    const facts = source.facts.flatMap((name, index) => {
      const found = expand(name);
      if (found.length === 0 && !program.include?.[name]) {
        const message = `The disclosure "${id}" names a question "${name}" that does not exist.`;
        resolving.report('unknown-question', at(place, 'facts', index), message, instead(name, questions));
      }
      return found;
    });
    const purpose = resolveText(resolving, `The purpose of the disclosure "${id}"`, {
      inline: source.purpose,
      place: source.purpose ? at(place, 'purpose') : place,
      label: labels?.disclosures?.[id]?.purpose,
      labelPlace: { document: 'labels.yaml', path: ['disclosures', id, 'purpose'] },
    });
    return [id, { id, to: source.to, facts: [...new Set(facts)], purpose }] as const;
  });
  return Object.fromEntries(entries);
}

function resolveClocks(sources: NonNullable<ProgramSource['clocks']>): Record<string, ClockSource> {
  const passing = (written: string) => {
    const [state = '', on = ''] = written.split('.');
    return { state, on };
  };
  return Object.fromEntries(
    Object.entries(sources).map(([id, written]): [string, ClockSource] => {
      if (written === 'start' || written === 'end') return [id, { at: written }];
      return [id, typeof written === 'string' ? passing(written) : { first: written.map(passing) }];
    }),
  );
}

function resolveInterrupts(around: Surroundings): Record<string, Interrupt> {
  const sources = Object.entries(around.program.interrupts ?? {});
  return Object.fromEntries(sources.map(([id, source]) => [id, resolveInterrupt(around, id, source)]));
}

function resolveInterrupt(around: Surroundings, id: string, source: InterruptSource): Interrupt {
  const { report } = around.resolving;
  const place = inProgram('interrupts', id);
  if ((source.to === undefined) === (source.stay === undefined)) {
    const message = `The interrupt "${id}" needs exactly one thing that happens.`;
    report('interrupt-is-unclear', place, message, 'Write to: state, or stay: {tell: holder} or {alert: supervisor}.');
  }
  if (source.reopen?.length && source.stay !== undefined && source.to === undefined) {
    const message = `The interrupt "${id}" asks answers again, but the case stays where it is.`;
    report('reopen-without-target', at(place, 'reopen'), message, 'Write to: with the state that asks them.');
  }
  const stay = resolveStay(source.stay);
  const fields = resolveFields(report, at(place, 'fields'), source.fields);
  return {
    id,
    by: listOf(source.by),
    ...(source.line && { line: source.line }),
    states: statesOf(around, id, source),
    when: resolveConditions(source.when),
    fields,
    reopen: source.reopen ?? [],
    ...(source.doubt && { doubt: source.doubt }),
    revoke: source.revoke ?? false,
    ...(source.withdraws !== undefined && { withdraws: listOf(source.withdraws) }),
    ...(source.to !== undefined && { targets: resolveTargets(report, at(place, 'to'), source.to, fields) }),
    ...(stay && { stay }),
    label: resolveText(around.resolving, `The button of the interrupt "${id}"`, {
      inline: source.label,
      place: source.label ? at(place, 'label') : place,
      label: around.labels.interrupts?.[id],
      labelPlace: { document: 'labels.yaml', path: ['interrupts', id] },
    }),
  };
}

/** Open states that an interrupt can break into: those of `in`, or all but those of `except`. */
function statesOf({ program, resolving }: Surroundings, id: string, source: InterruptSource): readonly string[] {
  const { report } = resolving;
  const open = Object.keys(program.states).filter((state) => program.states[state]?.kind !== 'end');
  const place = inProgram('interrupts', id);
  if (source.in && source.except) {
    report('interrupt-scope-is-unclear', at(place, 'except'), `"${id}" has both in and except.`, 'Keep one of them.');
  }
  const key = source.in ? 'in' : 'except';
  const named = source[key] ?? [];
  named.forEach((state, index) => {
    const kind = program.states[state]?.kind;
    if (kind === undefined) {
      const message = `The interrupt "${id}" names a state "${state}" that does not exist.`;
      report('unknown-state', at(place, key, index), message, instead(state, open));
    } else if (kind === 'end') {
      const message = `The interrupt "${id}" names "${state}", which is an end: nothing breaks into an ended case.`;
      report('interrupt-names-an-end', at(place, key, index), message, 'Take it out of the list.');
    }
  });
  return source.in ? open.filter((state) => named.includes(state)) : open.filter((state) => !named.includes(state));
}

/** English, French and the program's own. One in which nothing at all is written is a slip in itself: said once. */
function spokenLanguages({ program, labels }: ProgramDocuments, report: Report): readonly string[] {
  const isWritten = (tree: unknown, language: string): boolean =>
    typeof tree === 'object' &&
    tree !== null &&
    Object.entries(tree).some(
      ([key, value]) => (key === language && typeof value === 'string') || isWritten(value, language),
    );
  const more = program.languages.filter((language, index) => {
    if (['en', 'fr'].includes(language)) return false;
    if (isWritten(program, language) || isWritten(labels, language)) return true;
    const message = `The program is to speak "${language}", and none of its texts is written in that language.`;
    const fix = `Write ${language}: "…" beside en: and fr: in every text, or take it out: others go through an interpreter.`;
    report('language-without-texts', inProgram('languages', index), message, fix);
    return false;
  });
  return ['en', 'fr', ...more];
}

/** Each part's labels, with all the names that it may have words for. */
function labelledParts({ program, labels }: ProgramDocuments, parts: readonly Part[]) {
  const waits = Object.entries(program.states).filter(([, state]) => state.kind === 'wait');
  const events = waits.flatMap(([id, state]) =>
    Object.keys('events' in state ? (state.events ?? {}) : {}).flatMap((event) => [event, `${id}.${event}`]),
  );
  const nothing = { grants: [], states: [], events: [], interrupts: [], disclosures: [] };
  return parts.map((part): { document: string; labels: LabelsSource; known: Labelled } => {
    const shared = {
      questions: Object.keys(part.questions),
      parameters: Object.keys(part.parameters),
      decisions: Object.keys(part.decisions),
    };
    const own = {
      ...shared,
      grants: Object.keys(program.grants ?? {}),
      states: Object.keys(program.states),
      events: [...new Set(events)],
      interrupts: Object.keys(program.interrupts ?? {}),
      disclosures: Object.keys(program.disclosures ?? {}),
    };
    const written = part.alias === null ? (labels ?? {}) : part.labels;
    const known = part.alias === null ? own : { ...nothing, ...shared };
    return { document: part.labelsDocument, labels: written, known };
  });
}
