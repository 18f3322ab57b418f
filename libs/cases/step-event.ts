import type { Who } from '../platform/index.js';
import { newId } from '../platform/index.js';
import {
  type Actor,
  type CaseState,
  type DeclineReason,
  type FieldValue,
  type Handover,
  type HandoverStep,
  type Program,
  type Refused,
  type StepEvent,
  declineReasons,
  handoverSteps,
} from '../workflow/index.js';

/** Who acts, in the program's words: `agency-worker` is the agency; every other role keeps its name. */
export function actorOf(who: Who): Actor {
  const role = who.role === 'agency-worker' ? 'agency' : who.role;
  return { id: who.person ?? who.role, role: role as Actor['role'] };
}

type Fields = Readonly<Record<string, FieldValue>>;

/**
 * What came as `{event, …fields}` as an event of the engine, or of the program. The engine's own names are those of
 * `engineEvents`; every other name is the program's. A field that does not fit is a refusal, not an exception.
 */
export function toStepEvent(
  who: Who,
  program: Program,
  state: CaseState,
  event: string,
  fields: Fields,
): StepEvent | Refused {
  const actor = actorOf(who);
  switch (event) {
    case 'give-consent':
    case 'withhold-consent':
      return consentEvent(actor, program, state, event === 'give-consent', fields);
    case 'withdraw-consent':
      return oneOf(fields, 'disclosure', Object.keys(program.disclosures), (disclosure) => ({
        actor,
        type: 'withdraw-consent',
        disclosure,
      }));
    case 'record-handover-step':
      return oneOf(fields, 'step', handoverSteps, (step) => ({
        actor,
        type: 'record-handover-step',
        step: step as HandoverStep,
      }));
    case 'hand-over':
      if (fields['handover'] === undefined) return { actor, type: 'hand-over' };
      return oneOf(fields, 'handover', HANDOVERS, (handover) => ({
        actor,
        type: 'hand-over',
        handover: handover as Handover,
      }));
    case 'target-declined':
      return oneOf(fields, 'reason', ['no-answer', ...declineReasons], (reason) => ({
        actor,
        type: 'target-declined',
        reason: reason as DeclineReason,
      }));
    case 'client-declined':
      return { actor, type: 'client-declined' };
    case 'take-over':
      return { actor, type: 'take-over' };
    case 'put-back':
      return { actor, type: 'put-back' };
    default:
      return { actor, type: 'happen', name: event, fields, consentId: newId() };
  }
}

const HANDOVERS: readonly Handover[] = ['warm', 'cold', 'number', 'dispatch'];

const CAPACITIES = ['self', 'third-party', 'substitute'];

/** In what capacity they consent need not be said when it is the client, or the only one that the program allows. */
function consentEvent(
  actor: Actor,
  program: Program,
  state: CaseState,
  given: boolean,
  fields: Fields,
): StepEvent | Refused {
  const definition = program.states[state.state];
  const allowed = definition?.kind === 'consent' ? definition.givenBy : [];
  const usual = allowed.length === 1 ? allowed[0] : 'self';
  return oneOf({ by: usual ?? 'self', ...fields }, 'by', CAPACITIES, (by) => ({
    actor,
    type: 'consent',
    given,
    by,
    consentId: newId(),
  }));
}

function oneOf(
  fields: Fields,
  name: string,
  choices: readonly string[],
  make: (value: string) => StepEvent,
): StepEvent | Refused {
  const value = fields[name];
  if (value === undefined) return { ok: false, reason: 'field-is-missing', about: name, instead: choices };
  if (typeof value !== 'string' || !choices.includes(value)) {
    return { ok: false, reason: 'field-does-not-fit', about: name, instead: choices };
  }
  return make(value);
}
