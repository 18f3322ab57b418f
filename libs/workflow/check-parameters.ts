import { type Domain, type Finding, type Parameter, checkParameters } from '../eligibility/index.js';
import { type Place, type Problem, at, inProgram } from './problem.js';
import type { Program } from './program.js';

/** Days that are none, two values from one day, values of another kind, answers without a value: each at its line. */
export function checkParametersOf(program: Program, domains: Readonly<Record<string, Domain>>): readonly Problem[] {
  return Object.values(program.parameters ?? {}).flatMap((parameter) => checkParameter(program, parameter, domains));
}

function checkParameter(program: Program, parameter: Parameter, domains: Readonly<Record<string, Domain>>): Problem[] {
  const place = parameterPlace(program, parameter.id);
  const { values } = parameter;
  // Of one value at a time, so that each can be shown where it is written.
  const found = values.flatMap((value, index) =>
    checkParameters({ [parameter.id]: { ...parameter, values: [value] } }, domains).map((finding) =>
      problemAt(placeOf(place, index, finding), finding),
    ),
  );
  const alone = new Set(found.map(({ message }) => message));
  const together = checkParameters({ [parameter.id]: parameter }, domains).filter(({ message }) => !alone.has(message));
  const twice = values.findIndex(({ from }, index) => values.findIndex((other) => other.from === from) < index);
  const between = together.map((finding) => problemAt(at(place, 'values', Math.max(twice, 0), 'from'), finding));
  const said = new Set<string>();
  return [...found, ...between].filter(({ message }) => !said.has(message) && said.add(message));
}

function placeOf(place: Place, index: number, { code }: Finding): Place {
  if (code === 'parameter-question-does-not-fit') return at(place, 'by');
  return at(place, 'values', index, code === 'parameter-date-is-no-date' ? 'from' : 'is');
}

function problemAt({ document, path }: Place, { code, message, instead, example }: Finding): Problem {
  return { code, document, path, message, instead, ...(example && { example }) };
}

/** Where a parameter is written: in the program, or in the fragment whose alias it carries. */
export function parameterPlace(program: Program, id: string): Place {
  const [alias, name] = id.includes('.') ? id.split('.') : [null, id];
  const fragment = alias === null ? undefined : program.fragments[alias ?? ''];
  if (fragment === undefined) return inProgram('parameters', id);
  return { document: `${fragment}/fragment.yaml`, path: ['parameters', name ?? ''] };
}
