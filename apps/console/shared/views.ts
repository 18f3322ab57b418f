import type { components } from './api.generated';
import { frenchSpaces } from './french-spaces';

/** The views of the API under the names that the screens use. One place to follow a change of the document. */
type Schemas = components['schemas'];
export type CaseView = Schemas['CaseDto'];
export type HistoryView = Schemas['HistoryDto'];
export type ContactView = Schemas['ContactDto'];
export type Relation = NonNullable<ContactView['relation']>;
export type LineView = Schemas['LineDto'];
export type CaseListItem = Schemas['CaseListItemDto'];
export type AgencyView = Schemas['AgencyDto'];
export type ServiceView = AgencyView['services'][number];
export type TeamView = Schemas['TeamDto'];
export type ShiftsView = Schemas['ShiftsDto'];
export type MeView = Schemas['MeView'];
export type DemoRole = MeView['role'];
export type QuestionView = CaseView['questions'][number];
export type AnswerView = CaseView['answers'][number];
export type VerdictView = Schemas['VerdictDto'];
export type WhyNotView = Schemas['WhyNotDto'];
export type ConsentView = NonNullable<CaseView['consent']>;
export type OfferView = CaseView['offers'][number];
export type MessageView = Schemas['MessageDto'];
export type ReferralView = Schemas['ReferralDto'];
export type Preview = Schemas['ChangesDto'];
export type AllowedView = CaseView['allowed'][number];
export type Owner = NonNullable<CaseView['owner']>;

/** A sentence in every language that the program has. English is always there. */
export type Text = Readonly<Record<string, string>>;

/** What may be sent as an answer: a value, a refusal to answer, or null to take it back. */
export type AnswerValue = string | number | boolean | string[] | Row[] | null;
/** One member of a household, say: what is known of it, by column. */
export type Row = Readonly<Record<string, string | number | boolean>>;
export type RowsView = NonNullable<Schemas['QuestionDto']['rows']>;
export type ColumnView = RowsView['columns'][number];
export type TotalView = RowsView['totals'][number];
export const declined = 'prefer-not';

/** What it takes to draw the field of a question, whether it is asked now or corrected later. */
export interface Askable {
  readonly id: string;
  readonly type: QuestionView['type'];
  readonly ask: Text;
  readonly help: Text | null;
  readonly answers: readonly { readonly value: string; readonly label: Text }[];
  readonly optional: boolean;
  readonly min: number | null;
  readonly max: number | null;
  /** Of a list of rows. */
  readonly rows?: RowsView | null;
  /** Not known of an answer that is corrected. */
  readonly why?: { readonly purposes: readonly string[] };
}

/** An answer given earlier, as a question that can be asked again. */
export function askableFromAnswer(answer: AnswerView): Askable {
  const { question, type, ask, answers, min, max, rows } = answer;
  return { id: question, type, ask, help: null, answers, optional: false, min, max, rows };
}

/** The sentence in the wanted language, or the next best that exists. */
export function textIn(text: Text, language: string): string {
  if (language.startsWith('fr') && text['fr']) return frenchSpaces(text['fr']);
  return text[language] ?? text[language.split('-')[0] ?? 'en'] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
