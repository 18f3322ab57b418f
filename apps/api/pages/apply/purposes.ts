import type { RunnableProgram } from '../../../../libs/workflow/index.js';

/**
 * What of somebody a question asks for, in the words of browsers (WCAG 2.2, 1.3.5): the program says it where it says by what a
 * household is recognized. Undefined: nothing that a browser could fill in.
 */
export function purposeOf({ duplicates }: RunnableProgram['program'], question: string): string | undefined {
  if (!duplicates) return undefined;
  const { name, born, email } = duplicates;
  const at = name.indexOf(question);
  if (at >= 0) return name.length === 1 ? 'name' : (['given-name', 'family-name'] as const)[at];
  if (question === born) return 'bday';
  return question === email ? 'email' : undefined;
}
