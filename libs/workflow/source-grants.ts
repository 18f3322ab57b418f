import type { ById, OneOrMore, OpenSource, SendSource, TargetsSource, TextSource, WhenSource } from './source.js';
import type { GrantPeriod } from './terms.js';

export interface GrantSource {
  readonly title?: TextSource;
  readonly places: string;
  readonly per: GrantPeriod;
  readonly amount?: string;
  readonly received?: string;
  readonly send?: OneOrMore<SendSource>;
}
export interface GrantStateSource extends OpenSource {
  readonly kind: 'grant';
  readonly grant: string;
  readonly year?: 'this' | 'next' | { readonly next: WhenSource };
  readonly leaves: ById<TargetsSource>;
}
