import type { Answer, Text, Value } from '../eligibility/index.js';

/** What is known of one question in one case: newest version. */
export interface Fact {
  readonly key: string;
  /** Counts from 1 per case and key. History refers to a fact by case, key and version. */
  readonly version: number;
  readonly state: 'given' | 'declined' | 'withdrawn';
  /** Null unless given, and null once erased. */
  readonly value: Value | null;
  readonly saidBy: string;
  readonly contactId: string;
  readonly at: Date;
  readonly erasedAt: Date | null;
}

export interface FactsToRecord {
  readonly subjectId: string;
  readonly caseId: string;
  readonly contactId: string;
  readonly saidBy: string;
  /** By question id. `null`: asked again, so not known any more. */
  readonly answers: Readonly<Record<string, Answer | null>>;
}

/** A key that programs share, from `config/facts.yaml`. Facts under any other key are private to their case. */
export interface FactKey {
  readonly key: string;
  readonly type: string;
  readonly label: Text;
}
