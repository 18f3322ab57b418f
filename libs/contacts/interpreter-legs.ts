import type { ContactView, InterpreterLeg } from './contact.js';

/** The legs once this interpreter is on the line (null: none). The one who is there already in this language stays. */
export function legsWith(
  { interpreter, interpreters }: Pick<ContactView, 'interpreter' | 'interpreters'>,
  language: string | null,
  now: Date,
): readonly InterpreterLeg[] {
  if (interpreter === language) return interpreters;
  const at = now.toISOString();
  const ended = interpreters.map((leg) => (leg.endedAt === null ? { ...leg, endedAt: at } : leg));
  return language === null ? ended : [...ended, { language, startedAt: at, endedAt: null }];
}
