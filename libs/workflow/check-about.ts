import type { Decision } from '../eligibility/index.js';
import { type Report, at, instead } from './problem.js';
import { questionPlace } from './check-purposes.js';
import type { Program } from './program.js';

/**
 * An answer about an outcome is forgotten when another outcome comes. No decision may rest on it: forgetting it would
 * then decide something by itself.
 */
export function checkAbout(program: Program, decisions: Readonly<Record<string, Decision>>, report: Report): void {
  for (const { id, about } of Object.values(program.questions)) {
    if (about === undefined) continue;
    const place = at(questionPlace(program, id), 'about');
    if (!program.decisions[about]) {
      const fix = instead(about, Object.keys(program.decisions), 'write a decision');
      report('unknown-decision', place, `The question "${id}" is about "${about}", which is no decision.`, fix);
    }
    const reader = Object.entries(decisions).find(([, { reads }]) => reads.includes(id))?.[0];
    if (reader === undefined) continue;
    const message = `The question "${id}" is forgotten when "${about}" changes, but "${reader}" decides by its answer.`;
    report('about-is-decided', place, message, `Take out about:, or let no table read "${id}".`);
  }
}
