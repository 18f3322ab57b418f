import type { FeelNode } from './node.js';
import { spanOf, written, type Place } from './place.js';
import { refuseAt } from './refuse.js';
import type { Feel, Span } from './tree.js';

const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };
const escape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g;

/** The text between the quotes. What is no escape of FEEL stays as it is: `"\d"` is a backslash and a `d`. */
export function stringOf(written: string, at: Span): string {
  return written.slice(1, -1).replace(escape, (_all, four?: string, six?: string, sign?: string) => {
    if (sign !== undefined) return plain[sign] ?? sign;
    const code = Number.parseInt(four ?? six ?? '', 16);
    if (code > 0x10ffff) {
      refuseAt(at, 'escape-is-unknown', `${written} has a letter that there is not.`, 'The last one is \\U10FFFF.');
    }
    return four === undefined ? String.fromCodePoint(code) : String.fromCharCode(code);
  });
}

export function readString(node: FeelNode, at: Place): Feel {
  return { ...spanOf(node), op: 'literal', value: stringOf(written(node, at), node) };
}
