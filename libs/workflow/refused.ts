/** Why a step was refused, as a sentence-like word. Nothing was changed. */
export type RefusalReason =
  | 'case-is-closed'
  | 'event-is-not-allowed-here'
  | 'too-early'
  | 'role-may-not-do-this'
  | 'somebody-else-has-to'
  | 'consent-is-missing'
  | 'no-offer-is-open'
  | 'question-is-not-in-this-program'
  | 'answer-does-not-fit-the-question'
  | 'field-is-missing'
  | 'field-does-not-fit'
  | 'service-is-unknown'
  | 'only-the-client-may-consent'
  | 'timer-is-stale'
  | 'condition-does-not-hold';
export interface Refused {
  readonly ok: false;
  readonly reason: RefusalReason;
  /** What it is about: a question, field, event. */
  readonly about?: string;
  /** What may be done instead: names of allowed events, values of a question. */
  readonly instead?: readonly string[];
  /** A JSON pointer into an answer of rows: which cell it is. */
  readonly at?: string;
}
