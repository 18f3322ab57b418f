/** The table of DESIGN.md: libs import from lower rows only, and those on one row don't know each other. */
export const rows: readonly (readonly string[])[] = [
  ['eligibility', 'platform'],
  ['workflow', 'access'],
  ['programs', 'agencies', 'contacts', 'clients', 'documents', 'letters'],
  ['cases'],
  ['referrals', 'grants', 'duplicates'],
  ['outcomes'],
];
export const rowOf = (lib: string): number => rows.findIndex((row) => row.includes(lib));

/** No clock, no randomness, no I/O, no framework. What else each may import from npm is listed. */
export const pureLibs: Readonly<Record<string, readonly string[]>> = {
  eligibility: ['decimal.js', 'dmn-moddle', 'lezer-feel'],
  workflow: ['xstate'],
};

/** What a pure lib must not reach for although nothing needs to be imported for it. */
export const impureWords: readonly RegExp[] = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bperformance\.now\b/,
  /\bcrypto\.\w/,
  /\bprocess\.\w/,
  /\bfetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\(/,
  /\bconsole\.\w/,
];
