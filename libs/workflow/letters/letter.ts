import type { Text } from '../../eligibility/index.js';

/** What a program sends out, with its text in each language. Data alone: nothing in it can run. */
export interface LetterDefinition {
  readonly id: string;
  /** The first heading, the document's name, and what lists call it. */
  readonly title: Text;
  /** A card is small and has one page in mind. */
  readonly kind: LetterKind;
  /** Questions whose answers the text may tell: no others get into it. */
  readonly facts: readonly string[];
  /** `date.30`: days after its own that it names. */
  readonly days?: readonly number[];
  /** Language → text. */
  readonly body: Readonly<Record<string, readonly TemplateBlock[]>>;
}
export type LetterKind = 'letter' | 'card';

export type TemplateBlock =
  | { readonly block: 'heading'; readonly level: 2 | 3; readonly text: TemplateLine }
  | { readonly block: 'paragraph'; readonly text: TemplateLine }
  | { readonly block: 'list'; readonly ordered: boolean; readonly items: readonly TemplateLine[] }
  | { readonly block: 'table'; readonly head: TwoCells; readonly rows: readonly TwoCells[] }
  /** Lines as they stand on an envelope. */
  | { readonly block: 'address'; readonly lines: readonly TemplateLine[] }
  | { readonly block: 'when'; readonly when: LetterCondition; readonly blocks: readonly TemplateBlock[] };
export type TwoCells = readonly [TemplateLine, TemplateLine];
export type TemplateLine = readonly TemplatePart[];
/** Words as they are, or a name whose value is filled in. */
export type TemplatePart =
  { readonly text: string; readonly bold?: true } | { readonly value: string; readonly bold?: true };

export type LetterCondition =
  /** `not`: none of these; a decision that is not settled has the outcome `undetermined`. */
  | { readonly decision: string; readonly is: readonly string[]; readonly not?: true }
  /** `refused`: a file that was sent for it had a virus, and nothing has come since. */
  | { readonly answer: string; readonly is: 'known' | 'unknown' | 'refused' }
  /** `not`: none of these. What was never asked for is `none`. */
  | { readonly grant: string; readonly is: readonly GrantWord[]; readonly not?: true };
/** How a grant of the case stands. */
export const grantWords = ['none', 'waiting', 'granted', 'returned', 'used', 'lapsed'] as const;
export type GrantWord = (typeof grantWords)[number];

/** A letter that is written when a case comes to a state: by e-mail where an address is known, else on paper. */
export interface LetterToSend {
  readonly letter: string;
  /** The question whose answer is the e-mail address. */
  readonly email?: string;
  /** The question whose answer is the postal address. */
  readonly print?: string;
}
