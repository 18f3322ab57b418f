import type { Env } from '../env.js';
import { BadPattern } from './pattern-class.js';
import { type Flags, PatternReader } from './pattern-read.js';
import { type Match, PatternSearch } from './pattern-search.js';

/**
 * A regular expression of XPath. It is matched here and not by JavaScript, because its grammar differs and because a hostile
 * pattern must end: work is counted from `env.steps`, and a pattern that goes astray on a text says `too-long`.
 */
export interface Pattern {
  readonly ok: true;
  /** How many groups take what they match. */
  readonly groups: number;
  /** The first match from a place on. */
  readonly find: (text: string, from: number, env: Env) => Match | null | 'too-long';
  /** All matches, one after the other; null where the pattern takes nothing at some place, or goes astray. */
  readonly all: (text: string, env: Env) => readonly Match[] | null;
}
export interface Refused {
  readonly ok: false;
  readonly code: 'pattern-is-malformed' | 'pattern-is-outside' | 'pattern-is-too-long' | 'pattern-flag-is-unknown';
}

const longest = 1_000;

export function compilePattern(text: string, flags: string): Pattern | Refused {
  if (!/^[smixq]*$/.test(flags)) return { ok: false, code: 'pattern-flag-is-unknown' };
  if (text.length > longest) return { ok: false, code: 'pattern-is-too-long' };
  const read: Flags = { dotAll: flags.includes('s'), lines: flags.includes('m'), anyCase: flags.includes('i') };
  const literally = flags.includes('q');
  const pattern = literally
    ? text.replace(/[\\|.?*+(){}\-[\]^$]/g, '\\$&')
    : flags.includes('x')
      ? squeezed(text)
      : text;
  try {
    const reader = new PatternReader(pattern, read);
    const whole = reader.read();
    const search = new PatternSearch(whole, read, reader.groups);
    return {
      ok: true,
      groups: reader.groups,
      find: (input, from, env) => search.find(input, from, env),
      all: (input, env) => search.all(input, env),
    };
  } catch (error) {
    if (error instanceof BadPattern) return { ok: false, code: error.code };
    throw error;
  }
}

/** Without the white space that stands in no class. */
function squeezed(text: string): string {
  let inside = 0;
  return text.replace(/\\.|[[\]]|[\t\n\r ]/gs, (part) => {
    if (part === '[') inside += 1;
    else if (part === ']') inside -= 1;
    else if (inside === 0 && /^\\[\t\n\r ]$/.test(part)) return '\\';
    return inside === 0 && /^[\t\n\r ]$/.test(part) ? '' : part;
  });
}
