import type { CaseView } from '../../../libs/cases/index.js';
import type { AllowedEvent, Program } from '../../../libs/workflow/index.js';
import { showOpens } from './show-renewal.js';

/** What may be done now, with what is filled in for it. */
export function showAllowed(program: Program, event: AllowedEvent): CaseView['allowed'][number] {
  const { fields, opens: _, ...allowed } = event;
  const asked = ({ name, type }: AllowedEvent['fields'][number]) => {
    const question = type === 'question' ? program.questions[name] : undefined;
    if (!question) return { ask: null, question: null };
    const { ask, help = null, choices, max = null } = question;
    return { ask, question: { type: question.type, help, answers: choices, max } };
  };
  return { ...allowed, ...showOpens(program, event), fields: fields.map((field) => ({ ...field, ...asked(field) })) };
}
