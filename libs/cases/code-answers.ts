import { createHash } from 'node:crypto';
import { type AnswerLayout, type Answers, type HashText, layOut } from '../eligibility/index.js';
import { layoutOf, type Program } from '../workflow/index.js';

/** What a case has answered, as the row of `case_answers` has it. */
export interface CodedAnswers {
  readonly layout: number;
  /** 32 bits each, the highest byte first. */
  readonly codes: Buffer;
}

/** The first 62 bits of SHA-256, but for the sign of each half. */
export const hashText: HashText = (text) => {
  const digest = createHash('sha256').update(text, 'utf8').digest();
  return [digest.readUInt32BE(0) >>> 1, digest.readUInt32BE(4) >>> 1];
};

export function codeAnswers(program: Program, answers: Answers): CodedAnswers {
  const layout = layoutOf(program);
  return { layout: layout.key, codes: bytesOf(layout, answers) };
}

/** Null when a step changed nothing of what is coded: most questions of a call are read by no decision. */
export function codeChanges(program: Program, before: Answers | null, after: Answers): CodedAnswers | null {
  const coded = codeAnswers(program, after);
  return before && bytesOf(layoutOf(program), before).equals(coded.codes) ? null : coded;
}

function bytesOf(layout: AnswerLayout, answers: Answers): Buffer {
  const bytes = Buffer.allocUnsafe(4 * layout.width);
  layOut(layout, answers, hashText).forEach((code, at) => bytes.writeInt32BE(code, 4 * at));
  return bytes;
}
