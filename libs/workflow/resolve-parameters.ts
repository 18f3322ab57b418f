import type { Parameter } from '../eligibility/index.js';
import { type Place, at, instead } from './problem.js';
import { type Part, scoped } from './resolve-questions.js';
import { type Resolving, resolveText } from './resolve-texts.js';

/** The parameters of one part, with their names and words. What else may be wrong with them is `checkParametersOf`'s business. */
export function resolveParameters(resolving: Resolving, part: Part): Record<string, Parameter> {
  const entries = Object.entries(part.parameters).map(([name, source]) => {
    const id = scoped(part.alias, name);
    const place: Place = { document: part.document, path: ['parameters', name] };
    const title = resolveText(resolving, `The parameter "${id}"`, {
      inline: source.title,
      place: source.title ? at(place, 'title') : place,
      label: part.labels.parameters?.[name]?.title,
      labelPlace: { document: part.labelsDocument, path: ['parameters', name, 'title'] },
    });
    if (source.by !== undefined && !Object.hasOwn(part.questions, source.by)) {
      const message = `The parameter "${id}" differs by "${source.by}", which is no question here.`;
      resolving.report('unknown-question', at(place, 'by'), message, instead(source.by, Object.keys(part.questions)));
    }
    const by = source.by === undefined ? {} : { by: scoped(part.alias, source.by) };
    return [id, { id, title, type: source.type, ...by, values: source.values }] as const;
  });
  return Object.fromEntries(entries);
}
