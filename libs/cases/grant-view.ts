import type { Text } from '../eligibility/index.js';

/** How one funded place of a case stands. */
export interface GrantView {
  readonly grant: string;
  readonly title: Text;
  readonly year: number;
  /** The time for which it is: that year, or a part of it, such as `July to December 2026`. */
  readonly term: Text;
  readonly status: 'waiting' | 'granted' | 'returned' | 'used' | 'lapsed';
  readonly receivedAt: string;
  readonly grantedAt: string | null;
  readonly endedAt: string | null;
  /** What it is worth, in cents. */
  readonly amount: number | null;
  /** Of one that waits: which in line, from 1, of all who wait for the same. */
  readonly place: number | null;
}
