import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DmnModel, ModelInvocable } from '../../libs/eligibility/model/dmn-model.js';
import { readModel } from '../../libs/eligibility/model/read-model.js';
import { isKind } from '../../libs/eligibility/values/kind.js';
import { parseDateTime } from '../../libs/eligibility/values/parse-time.js';
import type { FeelValue } from '../../libs/eligibility/values/value.js';
import { difference } from './compare.js';
import { readCases, type ExpectedResult, type KitCase } from './read-cases.js';
import { readInput } from './read-value.js';

/** Refused: the model says before it runs that it does not read this decision, and why. */
export interface CaseResult {
  readonly directory: string;
  readonly id: string;
  readonly status: 'passed' | 'refused' | 'failed';
  /** Why it did not pass. */
  readonly why: readonly string[];
}

/** The moment that `now()` tells, and how much work one decision may take. */
const asked = { moment: parseDateTime('2026-01-15T12:00:00Z'), steps: 2_000_000 };

/** Runs every case of the kit that stands under the folder, in the order of its directories. */
export async function runKit(
  folder: string,
  wanted: (directory: string) => boolean = () => true,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const directory of directoriesIn(folder)) {
    const name = path.relative(folder, directory).split(path.sep).join('/');
    if (wanted(name)) results.push(...(await runDirectory(directory, name)));
  }
  return results;
}

function directoriesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const inner = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => directoriesIn(path.join(folder, name)));
  return entries.some(({ name }) => name.endsWith('.dmn')) ? [folder, ...inner] : inner;
}

/** What a model may import stands beside it or in a folder there. */
function modelsUnder(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => name.endsWith('.dmn')).map((name) => path.join(folder, name));
}

async function runDirectory(directory: string, name: string): Promise<CaseResult[]> {
  const files = readdirSync(directory).sort();
  const read = (file: string): string => readFileSync(path.join(directory, file), 'utf8');
  const models = new Map<string, Promise<DmnModel>>();
  const modelOf = (file: string): Promise<DmnModel> => {
    const others = modelsUnder(directory).filter((one) => path.relative(directory, one) !== path.normalize(file));
    const texts = others.map((one) => readFileSync(one, 'utf8'));
    const model = models.get(file) ?? readModel(read(file), { others: texts, lenient: true });
    models.set(file, model);
    return model;
  };
  /** The model that a result of another namespace stands in; the case's own where there is none. */
  const placeOf = async (own: DmnModel, namespace: string | null): Promise<DmnModel> => {
    if (namespace === null || namespace === own.namespace) return own;
    const all = await Promise.all(modelsUnder(directory).map((one) => modelOf(path.relative(directory, one))));
    return all.find((one) => one.namespace === namespace) ?? own;
  };
  const results: CaseResult[] = [];
  for (const file of files.filter((one) => one.endsWith('.xml'))) {
    const kit = readCases(read(file));
    if (!kit) continue;
    const there = existsSync(path.join(directory, kit.model));
    const model = there ? await modelOf(kit.model) : null;
    const missing: Outcome = { status: 'failed', why: [`${file} names ${kit.model}, which is not there`] };
    for (const one of kit.cases) {
      const outcome = model ? await runCase(one, (namespace) => placeOf(model, namespace)) : missing;
      results.push({ directory: name, id: one.id, ...outcome });
    }
  }
  return results;
}

type Outcome = Pick<CaseResult, 'status' | 'why'>;

type Place = (namespace: string | null) => Promise<DmnModel>;

async function runCase(one: KitCase, place: Place): Promise<Outcome> {
  const outcomeOf = async (result: ExpectedResult): Promise<Outcome> =>
    runResult(result, one, await place(one.invocable === null ? result.namespace : null));
  const outcomes = await Promise.all(one.results.map(outcomeOf));
  const of = (status: string): readonly Outcome[] => outcomes.filter((outcome) => outcome.status === status);
  const [worst] = [...of('failed'), ...of('refused')];
  if (!worst) return { status: 'passed', why: [] };
  return { status: worst.status, why: of(worst.status).flatMap(({ why }) => why) };
}

function runResult(expected: ExpectedResult, one: KitCase, model: DmnModel): Outcome {
  const subject = one.invocable ?? expected.name;
  const failed = (why: string): Outcome => ({ status: 'failed', why: [`${expected.name}: ${why}`] });
  const invocable = one.invocable !== null || expected.type !== 'decision' ? model.invocables.get(subject) : undefined;
  const runs = invocable ?? model.decisions.get(subject);
  const whole = model.problems.find(({ element }) => element === null);
  if (!runs && whole) return refusal(subject, whole);
  if (!runs) return failed('the model has none of that name');
  if (runs.refused[0]) return refusal(subject, runs.refused[0]);
  try {
    const inputs = new Map([...one.inputs].map(([name, value]) => [name, readInput(value, typeOf(name, model))]));
    const value = runs.run(inputs, asked);
    const why = difference(expected.value, invocable ? outputOf(value, invocable, expected.name) : value);
    return why === null ? { status: 'passed', why: [] } : failed(why);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

const typeOf = (name: string, model: DmnModel) => model.inputs.get(name) ?? ({ kind: 'any' } as const);

/** A service of several outputs is asked for one of them by name. */
function outputOf(value: FeelValue, { outputs }: ModelInvocable, name: string): FeelValue {
  if (outputs.length < 2 || !outputs.includes(name)) return value;
  return isKind(value, 'context') ? (value.entries.get(name) ?? null) : null;
}

function refusal(subject: string, problem: DmnModel['problems'][number]): Outcome {
  const { code, text, message } = problem;
  return { status: 'refused', why: [`${subject}: ${code}: ${text === null ? message : text.trim().slice(0, 120)}`] };
}
