import { type Place, at, instead } from './problem.js';
import type { Computed, QuestionType } from './program.js';
import { checkOnlyOfRows, resolveAggregate } from './resolve-aggregate.js';
import { type Part, scoped } from './resolve-questions.js';
import type { Resolving } from './resolve-texts.js';
import type { QuestionSource } from './source.js';

/** What each computation makes, and what it needs. */
const KINDS: Readonly<Record<Computed['how'], { makes: QuestionType; needs: readonly QuestionType[] }>> = {
  years: { makes: 'integer', needs: ['date', 'local-date-time'] },
  birthday: { makes: 'date', needs: ['date', 'local-date-time'] },
  first: { makes: 'text', needs: ['text', 'address'] },
  fsa: { makes: 'text', needs: ['text', 'address'] },
  opened: { makes: 'date', needs: [] },
  clock: { makes: 'date', needs: [] },
  count: { makes: 'integer', needs: ['rows'] },
  sum: { makes: 'money', needs: ['rows'] },
};

/** A day of the case itself: nobody is asked for it, and nobody says otherwise. */
function resolveOfCase({ report }: Pick<Resolving, 'report'>, place: Place, id: string, source: QuestionSource) {
  const { compute = '', clock } = source;
  const what = compute === 'opened' ? 'the date on which the case was opened' : 'told by a clock';
  const makes = compute === 'clock-month' ? 'integer' : 'date';
  if (source.from !== undefined) {
    const message = `"${id}" is ${what}: it follows from no answer.`;
    report('computed-does-not-fit', at(place, 'from'), message, 'Take from: out.');
    return undefined;
  }
  if (source.type !== makes) {
    const message = `compute: ${compute} makes ${makes === 'date' ? 'a date' : 'an integer'}, and "${id}" is ${source.type ?? 'of no type'}.`;
    report('computed-does-not-fit', at(place, 'compute'), message, `Write type: ${makes}.`);
    return undefined;
  }
  if (source.about !== undefined) {
    const message = `"${id}" never changes, so it cannot be about a decision.`;
    report('computed-does-not-fit', at(place, 'about'), message, 'Take about: out.');
    return undefined;
  }
  if (compute === 'opened') return { how: 'opened' as const, of: 0 };
  if (clock === undefined) {
    const message = `"${id}" is told by a clock, and it is not said by which.`;
    report('computed-from-nothing', at(place, 'compute'), message, 'Write clock: with a clock of this program.');
    return undefined;
  }
  return { how: 'clock' as const, of: 0, clock, unit: makes === 'date' ? ('day' as const) : ('month' as const) };
}

/** `from` and `compute` of a question. Undefined when it has none, and after a report. */
export function resolveComputed(
  { report }: Resolving,
  part: Part,
  place: Place,
  id: string,
  source: QuestionSource,
): Computed | undefined {
  checkOnlyOfRows(report, place, id, source);
  if (source.compute === undefined) return undefined;
  const [word = '', number] = source.compute.split('-');
  const how = word as Computed['how'];
  const { makes, needs } = KINDS[how];
  if (how === 'opened' || how === 'clock') return resolveOfCase({ report }, place, id, source);
  if (source.from === undefined) {
    const message = `"${id}" is to be computed, and it is not said from what.`;
    report(
      'computed-from-nothing',
      at(place, 'compute'),
      message,
      'Write from: with the question that it follows from.',
    );
    return undefined;
  }
  const origin = Object.hasOwn(part.questions, source.from) ? part.questions[source.from] : undefined;
  if (!origin || origin === source) {
    const others = Object.keys(part.questions).filter((name) => part.questions[name] !== source);
    const message = `"${id}" is to be computed from "${source.from}", which is no other question here.`;
    report('unknown-question', at(place, 'from'), message, instead(source.from, others));
    return undefined;
  }
  if (origin.compute !== undefined) {
    const message = `"${id}" is to be computed from "${source.from}", which is computed itself.`;
    report('computed-twice', at(place, 'from'), message, 'Compute it from an answer that a person gives.');
    return undefined;
  }
  if (!origin.type || !needs.includes(origin.type)) {
    const message = `compute: ${source.compute} needs a ${needs[0] ?? ''}, and "${source.from}" is none.`;
    report('computed-does-not-fit', at(place, 'from'), message, `Name a question with type: ${needs.join(' or ')}.`);
    return undefined;
  }
  if (how === 'count' || how === 'sum') return resolveAggregate({ report }, part, place, id, source);
  if (source.type !== makes) {
    const message = `compute: ${source.compute} makes a ${makes}, and "${id}" is ${source.type ?? 'of no type'}.`;
    report('computed-does-not-fit', at(place, 'compute'), message, `Write type: ${makes}.`);
    return undefined;
  }
  return { from: scoped(part.alias, source.from), how, of: Number(number ?? 0) };
}
