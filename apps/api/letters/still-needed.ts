import type { Text, Verdict } from '../../../libs/eligibility/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { named } from '../cases/words.js';

/** The questions that a verdict waits for, as people are asked them: of what is worked out from an answer, that answer. Each once. */
export function stillNeeded({ questions }: Program, { missing, declined }: Verdict): Text | null {
  const asked = new Set([...missing, ...declined].map((id) => questions[id]?.computed?.from ?? id));
  const names = [...asked].flatMap((id) => (questions[id] ? [named(questions[id]).short] : []));
  if (names.length === 0) return null;
  return { en: names.map(({ en }) => en).join(', '), fr: names.map(({ fr }) => fr).join(', ') };
}
