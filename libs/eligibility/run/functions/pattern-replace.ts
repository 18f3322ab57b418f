import type { Env } from '../env.js';
import { spend } from './built-in.js';
import type { Pattern } from './pattern.js';
import type { Match } from './pattern-search.js';

type Piece = string | number;

/** Texts and numbers of groups; null where a `$` or `\` stands that means nothing. */
function piecesOf(by: string, groups: number): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const part of by.match(/\$\d+|\\[\\$]|[^$\\]+|[$\\]/gs) ?? []) {
    if (part === '$' || part === '\\') return null;
    if (part.startsWith('\\')) pieces.push(part.slice(1));
    else if (part.startsWith('$')) pieces.push(...groupPieces(part.slice(1), groups));
    else pieces.push(part);
  }
  return pieces;
}

/** As many digits as there are groups for; the rest are text. */
function groupPieces(digits: string, groups: number): readonly Piece[] {
  let taken = digits.length;
  while (taken > 1 && Number(digits.slice(0, taken)) > groups) taken -= 1;
  return [Number(digits.slice(0, taken)), digits.slice(taken)];
}

/** XPath's `replace`. Null where the pattern also matches nothing at all, or the replacement is malformed. */
export function replaceWith(pattern: Pattern, input: string, by: string, env: Env): string | null {
  const matches = pattern.all(input, env);
  if (!matches) return null;
  const pieces = piecesOf(by, pattern.groups);
  if (!pieces) return null;
  const points = Array.from(input);
  const text = (from: number, to: number): string => points.slice(from, to).join('');
  const written = (match: Match): string =>
    pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        const [from, to] = piece === 0 ? [match.from, match.to] : (match.groups[piece] ?? [0, 0]);
        return text(from, to);
      })
      .join('');
  const parts: string[] = [];
  let from = 0;
  for (const match of matches) {
    const made = written(match);
    spend(env, made.length + 1);
    parts.push(text(from, match.from), made);
    from = match.to;
  }
  return [...parts, text(from, points.length)].join('');
}
