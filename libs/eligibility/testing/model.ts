import type { DmnModel } from '../model/dmn-model.js';
import { readModel, type ReadOptions } from '../model/read-model.js';
import { num } from '../values/number.js';
import { show } from '../values/show.js';
import type { FeelValue } from '../values/value.js';

/** DMN models for tests, as a modeller would write them; ids are the names, without spaces. */
export function model(...parts: readonly string[]): string {
  const uri = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
  return [`<definitions xmlns="${uri}" id="m" name="m" namespace="urn:m">`, ...parts, '</definitions>'].join('\n');
}

const idOf = (name: string): string => name.replace(/ /g, '-');
export const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
export const text = (feel: string, type?: string): string =>
  `<literalExpression${type === undefined ? '' : ` typeRef="${type}"`}><text>${escaped(feel)}</text></literalExpression>`;
const variable = (name: string, type?: string): string =>
  `<variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>`;

export const input = (name: string, type?: string): string =>
  `<inputData id="${idOf(name)}" name="${name}">${variable(name, type)}</inputData>`;

export interface Needs {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  readonly knowledge?: readonly string[];
  readonly type?: string;
}

export const href = (to: string): string => (to.includes('#') ? to : `#${idOf(to)}`);
const requirements = ({ inputs = [], decisions = [], knowledge = [] }: Needs): string =>
  [
    ...inputs.map((to) => `<informationRequirement><requiredInput href="${href(to)}"/></informationRequirement>`),
    ...decisions.map((to) => `<informationRequirement><requiredDecision href="${href(to)}"/></informationRequirement>`),
    ...knowledge.map((to) => `<knowledgeRequirement><requiredKnowledge href="${href(to)}"/></knowledgeRequirement>`),
  ].join('');

export const decision = (name: string, logic: string, needs: Needs = {}): string =>
  `<decision id="${idOf(name)}" name="${name}">${variable(name, needs.type)}${requirements(needs)}${logic}</decision>`;

export const knowledge = (name: string, parameters: readonly string[], body: string, needs: Needs = {}): string =>
  [
    `<businessKnowledgeModel id="${idOf(name)}" name="${name}">${variable(name, needs.type)}`,
    `<encapsulatedLogic>${parameters.map((one) => `<formalParameter name="${one}"/>`).join('')}${body}</encapsulatedLogic>`,
    `${requirements(needs)}</businessKnowledgeModel>`,
  ].join('');

export interface WrittenTable {
  readonly policy?: string;
  readonly aggregation?: string;
  readonly inputs: readonly string[];
  /** Name, then its values and its default, as FEEL. */
  readonly outputs: readonly (readonly [name: string, values?: string, otherwise?: string])[];
  readonly rows: readonly (readonly string[])[];
}

export function table({ policy = 'UNIQUE', aggregation, inputs, outputs, rows }: WrittenTable): string {
  const cell = (tag: string, feel: string): string => `<${tag}><text>${escaped(feel)}</text></${tag}>`;
  const output = ([name, values, otherwise]: WrittenTable['outputs'][number]): string =>
    `<output name="${name}">${values ? cell('outputValues', values) : ''}${otherwise ? cell('defaultOutputEntry', otherwise) : ''}</output>`;
  return [
    `<decisionTable hitPolicy="${policy}"${aggregation ? ` aggregation="${aggregation}"` : ''}>`,
    ...inputs.map((feel) => `<input>${cell('inputExpression', feel)}</input>`),
    ...outputs.map(output),
    ...rows.map(
      (cells) =>
        `<rule>${cells.map((feel, index) => cell(index < inputs.length ? 'inputEntry' : 'outputEntry', feel)).join('')}</rule>`,
    ),
    '</decisionTable>',
  ].join('\n');
}

/** What the decision `d` gives, as FEEL writes it; its problems where it is refused. */
export async function ask(
  xml: string,
  inputs: Readonly<Record<string, FeelValue | number>> = {},
  options: ReadOptions = {},
): Promise<string> {
  return answer(await readModel(xml, options), 'd', inputs);
}

export function answer(
  { decisions, problems }: DmnModel,
  name: string,
  inputs: Readonly<Record<string, FeelValue | number>> = {},
): string {
  const found = decisions.get(name);
  if (!found || found.refused.length > 0)
    return `refused: ${(found?.refused ?? problems).map(({ code }) => code).join(', ')}`;
  const values = Object.entries(inputs).map(([key, value]) => [key, typeof value === 'number' ? num(value) : value]);
  const value = found.run(new Map(values as [string, FeelValue][]), { moment: null, steps: 100_000 });
  return value === null ? 'null' : typeof value === 'string' ? JSON.stringify(value) : show(value);
}
