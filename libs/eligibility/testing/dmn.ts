/** DMN files for tests, as a modeller would write them. */
export interface DmnTable {
  readonly id?: string;
  readonly hitPolicy?: string;
  readonly inputs: readonly string[];
  /** `words` is the output's list of values, as FEEL. */
  readonly output?: { readonly words?: string; readonly otherwise?: string };
  /** Input cells, then the output cell. */
  readonly rows: readonly (readonly string[])[];
  readonly annotations?: readonly (readonly [string, string])[];
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const quoted = (text: string): string => escape(text).replace(/"/g, '&quot;');
const text = (tag: string, value: string): string => `<${tag}><text>${escape(value)}</text></${tag}>`;

export function dmn(table: DmnTable, version = '20191111'): string {
  const { id = 'gate', hitPolicy = 'FIRST', inputs, output = {}, rows, annotations } = table;
  const row = (cells: readonly string[], index: number): string => {
    const entries = cells.map((cell, at) => text(at < inputs.length ? 'inputEntry' : 'outputEntry', cell));
    const said = (annotations?.[index] ?? []).map((one) => text('annotationEntry', one));
    return ['<rule>', ...entries, ...said, '</rule>'].join('\n');
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- a comment with a <rule> and a <!DOCTYPE in it -->',
    `<definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" id="d" name="d" namespace="n">`,
    `<decision id="${id}" name="Gate"><decisionTable hitPolicy="${hitPolicy}">`,
    ...inputs.map(
      (input) => `<input label="${quoted(input)} / ${quoted(input)} (fr)">${text('inputExpression', input)}</input>`,
    ),
    `<output name="out">${output.words ? text('outputValues', output.words) : ''}${output.otherwise ? text('defaultOutputEntry', output.otherwise) : ''}</output>`,
    annotations ? '<annotation name="en"/><annotation name="fr"/>' : '',
    ...rows.map(row),
    '</decisionTable></decision></definitions>',
  ].join('\n');
}
