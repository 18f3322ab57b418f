import { childrenOf as children, textOf as slice } from './feel-node.js';
import { parse, reading, suggestWord } from './parse-feel.js';
import { stringValue } from './read-literal.js';
import { refuse, type Reading } from './refusal.js';

/** Output cells and lists of allowed values hold words in double quotes, nothing else. */
export function readWords(text: string): Reading<readonly string[]> {
  return reading(text, () => {
    const trimmed = text.trim();
    const example = suggestWord(trimmed);
    const wanted = `Write the outcome as a word in double quotes, for example ${example}.`;
    if (trimmed === '') refuse('output-is-empty', 'The output cell is empty.', wanted);
    const positive = parse(trimmed, 'UnaryTests').firstChild;
    // not("a") has no list at its top, and gives no word.
    if (positive?.name !== 'PositiveUnaryTests') {
      return refuse('output-is-not-a-word', `“${trimmed}” is not a word in double quotes.`, wanted);
    }
    return children(positive).map((child) => {
      const literal = child.firstChild;
      if (child.name !== 'PositiveUnaryTest' || literal?.name !== 'StringLiteral') {
        refuse('output-is-not-a-word', `“${trimmed}” is not a word in double quotes.`, wanted);
      }
      return stringValue(slice(literal, trimmed));
    });
  });
}
