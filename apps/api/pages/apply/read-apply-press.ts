import type { Happening } from '../../../../libs/cases/index.js';
import type { Answer, Text } from '../../../../libs/eligibility/index.js';
import { type FieldValue, type Question, type Refused, sameAnswer } from '../../../../libs/workflow/index.js';
import type { AskedNow, Doable, Standing } from '../../apply/read-standing.js';
import type { FormFields } from '../../shell/form-body.js';
import type { Fault } from '../parts.js';
import type { Say } from '../speak.js';
import { readAnswer } from './read-answer.js';
import { type Came, inputOf, readQuestion } from './read-form.js';
import { applyWords } from './words.js';

export type PressRead =
  | { readonly kind: 'press'; readonly happening: Happening; readonly revision: number | null }
  /** All of it stands there already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  /** What was asked is not asked any more. */
  | { readonly kind: 'changed' };

const one = (form: FormFields, name: string): string => form.get(name)?.[0] ?? '';

/** As it was read by whoever pressed; null: not known. */
function revisionIn(form: FormFields): number | null {
  const seen = one(form, 'seen');
  return /^\d{1,9}$/.test(seen) ? Number(seen) : null;
}

/** Answers that were filled in. Whoever finishes later may leave out what is asked, or half filled in; whoever goes on is told what is missing. */
export function readAnswered(form: FormFields, standing: Standing, say: Say): PressRead {
  const [change, isLater] = [one(form, 'change'), one(form, 'do') === 'later'];
  const asked = askedIn(form, standing);
  if (!asked) return { kind: 'changed' };
  const [answers, faults]: [Record<string, Answer>, Fault[]] = [{}, []];
  for (const { question, optional, before, earlier } of asked) {
    const came = readAnswer(standing, question, form);
    if (isLater && isUnchecked(came, earlier)) continue;
    const answer = came.kind === 'nothing' && optional && !isLater && standing.kind === 'ask' ? unsaid : answerIn(came);
    if (answer && !(before && sameAnswer(before, answer))) answers[question.id] = answer;
    else if (!answer && came.kind === 'misfit' && !isLater) faults.push(faultOf(question, came, say));
    else if (!answer && !isLater && !optional && standing.kind !== 'wait')
      faults.push(missing(question, say, question.decline === 'staff' ? applyWords.missing : applyWords.missingOrNot));
  }
  if (faults.length > 0) return { kind: 'faults', faults };
  if (Object.keys(answers).length === 0) return { kind: 'nothing' };
  return { kind: 'press', happening: { kind: 'answers', answers }, revision: change === '' ? null : revisionIn(form) };
}

/** Whoever stops for today has not said that what stood there from last time still holds. */
const isUnchecked = (came: Came, earlier: AskedNow['earlier']): boolean =>
  earlier !== undefined && came.kind === 'answer' && sameAnswer({ value: earlier.value }, came.answer);

/** What may be left out, and was, is not asked once more. */
const unsaid: Answer = { declined: true };
const answerIn = (came: Came): Answer | null => (came.kind === 'answer' ? came.answer : null);

interface Here {
  readonly question: Question;
  readonly optional: boolean;
  readonly before: Answer | null;
  readonly earlier?: AskedNow['earlier'];
}

/** The questions of a page, as they stand now. Null: not all of them are there any more. */
export function askedIn(form: FormFields, standing: Standing): readonly Here[] | null {
  const ids = [...new Set(form.get('asked') ?? [])];
  const asked = ids.flatMap((id) => questionHere(standing, id, one(form, 'change')) ?? []);
  return ids.length === 0 || asked.length < ids.length ? null : asked;
}

/** Null: it is neither asked here nor put right. One that was answered meanwhile, with the same page, says the same again. */
function questionHere({ questions, answers }: Standing, id: string, change: string): Here | null {
  const now = questions.find(({ question }) => question.id === id);
  if (now && change === '') return { ...now, before: null };
  const told = answers.find(({ question, mayChange }) => question.id === id && mayChange);
  return told && change === id ? { question: told.question, optional: false, before: told.answer } : null;
}

const missing = (question: Question, say: Say, text: Text = applyWords.missing): Fault => ({
  field: inputOf(question.id),
  text: say(text, { what: say(question.ask) }),
});

const kinds: Readonly<Record<string, keyof typeof applyWords.misfit>> = {
  ...{ email: 'email', date: 'date', integer: 'number', money: 'money', phone: 'phone', text: 'text', address: 'text' },
};

function faultOf(question: Question, { field, expected, type }: Extract<Came, { kind: 'misfit' }>, say: Say): Fault {
  const column = question.columns?.find(({ id }) => field.endsWith(`.${id}`));
  const row = /\.(\d+)\.[^.]+$/.exec(field)?.[1];
  const name = say(column ? column.label : question.ask);
  const n = String(Number(row ?? 0) + 1);
  const named = question.row ? `${say(question.row)} ${n}, ${name}` : say(applyWords.inRow, { n, what: name });
  const what = column && row ? named : name;
  const bounds = type === 'money' ? inDollars(expected) : expected;
  return { field, text: say(applyWords.misfit[kinds[type] ?? 'other'], { what, expected: bounds }) };
}

/** Bounds are kept in cents. */
const inDollars = (bounds: string): string => bounds.replaceAll(/\d+/g, (cents) => String(Number(cents) / 100));

/** Something that they do themselves. */
export function readDone(form: FormFields, standing: Standing, say: Say): PressRead {
  const doing = standing.allowed.find(({ event }) => event === one(form, 'event'));
  if (!doing) return { kind: 'changed' };
  const [fields, faults]: [Record<string, FieldValue>, Fault[]] = [{}, []];
  for (const field of doing.fields) {
    const value = field.question ? valueOf(readQuestion(field.question, form)) : one(form, `f.${field.name}`) || null;
    if (value !== null) fields[field.name] = value;
    else if (!field.optional) faults.push(missingField(field, say));
  }
  if (faults.length > 0) return { kind: 'faults', faults };
  return { kind: 'press', happening: { kind: 'event', event: doing.event, fields }, revision: revisionIn(form) };
}

function missingField({ name, question }: Doable['fields'][number], say: Say): Fault {
  if (question) return missing(question, say);
  const what = say(name === 'by' ? applyWords.whoSpeaks : { en: name, fr: name });
  return { field: `f.${name}`, text: say(applyWords.missing, { what }) };
}

/** Fields of events are words. */
function valueOf(came: Came): FieldValue | null {
  if (came.kind !== 'answer' || !('value' in came.answer)) return null;
  const { value } = came.answer;
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** What the engine said no to, at the input that it is about. */
export function refusedFault({ about, at }: Refused, { questions }: Standing, say: Say): Fault {
  const asked = questions.find(({ question }) => question.id === about)?.question;
  if (!asked) return { field: null, text: say(applyWords.notNow) };
  const field = `${inputOf(asked.id)}${(at ?? '').replaceAll('/', '.')}`;
  return { field, text: say(applyWords.misfit.other, { what: say(asked.ask) }) };
}
