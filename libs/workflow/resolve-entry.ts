import type { EntryTexts } from './entry-texts.js';
import type { Program } from './program.js';
import { type Place, at } from './problem.js';
import { type Resolving, resolveOptionalText } from './resolve-texts.js';
import type { ProgramDocuments } from './source.js';

const labelPlace: Place = { document: 'labels.yaml', path: ['entry'] };

/** The words of the first page of the form. A program that nobody enters over the web has no such page. */
export function resolveEntry(resolving: Resolving, { program, labels }: ProgramDocuments): Pick<Program, 'entry'> {
  const written = labels?.entry;
  if (!written) return {};
  if (typeof program.start === 'string' || program.start.web === undefined) {
    const message = 'There is no form on which people apply by themselves, so nobody would read these words.';
    resolving.report(
      'label-for-nothing',
      labelPlace,
      message,
      'Write start: {web: state, …}, or take these words out.',
    );
  }
  const textOf = (key: keyof EntryTexts) =>
    resolveOptionalText(resolving, `The first page of the form (${key})`, {
      ...{ inline: undefined, place: labelPlace },
      ...{ label: written[key], labelPlace: at(labelPlace, key) },
    });
  const [who, privacy] = [textOf('who'), textOf('privacy')];
  return { entry: { ...(who && { who }), ...(privacy && { privacy }) } };
}
