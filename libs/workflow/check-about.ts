import type { Decision } from '../eligibility/index.js';
import { type Report, at, instead, oneOf } from './problem.js';
import { questionPlace } from './check-purposes.js';
import type { Program } from './program.js';

/**
 * An answer about an outcome is forgotten when another outcome comes. No decision may rest on it: forgetting it would
 * then decide something by itself.
 */
export function checkAbout(program: Program, decisions: Readonly<Record<string, Decision>>, report: Report): void {
  for (const { id, about, purposes } of Object.values(program.questions)) {
    if (about === undefined) continue;
    const place = at(questionPlace(program, id), 'about');
    if (!program.decisions[about]) {
      const fix = instead(about, Object.keys(program.decisions), 'write a decision');
      report('unknown-decision', place, `The question "${id}" is about "${about}", which is no decision.`, fix);
    }
    const used = purposes.filter((purpose) => purpose !== 'route' && purpose !== 'brief' && purpose !== 'report');
    const follows = Object.values(program.questions).find(({ computed }) => computed?.from === id)?.id;
    if (used.length > 0 || follows !== undefined) {
      const why = follows === undefined ? `it is for ${oneOf(used)}` : `"${follows}" follows from it`;
      const message = `The question "${id}" is forgotten when "${about}" changes, but ${why}.`;
      report('about-is-needed', place, message, 'Take out about:, or ask it for route, brief or report alone.');
      continue;
    }
    const reader = Object.entries(decisions).find(([, { reads }]) => reads.includes(id))?.[0];
    if (reader === undefined) continue;
    const message = `The question "${id}" is forgotten when "${about}" changes, but "${reader}" decides by its answer.`;
    report('about-is-decided', place, message, `Take out about:, or let no table read "${id}".`);
  }
}
