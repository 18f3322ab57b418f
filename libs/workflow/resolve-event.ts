import { at, inProgram } from './problem.js';
import type { EventDefinition, OpensCase } from './program.js';
import type { Surroundings } from './resolve-base.js';
import { listOf, resolveFields, resolveStay, resolveTarget, resolveTargets } from './resolve-targets.js';
import { resolveText } from './resolve-texts.js';
import type { OpensCaseSource } from './source-opens.js';
import type { EventSource, TextSource } from './source.js';

export function resolveEvent(around: Surroundings, state: string, id: string, source: EventSource): EventDefinition {
  const { report } = around.resolving;
  const place = inProgram('states', state, 'events', id);
  const counted = source.max !== undefined || source.again !== undefined || source.then !== undefined;
  if (counted && (source.max === undefined || source.again === undefined || source.then === undefined)) {
    const message = `The event "${id}" is counted, but without ${missingOf(source).join(' and ')}.`;
    report('counter-is-unbounded', place, message, 'Write max: 3, again: {in: PT2H}, then: state.');
  }
  const happens = [source.to !== undefined, source.stay !== undefined, counted].filter(Boolean).length;
  // Opening another case is something that happens, too.
  if (happens > 1 || (happens === 0 && !source.opens)) {
    const message = `The event "${id}" needs exactly one thing that happens.`;
    report('event-is-unclear', place, message, 'Write to: state, or stay: {alert: …}, or max: with again: and then:.');
  }
  if (source.reopen && (source.stay !== undefined || counted) && source.to === undefined) {
    const message = `The event "${id}" asks answers again, but the case stays where it is.`;
    report('reopen-without-target', at(place, 'reopen'), message, 'Write to: with the state that asks them.');
  }
  const stay = resolveStay(happens === 0 && source.opens ? {} : source.stay);
  const fields = resolveFields(report, at(place, 'fields'), source.fields);
  return {
    id,
    by: listOf(source.by),
    ...(source.line && { line: source.line }),
    label: eventLabel(around, state, id, source.label),
    fields,
    ...(source.from && { from: source.from }),
    ...(source.opens && { opens: resolveOpens(around, source.opens) }),
    ...(source['four-eyes'] !== undefined && { fourEyes: listOf(source['four-eyes']) }),
    ...(source.reopen && { reopen: source.reopen }),
    ...(source.frees !== undefined && { frees: listOf(source.frees) }),
    ...(source.uses !== undefined && { uses: listOf(source.uses) }),
    ...(source.to !== undefined && { targets: resolveTargets(report, at(place, 'to'), source.to, fields) }),
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

/** What is agreed to is what is shown, unless the event shows less. */
function resolveOpens(
  { disclosures }: Surroundings,
  { program, confirm, consent, says = {} }: OpensCaseSource,
): OpensCase {
  return { program, confirm: confirm ?? disclosures[consent]?.facts ?? [], consent, says };
}

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
