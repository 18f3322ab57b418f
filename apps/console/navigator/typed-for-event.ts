import type { AllowedView, CaseView, QuestionView } from '../shared/views';

const typed: ReadonlySet<QuestionView['type']> = new Set(['phone', 'text', 'integer', 'money']);
type FieldView = AllowedView['fields'][number];

/** A field of an event that is an answer, and is typed: a number that is looked for. */
const isTyped = (field: FieldView) => field.type === 'question' && field.choices.length === 0;
const events = ({ allowed }: CaseView) => allowed.filter((one) => one.kind === 'event');

/** The event of now that cannot happen without what is typed. While it can, a digit is a part of that and never an event. */
export const typedWith = (view: CaseView): AllowedView | undefined =>
  events(view).find((one) => one.fields.some((field) => isTyped(field) && !field.optional && isNumber(view, field)));

/** The field of an event that takes the digits. */
export const fieldOfDigits = (view: CaseView, { fields }: AllowedView): FieldView | undefined =>
  fields.find((field) => isTyped(field) && !field.optional && isNumber(view, field));

function isNumber({ questions, answers }: CaseView, { name }: FieldView): boolean {
  const type = (questions.find((one) => one.id === name) ?? answers.find((one) => one.question === name))?.type;
  return type !== undefined && typed.has(type);
}

/** What is asked in the form of an event, so nobody else need ask for it. */
export const askedInForm = (view: CaseView): readonly string[] =>
  events(view).flatMap((one) =>
    one.fields.filter((field) => isTyped(field) && !field.optional).map(({ name }) => name),
  );

/** What an event of now takes along when it is known, not answered yet, and typed: asked beside it, and the digits are its own. */
export function typedForEvent(view: CaseView): QuestionView | undefined {
  if (typedWith(view)) return undefined;
  const wanted = events(view).flatMap((one) => one.fields.filter(isTyped).map((field) => field.name));
  return view.questions.find((question) => typed.has(question.type) && wanted.includes(question.id));
}
