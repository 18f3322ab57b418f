import type { OneOrMore, WhenSource } from './source.js';

export interface DuplicatesSource {
  readonly received: string;
  readonly year?: 'this' | { readonly next: WhenSource };
  readonly except?: readonly string[];
  readonly name?: OneOrMore<string>;
  readonly born?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly members?: { readonly rows: string; readonly name?: string; readonly born?: string };
}
