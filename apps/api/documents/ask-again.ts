import { insertAlert, lockCase, runnable } from '../../../libs/cases/index.js';
import { type Document, listDocuments } from '../../../libs/documents/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { isReviewers, type RunnableProgram } from '../../../libs/workflow/index.js';
import type { WriteLetters } from '../letters/write-letters.js';
import { isThere } from './refused-papers.js';

/** What people are told when something was found in a file that waited for the scanner. */
export const fileRefused = 'file-refused';

/**
 * The file is gone, and its question open as before: a person of ours is told, and whoever sent it is asked again by the letter with
 * which the program asks for this paper where the case stands, if there is one. Not while another file speaks for the answer, or
 * waits to; nor when the paper came another way.
 */
export async function askAgain(tx: Tx, letters: WriteLetters, { caseId, question }: Document): Promise<void> {
  const loaded = await lockCase(tx, caseId);
  if (!loaded || loaded.record.state.ended || isThere(await listDocuments(tx, caseId), loaded.answers, question))
    return;
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const { state } = loaded.record.state;
  const queue = isReviewers(run.program, state) ? 'reviewers' : 'navigators';
  await insertAlert(tx, caseId, { queue, about: fileRefused, state });
  const send = sendThatAsks(run, state, question);
  if (send) await letters.write(tx, { run, ...loaded }, { kind: 'send-letter', state, ...send });
}

/** It tells how this paper stands. */
function sendThatAsks({ program }: RunnableProgram, state: string, question: string) {
  const { sends = [] } = program.states[state] ?? {};
  return sends.find(({ letter }) => program.letters?.[letter]?.facts.includes(question));
}
