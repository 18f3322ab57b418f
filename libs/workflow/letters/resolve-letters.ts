import { type Place, type Report, at, inProgram, instead } from '../problem.js';
import type { GrantDefinition } from '../program.js';
import type { Question } from '../question.js';
import { type Resolving, resolveText } from '../resolve-texts.js';
import type { LetterSource, ProgramDocuments } from '../source.js';
import { checkLimit, type LimitSurroundings } from './check-limit.js';
import type { LetterCondition, LetterDefinition, TemplateBlock } from './letter.js';
import { readTemplate } from './read-template.js';

/** What a letter may say of a grant: `grant.credit.amount`. */
export const grantValues = ['amount', 'year', 'term'] as const;
/** What a letter may say of any decision: its outcome, the words beside its row, the answers that it still waits for. */
const ofDecisions = ['decision', 'reason', 'missing'] as const;
/** What a text may name besides answers, decisions, reasons, limits and grants. */
export const ownValues = ['date', 'case.number', 'helpline.name', 'program.title'] as const;

/** `date.30`: the day so many days after that of the letter, up to 999. Null: the name is none of these. */
function daysAfter(name: string): number | null {
  const days = /^date\.([1-9]\d{0,2})$/.exec(name)?.[1];
  return days === undefined ? null : Number(days);
}

export interface LetterSurroundings extends LimitSurroundings {
  readonly resolving: Resolving;
  readonly documents: ProgramDocuments;
  readonly questions: Readonly<Record<string, Question>>;
  readonly grants: Readonly<Record<string, GrantDefinition>>;
  /** A fragment's alias → all of its questions; a question → itself. */
  readonly expand: (name: string) => readonly string[];
}

/** Letters with their texts in every language of the program, checked name by name. */
export function resolveLetters(around: LetterSurroundings): Record<string, LetterDefinition> {
  const { documents } = around;
  const sources = Object.entries(documents.program.letters ?? {});
  checkFiles(around);
  return Object.fromEntries(sources.map(([id, source]) => [id, resolveLetter(around, id, source)]));
}

const fileOf = (id: string, language: string) => `letters/${id}.${language}.md`;

/** A file that belongs to no letter and language is a slip in its name. */
function checkFiles({ documents, resolving }: LetterSurroundings): void {
  const letters = Object.keys(documents.program.letters ?? {});
  const known = letters.flatMap((id) => resolving.languages.map((language) => fileOf(id, language)));
  for (const file of Object.keys(documents.letterTexts ?? {})) {
    if (known.includes(file)) continue;
    const message = `"${file}" is no letter of this program in a language that it speaks.`;
    const fix = instead(file, known, 'name the letter under letters: in program.yaml');
    resolving.report('letter-for-nothing', { document: file, path: [1] }, message, fix);
  }
}

function resolveLetter(around: LetterSurroundings, id: string, source: LetterSource): LetterDefinition {
  const { resolving } = around;
  const place = inProgram('letters', id);
  const facts = (source.facts ?? []).flatMap((name, index) => {
    const found = around.expand(name);
    if (found.length === 0) {
      const fix = instead(name, Object.keys(around.questions), 'take it out');
      resolving.report('unknown-question', at(place, 'facts', index), `There is no question "${name}".`, fix);
    }
    return found;
  });
  const title = resolveText(resolving, `The letter "${id}"`, {
    inline: source.title,
    place: at(place, 'title'),
    label: undefined,
    labelPlace: at(place, 'title'),
  });
  const [told, days] = [new Set<string>(), new Set<number>()];
  const body = Object.fromEntries(
    resolving.languages.map((language) => [
      language,
      readBody({ around, letter: id, facts: new Set(facts), told, days }, language),
    ]),
  );
  for (const [index, name] of (source.facts ?? []).entries()) {
    if (around.expand(name).length === 0 || around.expand(name).some((fact) => told.has(fact))) continue;
    const message = `The letter "${id}" may tell "${name}", and its texts do not.`;
    resolving.report(
      'letter-fact-without-use',
      at(place, 'facts', index),
      message,
      'Take it out, or name it in a text.',
    );
  }
  const named = days.size > 0 && { days: [...days] };
  return { id, title, kind: source.kind ?? 'letter', facts: [...new Set(facts)], ...named, body };
}

function readBody(names: Names, language: string): readonly TemplateBlock[] {
  const { around, letter: id } = names;
  const { report } = around.resolving;
  const document = fileOf(id, language);
  const text = around.documents.letterTexts?.[document];
  if (text === undefined || text.trim() === '') {
    const message = `The letter "${id}" has no text in ${document}.`;
    report('letter-text-missing', inProgram('letters', id), message, `Write ${document} beside program.yaml.`);
    return [];
  }
  const placed = (line: number): Place => ({ document, path: [line] });
  return readTemplate(text, {
    fault: (line, code, message, fix) => report(code, placed(line), message, fix),
    value: (name, line) => checkValue(names, name, placed(line), report),
    when: (condition, line) => checkCondition(names, condition, placed(line), report),
  });
}

