import type { CaseView } from '../../../libs/cases/index.js';
import type { ReferralAction, TeamRefused } from '../../../libs/referrals/index.js';
import type { FieldValue, Refused } from '../../../libs/workflow/index.js';
import { declineReasons } from '../../../libs/workflow/index.js';
import { readEvent } from '../cases/read-happening.js';
import type { Opened } from '../links/read-link.js';
import type { Press } from '../links/use-link.js';
import { wasTold } from '../links/what-was-shown.js';
import type { FormFields } from '../shell/form-body.js';
import { sayRefusal } from '../shell/problem.js';
import { ProblemError } from '../shell/problem-error.js';
import { inputOf, nameOf, stepOf } from './event-form.js';
import type { Fault } from './parts.js';
import type { Say } from './speak.js';
import { teamIn, teamInput } from './team-choice.js';
import { seenFrom } from './visit.js';
import { words } from './words.js';

/** What a form asks for; what is wrong with it; or that it does not belong to what is open now. */
export type PressRead =
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  | { readonly kind: 'not-now' };

/** As the page that was pressed says; null: an older one, or danger, which waits for no second look. */
export const seenOf = (form: FormFields): string | null => seenFrom(form.get('seen')?.[0]);

/** The page on which this was said: what is wrong with it is shown there. Null: the one that is read. */
export function stepSaid(form: FormFields): string | null {
  const did = form.get('do')?.[0];
  if (did === 'event') return stepOf(form.get('event')?.[0] ?? '');
  return did === 'decline' || did === 'complete' ? did : null;
}

/** Of a page that showed everything: whoever sent it has seen it. */
export const isOfShown = (form: FormFields): boolean =>
  ['event', 'start', 'complete'].includes(form.get('do')?.[0] ?? '') || wasTold(seenOf(form) ?? '');

export function readPress(form: FormFields, opened: Opened, say: Say): PressRead {
  const did = form.get('do')?.[0];
  if (opened.kind === 'offer') return readAnswer(did, form, say);
  if (opened.kind === 'over') return { kind: 'not-now' };
  if (did === 'start') return { kind: 'press', press: ofReferral({ kind: 'start' }) };
  if (did === 'complete') {
    const outcome = form.get('outcome')?.[0]?.trim().slice(0, 100) || null;
    return { kind: 'press', press: ofReferral({ kind: 'complete', outcome }) };
  }
  return did === 'event' && opened.held ? readCaseEvent(form, opened.held, say) : { kind: 'not-now' };
}

const ofReferral = (action: ReferralAction, shown: string | null = null): Press => ({
  kind: 'referral',
  action,
  shown,
});

/** A no waits for nothing: whoever could take the client is asked next. */
function readAnswer(did: string | undefined, form: FormFields, say: Say): PressRead {
  if (did === 'accept') return { kind: 'press', press: ofReferral({ kind: 'accept' }, seenOf(form)) };
  if (did !== 'decline') return { kind: 'not-now' };
  const reason = declineReasons.find((each) => each === form.get('reason')?.[0]);
  if (!reason) return { kind: 'faults', faults: [{ field: 'reason', text: say(words.chooseReason) }] };
  return { kind: 'press', press: ofReferral({ kind: 'decline', reason }) };
}

function readCaseEvent(form: FormFields, held: CaseView, say: Say): PressRead {
  const event = held.allowed.find(({ event: name }) => name === form.get('event')?.[0]);
  if (!event) return { kind: 'not-now' };
  const [fields, faults]: [Record<string, FieldValue>, Fault[]] = [{}, []];
  for (const field of event.fields) {
    const id = inputOf(event.event, field.name);
    const question = held.questions.find((each) => each.id === field.name);
    const values = (form.get(id) ?? []).map((value) => value.trim()).filter((value) => value !== '');
    const optional = field.type === 'question' ? (question?.optional ?? field.optional) : field.optional;
    const isList = field.type === 'services' || question?.type === 'multi';
    if (values.length > 0) fields[field.name] = isList ? values : values[0]!;
    else if (!optional) {
      faults.push({ field: id, text: say(words.missing, { what: nameOf({ say }, field, held.questions) }) });
    }
  }
  if (faults.length > 0) return { kind: 'faults', faults };
  const seen = seenOf(form);
  const revision = seen !== null && /^\d{1,9}$/.test(seen) ? Number(seen) : null;
  const team = teamIn(form);
  const press = { kind: 'event', caseId: held.id, revision, ...(team !== undefined && { team }) } as const;
  return eventOf(press, event.event, fields, say);
}

/** What cannot be stored, such as half a character, is refused here as by the API. */
function eventOf(
  press: Omit<Extract<Press, { readonly kind: 'event' }>, 'happening'>,
  event: string,
  fields: Readonly<Record<string, FieldValue>>,
  say: Say,
): PressRead {
  try {
    return { kind: 'press', press: { ...press, happening: readEvent({ ...fields, event }) } };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { kind: 'faults', faults: [{ field: null, text: say(words.doesNotFit, { what: event }) }] };
  }
}

/** What the engine said no to, at the input that it is about. */
export function faultsOf(refused: Refused | TeamRefused, form: FormFields, opened: Opened, say: Say): readonly Fault[] {
  if (isOfTeam(refused)) return [{ field: teamInput, text: say(words.teamIsElsewhere) }];
  const name = form.get('event')?.[0];
  const held = opened.kind === 'report' ? opened.held : null;
  const event = held?.allowed.find((each) => each.event === name);
  const field = event?.fields.find((each) => each.name === refused.about);
  if (!held || !event || !field) return [{ field: null, text: say(sayRefusal(refused)) }];
  const what = nameOf({ say }, field, held.questions);
  return [{ field: inputOf(event.event, field.name), text: say(words.doesNotFit, { what }) }];
}

const isOfTeam = (refused: Refused | TeamRefused): refused is TeamRefused =>
  refused.reason === 'team-is-sent-already' || refused.reason === 'team-is-not-of-this-service';
