import { type Place, at, instead } from './problem.js';
import { type Column, MOST_ROWS } from './program.js';
import { checkType, resolveChoices } from './resolve-choices.js';
import { type Resolving, resolveText } from './resolve-texts.js';
import type { LabelsSource, QuestionSource } from './source.js';
import type { ColumnSource } from './source-rows.js';

type Labels = NonNullable<NonNullable<LabelsSource['questions']>[string]['columns']>;

/** `columns` of a question of rows. Undefined for every other question, and after a report. */
export function resolveColumns(
  resolving: Resolving,
  place: Place,
  labelPlace: Place,
  id: string,
  source: QuestionSource,
  labels: Labels = {},
): readonly Column[] | undefined {
  const { report } = resolving;
  const columns = source.columns ?? {};
  checkRows(resolving, place, id, source);
  for (const name of Object.keys(labels)) {
    if (Object.hasOwn(columns, name)) continue;
    const message = `The question "${id}" has no column "${name}" to put these words on.`;
    const mend = instead(name, Object.keys(columns), 'take these words out');
    report('label-for-nothing', at(labelPlace, 'columns', name), message, mend);
  }
  if (source.type !== 'rows') return undefined;
  return Object.entries(columns).map(([name, column]) =>
    resolveColumn(resolving, at(place, 'columns', name), at(labelPlace, 'columns', name), id, name, column, labels),
  );
}

function checkRows({ report }: Resolving, place: Place, id: string, source: QuestionSource): void {
  if (source.type !== 'rows') {
    if (!source.columns) return;
    const message = `The question "${id}" has columns, and only rows have those.`;
    report('columns-do-not-fit', at(place, 'columns'), message, 'Write type: rows, or take columns out.');
    return;
  }
  if (!source.columns) {
    const message = `It is not said what is asked of each row of "${id}".`;
    report('columns-missing', at(place, 'type'), message, 'Write columns: {age: {type: integer}}.');
  }
  if (source.step !== undefined || (source.min ?? 0) < 0 || (source.max ?? 0) > MOST_ROWS) {
    const message = `Rows are counted: from min, 0 or more, to max, ${MOST_ROWS} or fewer, without a step.`;
    report('rows-do-not-fit', place, message, `Write min: 1 and max: ${MOST_ROWS}, and take step out.`);
  }
}

function resolveColumn(
  resolving: Resolving,
  place: Place,
  labelPlace: Place,
  id: string,
  name: string,
  source: ColumnSource,
  labels: Labels,
): Column {
  const what = `column "${name}" of "${id}"`;
  const { min, max, step, missing } = source;
  const type = source.type ?? (source.choices ? 'choice' : 'text');
  checkType(resolving, place, what, source);
  checkMissing(resolving, place, what, source);
  return {
    id: name,
    type,
    choices: resolveChoices(resolving, place, labelPlace, what, source, labels[name]?.choices),
    optional: source.optional ?? missing !== undefined,
    label: resolveText(resolving, `The ${what}`, {
      inline: source.label,
      place: source.label ? at(place, 'label') : place,
      label: labels[name]?.label,
      labelPlace: at(labelPlace, 'label'),
    }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
    ...(missing !== undefined && { missing }),
  };
}

/** What is left out counts as nothing only where it is a number that may be left out. */
function checkMissing({ report }: Resolving, place: Place, what: string, source: ColumnSource): void {
  if (source.missing === undefined) return;
  if (source.type === 'money' || source.type === 'integer') {
    if (source.optional !== false) return;
    const message = `The ${what} may not be left out, and it is said what it counts as then.`;
    report('missing-does-not-fit', at(place, 'missing'), message, 'Take optional: false or missing: 0 out.');
    return;
  }
  const message = `The ${what} is no number, so it cannot count as 0.`;
  report('missing-does-not-fit', at(place, 'missing'), message, 'Take missing out, or write type: money.');
}
