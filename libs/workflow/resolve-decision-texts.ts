import type { Text } from '../eligibility/index.js';
import { inProgram } from './problem.js';
import type { BareDecision, DecisionDefinition, EndState, Question, State } from './program.js';
import { type Part, scoped } from './resolve-questions.js';
import { type Resolving, resolveText } from './resolve-texts.js';
import type { ById, LabelsSource } from './source.js';

/** Puts words on decisions and outcomes: the choices' own where an answer decides, else from the labels beside the table. */
export function resolveDecisionTexts(
  resolving: Resolving,
  parts: readonly Part[],
  questions: Readonly<Record<string, Question>>,
  decisions: Readonly<Record<string, BareDecision>>,
): Record<string, DecisionDefinition> {
  const tables = Object.assign({}, ...parts.map((part) => tableTexts(resolving, part, decisions)));
  return Object.fromEntries(
    Object.entries(decisions).flatMap(([id, decision]) => {
      const texts = decision.kind === 'table' ? tables[id] : choiceTexts(questions[decision.question]);
      return texts ? [[id, { ...decision, ...texts }]] : [];
    }),
  );
}

function choiceTexts(question: Question | undefined) {
  if (!question) return null;
  const labels = Object.fromEntries(question.choices.map((choice) => [choice.value, choice.label]));
  return { title: question.short ?? question.ask, labels };
}

function tableTexts(resolving: Resolving, part: Part, decisions: Readonly<Record<string, BareDecision>>) {
  const names = Object.keys(part.decisions).filter((name) => decisions[scoped(part.alias, name)]?.kind === 'table');
  return Object.fromEntries(
    names.map((name) => {
      const written = part.labels.decisions?.[name];
      const say = (what: string, label: ById<string> | undefined, ...path: string[]): Text =>
        resolveText(resolving, what, {
          inline: undefined,
          place: { document: part.document, path: ['decisions', name] },
          label,
          labelPlace: { document: part.labelsDocument, path: ['decisions', name, ...path] },
        });
      const id = scoped(part.alias, name);
      const labels = (decisions[id]?.outcomes ?? []).map((outcome) => {
        const what = `The outcome "${outcome}" of the decision "${id}"`;
        return [outcome, say(what, written?.outcomes?.[outcome], 'outcomes', outcome)] as const;
      });
      const title = say(`The decision "${id}"`, written?.title, 'title');
      const elsewhere = written?.elsewhere && say(`What else there is beside "${id}"`, written.elsewhere, 'elsewhere');
      return [id, { title, labels: Object.fromEntries(labels), ...(elsewhere && { elsewhere }) }] as const;
    }),
  );
}

/** What each disposition that an end can have is called. */
export function resolveDispositions(
  resolving: Resolving,
  labels: LabelsSource,
  states: Readonly<Record<string, State>>,
): Record<string, Text> {
  const ends = Object.values(states).filter((state): state is EndState => state.kind === 'end');
  const used = ends.flatMap(({ id, disposition }) => {
    const words = typeof disposition === 'string' ? [disposition] : Object.values(disposition);
    return words.map((word) => [word, id] as const);
  });
  return Object.fromEntries(
    [...new Map(used.reverse())].reverse().map(([word, state]) => [
      word,
      resolveText(resolving, `The disposition "${word}"`, {
        inline: undefined,
        place: inProgram('states', state, 'disposition'),
        label: labels.dispositions?.[word],
        labelPlace: { document: 'labels.yaml', path: ['dispositions', word] },
      }),
    ]),
  );
}