interface Names {
  readonly around: LetterSurroundings;
  readonly letter: string;
  readonly facts: ReadonlySet<string>;
  /** Questions that some text has told so far, and the days that it has named. */
  readonly told: Set<string>;
  readonly days: Set<number>;
}

function checkValue(names: Names, name: string, place: Place, report: Report): void {
  if ((ownValues as readonly string[]).includes(name)) return;
  const days = daysAfter(name);
  if (days !== null) return void names.days.add(days);
  const [kind, rest] = [name.split('.')[0], name.split('.').slice(1).join('.')];
  if (kind === 'answer' && rest) return checkAnswer(names, rest, place, report);
  if (ofDecisions.some((one) => one === kind) && rest) return checkDecision(names, rest, [], place, report);
  if (kind === 'grant' && rest) return checkGrantValue(names, rest, place, report);
  if (kind === 'limit' && rest) {
    // A limit that goes by an answer tells it.
    for (const by of checkLimit(names.around, rest, place, report)) checkAnswer(names, by, place, report);
    return;
  }
  const known = [...ownValues, ...[...names.facts].map((fact) => `answer.${fact}`)];
  const decisions = Object.keys(names.around.decisions).flatMap((id) => ofDecisions.map((one) => `${one}.${id}`));
  const grants = Object.keys(names.around.grants).flatMap((id) => grantValues.map((value) => `grant.${id}.${value}`));
  const fix = instead(name, [...known, ...decisions, ...grants]);
  report('letter-value-is-unknown', place, `A letter knows no "${name}".`, fix);
}

/** Least disclosure: what a letter may tell is said in one place, and nothing else gets into it. */
function checkAnswer({ around, letter, facts, told }: Names, question: string, place: Place, report: Report): void {
  told.add(question);
  if (facts.has(question)) return;
  if (around.questions[question]) {
    const message = `The letter "${letter}" tells "${question}", which is not among its facts.`;
    report('letter-tells-more', place, message, `Name it: letters: {${letter}: {facts: [${question}]}}.`);
    return;
  }
  const fix = instead(question, facts.size > 0 ? facts : Object.keys(around.questions));
  report('unknown-question', place, `There is no question "${question}".`, fix);
}

function checkDecision({ around }: Names, id: string, words: readonly string[], place: Place, report: Report): void {
  const decision = around.decisions[id];
  if (!decision) {
    const fix = instead(id, Object.keys(around.decisions));
    return report('unknown-decision', place, `There is no decision "${id}".`, fix);
  }
  const outcomes = [...decision.outcomes, 'undetermined'];
  for (const word of words) {
    if (outcomes.includes(word)) continue;
    const message = `The decision "${id}" has no outcome "${word}".`;
    report('unknown-outcome', place, message, instead(word, outcomes));
  }
}

function checkGrantValue({ around }: Names, name: string, place: Place, report: Report): void {
  const [id = '', value = ''] = name.split('.');
  checkGrantName(around, id, place, report);
  const values = around.grants[id]?.amount === undefined ? (['year', 'term'] as const) : grantValues;
  if (!around.grants[id] || (values as readonly string[]).includes(value)) return;
  const message = `A letter knows no "${value}" of the grant "${id}".`;
  report('letter-value-is-unknown', place, message, instead(value, values));
}

function checkGrantName({ grants }: LetterSurroundings, id: string, place: Place, report: Report): void {
  if (grants[id]) return;
  report('unknown-grant', place, `There is no grant "${id}".`, instead(id, Object.keys(grants)));
}

function checkCondition(names: Names, condition: LetterCondition, place: Place, report: Report): void {
  if ('grant' in condition) return checkGrantName(names.around, condition.grant, place, report);
  if ('answer' in condition) {
    checkAnswer(names, condition.answer, place, report);
    const question = names.around.questions[condition.answer];
    if (condition.is !== 'refused' || !question || question.type === 'document') return;
    const message = `"${condition.answer}" takes no file, so none is ever refused.`;
    const papers = Object.values(names.around.questions).filter(({ type }) => type === 'document');
    const known = papers.map(({ id }) => `answer.${id} is refused`);
    report('letter-condition-is-unclear', place, message, instead(`answer.${question.id}`, known, 'take it out'));
  } else checkDecision(names, condition.decision, condition.is, place, report);
}
