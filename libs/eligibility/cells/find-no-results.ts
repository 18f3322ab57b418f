import type { Finding } from '../check-decision.js';
import type { Decision } from '../decision.js';
import type { Domain, Value } from '../types.js';
import { answered, readsItsOwn, truthOf } from './truth.js';

/**
 * Cells that come to nothing for one of a question's choices: neither they nor their opposite hold for it, which is
 * seldom meant. Of numbers, dates and text they are not looked for.
 */
export function findNoResults({ table, parts }: Decision): Finding[] {
  return table.inputs.flatMap((input, column) => {
    const domain = input.compute ? undefined : parts.domains.get(input.question);
    return table.rows.flatMap((row, index): Finding[] => {
      const test = row.tests[column];
      if (!domain || test?.test !== 'feel' || !readsItsOwn(test)) return [];
      const value = choicesOf(domain).find((one) => truthOf(test, answered(one, domain.kind), () => null) === null);
      if (value === undefined) return [];
      return [
        {
          code: 'cell-has-no-result',
          severity: 'warning',
          message: `Row ${index + 1} asks “${test.text}”, which comes to nothing for ${JSON.stringify(value)}: neither it nor its not(…) holds.`,
          instead: 'List the words that are meant, or ask something that fits every choice.',
          row: index + 1,
          column: input.label.en,
          text: test.text,
          example: { [input.question]: value },
          ...(row.line === undefined ? {} : { line: row.line }),
        },
      ];
    });
  });
}

function choicesOf(domain: Domain): readonly Value[] {
  if (domain.kind === 'multi') return [[], ...domain.values.map((word) => [word])];
  return domain.kind === 'choice' ? domain.values : domain.kind === 'boolean' ? [true, false] : [];
}
