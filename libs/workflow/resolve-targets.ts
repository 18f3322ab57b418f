import { type Place, type Report, at, instead } from './problem.js';
import type { Condition, Field, HandedOver, Stay, Target, Targets } from './program.js';
import type {
  FieldSource,
  FieldsSource,
  OneOrMore,
  StaySource,
  TargetMap,
  TargetSource,
  TargetsSource,
  WhenSource,
} from './source.js';

type Fields = Readonly<Record<string, Field>>;

export const listOf = <T>(value: OneOrMore<T> | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

export function resolveTarget(report: Report, place: Place, source: TargetSource): Target {
  if (typeof source === 'string') return { to: source };
  return resolveTargetMap(report, place, source);
}

function resolveTargetMap(report: Report, place: Place, source: TargetMap): Target {
  const resume = source['resume-or'];
  if ((source.to === undefined) === (resume === undefined)) {
    const message = 'It is not clear where this leads: exactly one of `to` and `resume-or` is needed.';
    report('target-is-unclear', place, message, 'Write to: state, or resume-or: state.');
  }
  if (resume === undefined) {
    return { to: source.to ?? '', ...(source.resume !== undefined && { resume: source.resume }) };
  }
  if (source.resume !== undefined) {
    const message = '`resume` says where a later `resume-or` leads, so it cannot stand beside one.';
    report('target-is-unclear', at(place, 'resume'), message, 'Keep `resume-or`, or write to: state, resume: state.');
  }
  return { resumeOr: resume };
}

/** Targets in order. Reports a list whose last entry has a condition, or that goes on after an entry without one. */
export function resolveTargets(report: Report, place: Place, source: TargetsSource, fields: Fields = {}): Targets {
  if (typeof source === 'string' || !isList(source)) return [{ ...resolveTarget(report, place, source), when: [] }];
  const targets = source.map((entry, index) => ({
    ...resolveTargetMap(report, at(place, index), entry),
    when: resolveConditions(entry.when, fields),
  }));
  source.forEach(({ when }, index) => checkChosen(report, at(place, index), when, fields));
  const last = targets.length - 1;
  targets.forEach(({ when }, index) => {
    if (index === last && when.length > 0) {
      const message = 'The last target has a condition, so a case may find no way on.';
      report('last-target-is-guarded', at(place, index), message, 'Add a last entry without `when`.');
    }
    if (index < last && when.length === 0) {
      const message = 'The targets after this one can never be taken, because it has no condition.';
      report('target-hides-the-rest', at(place, index), message, 'Give it a `when`, or move it to the end.');
    }
  });
  return targets;
}

/** Only what may be chosen in a field of the event can lead on. */
function checkChosen(report: Report, place: Place, when: WhenSource | undefined, fields: Fields): void {
  for (const [name, words] of Object.entries(when ?? {})) {
    const choices = fields[name]?.type === 'choice' ? fields[name].choices : undefined;
    if (!choices || words === true) continue;
    for (const word of listOf(words).filter((one) => !choices.includes(one))) {
      const message = `The field "${name}" has no choice "${word}".`;
      report('unknown-outcome', at(place, 'when', name), message, instead(word, choices));
    }
  }
}

const isList = (source: object): source is Extract<TargetsSource, readonly unknown[]> => Array.isArray(source);

/** `fields` are those of the event that leads there: a condition may name one in which something is chosen. */
export function resolveConditions(source: WhenSource | undefined, fields: Fields = {}): readonly Condition[] {
  return Object.entries(source ?? {}).flatMap<Condition>(([name, words]) => {
    if (words === true)
      return [name === 'held' ? { held: true } : name === 'taken' ? { taken: true } : { accepted: true }];
    if (fields[name]?.type === 'choice') return [{ field: name, is: listOf(words) }];
    if (name === 'no-number') return listOf(words).map((noNumber) => ({ noNumber }));
    if (name === 'resumes') return [{ resumes: listOf(words) }];
    if (name === 'handed-over') return [{ handedOver: listOf(words) as readonly HandedOver[] }];
    if (name === 'granted') return listOf(words).map((granted) => ({ granted }));
    if (name === 'had') return listOf(words).map((had) => ({ had }));
    if (name === 'waitlisted') return listOf(words).map((waitlisted) => ({ waitlisted }));
    if (name === 'declined') return listOf(words).map((declined) => ({ declined }));
    if (name === 'agreed') return listOf(words).map((agreed) => ({ agreed }));
    if (name === 'refused') return listOf(words).map((refused) => ({ refused }));
    return name === 'known' ? listOf(words).map((known) => ({ known })) : [{ verdict: name, is: listOf(words) }];
  });
}

export function resolveStay(source: StaySource | undefined): Stay | undefined {
  return (
    source && { ...(source.alert !== undefined && { alert: source.alert }), ...(source.tell && { tell: source.tell }) }
  );
}

export function resolveFields(report: Report, place: Place, source: FieldsSource | undefined): Record<string, Field> {
  if (source === undefined) return {};
  if (Array.isArray(source)) {
    return Object.fromEntries((source as readonly string[]).map((id) => [id, { type: 'question', optional: true }]));
  }
  return Object.fromEntries(
    Object.entries(source).map(([name, field]) => [
      name,
      resolveField(report, at(place, name), name, field as FieldSource),
    ]),
  );
}

function resolveField(report: Report, place: Place, name: string, source: FieldSource): Field {
  if (typeof source === 'string') return checkField(report, place, name, { type: source, optional: false });
  if (Array.isArray(source)) {
    const choices = source as readonly string[];
    if (choices.length === 1 && choices[0] === 'service') return { type: 'services', optional: false };
    return { type: 'choice', choices, optional: false };
  }
  const map = source as Exclude<FieldSource, string | readonly string[]>;
  const route = map['in-route'];
  return checkField(report, place, name, {
    type: map.type ?? (route !== undefined ? 'agency' : map.choices ? 'choice' : 'text'),
    optional: map.optional ?? false,
    ...(map.choices && { choices: map.choices }),
    ...(route !== undefined && { inRoute: route }),
  });
}

function checkField(report: Report, place: Place, name: string, field: Field): Field {
  if (field.type === 'choice' && !field.choices) {
    report('choices-missing', place, `The field "${name}" has no choices.`, `Write ${name}: [one, other].`);
  }
  if (field.type === 'agency' && field.inRoute === undefined) {
    const fix = `Write ${name}: {in-route: the-route}.`;
    report('field-without-route', place, `The field "${name}" picks an agency, but not from which route.`, fix);
  }
  return field;
}
