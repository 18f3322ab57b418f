import { anyCase, BadPattern, escapedPoint, letterClass, propertyClass, type Takes } from './pattern-class.js';
import type { PatternCursor } from './pattern-cursor.js';

/** `\d`, `\p{L}` and their like, after the backslash. */
export function readLetters(at: PatternCursor, ignoreCase: boolean): Takes {
  const letter = at.letter();
  const takes = letterClass(letter);
  if (takes) return takes;
  if (letter !== 'p' && letter !== 'P') throw new BadPattern('pattern-is-malformed');
  at.need('{');
  const property = propertyClass(at.until('}'));
  const wanted = ignoreCase ? anyCase(property) : property;
  return letter === 'p' ? wanted : (point) => !wanted(point);
}

/** `[a-z-[aeiou]]`, after the bracket: what it takes, less what is taken away. */
export function readClass(at: PatternCursor, ignoreCase: boolean): Takes {
  return at.deeper(() => {
    const not = at.take('^');
    const parts: Takes[] = [];
    let less: Takes | null = null;
    while (!less && at.next !== ']') {
      if (at.next === '-' && at.afterNext === '[' && parts.length > 0) {
        at.need('-');
        at.need('[');
        less = readClass(at, ignoreCase);
      } else parts.push(partOf(at, parts.length === 0, ignoreCase));
    }
    at.need(']');
    if (parts.length === 0) throw new BadPattern('pattern-is-malformed');
    const some: Takes = (point) => parts.some((part) => part(point));
    const wanted = ignoreCase ? anyCase(some) : some;
    return (point) => wanted(point) !== not && !less?.(point);
  });
}

function partOf(at: PatternCursor, first: boolean, ignoreCase: boolean): Takes {
  if (at.next === '\\' && escapedPoint(at.afterNext ?? '') === undefined) {
    at.need('\\');
    return readLetters(at, ignoreCase);
  }
  if (at.next === '-' && !first && at.afterNext !== ']') throw new BadPattern('pattern-is-malformed');
  const from = pointOf(at);
  const ranged = at.next === '-' && !/^[\][]$/.test(at.afterNext ?? ']');
  if (!ranged) return (point) => point === from;
  at.need('-');
  const to = pointOf(at);
  if (to < from) throw new BadPattern('pattern-is-malformed');
  return (point) => point >= from && point <= to;
}

function pointOf(at: PatternCursor): number {
  const letter = at.letter();
  if (/^[\][]?$/.test(letter)) throw new BadPattern('pattern-is-malformed');
  const point = letter === '\\' ? escapedPoint(at.letter()) : letter.codePointAt(0);
  if (point === undefined) throw new BadPattern('pattern-is-malformed');
  return point;
}
