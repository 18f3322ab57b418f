import type { WhoGoes } from '../links/who-goes.js';
import type { FormFields } from '../shell/form-body.js';
import type { Html } from './html.js';
import { choicesInput, type Sheet } from './parts.js';
import { words } from './words.js';

/** Its name has no dot: it is no field of the program. */
export const teamInput = 'team';
/** No team is called so. */
const NOBODY = '-';

/** Which of their teams sets out, where there is more than one; who was named is chosen already. */
export function teamChoice(sheet: Sheet, event: string, who: WhoGoes | null): Html | null {
  if (!who?.events.includes(event)) return null;
  const choices = [
    ...who.teams.map(({ id, name }) => ({ value: id, label: name })),
    { value: NOBODY, label: words.noTeamSaid },
  ];
  const typed = sheet.typed.has(teamInput) ? sheet.typed : new Map([[teamInput, [who.named ?? NOBODY]]]);
  return choicesInput({ ...sheet, typed }, teamInput, sheet.say(words.whichTeam), choices);
}

/** Undefined: nobody was asked. Whether it may go is looked at once nobody else can send it. */
export function teamIn(form: FormFields): string | null | undefined {
  const said = form.get(teamInput)?.[0];
  return said === NOBODY ? null : said?.slice(0, 100);
}
