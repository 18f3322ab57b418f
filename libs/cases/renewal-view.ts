import type { Text, Value } from '../eligibility/index.js';
import type { FollowingCase } from './find-renewal.js';

export interface EarlierView {
  readonly value: Value;
  readonly label: Text;
  readonly at: string;
  /** Name of the person of ours who wrote it down; null: the client did, or nobody knows. */
  readonly by: string | null;
}
export interface LaterView {
  readonly event: string;
  readonly label: Text;
  /** A local date. */
  readonly on: string;
  readonly sentence: Text;
}
export interface OpensView {
  readonly program: string;
  /** What is agreed to. */
  readonly purpose: Text;
  /** What the questions are called whose answers go along to be confirmed. */
  readonly confirm: readonly Text[];
}

/** What comes before and after a case. */
export interface RenewalView {
  /** What this person may do here from a later day on. Left out where there is nothing of that kind. */
  readonly later?: readonly LaterView[];
  /** The case of the same person that this one follows, and the one that follows it. Left out where there is none. */
  readonly renews?: { readonly case: string; readonly number: string };
  readonly renewedBy?: FollowingCase;
}
