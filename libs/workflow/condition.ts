import type { HandedOver } from './program.js';

/** What a target or an interrupt may ask. */
export type Condition =
  | { readonly verdict: string; readonly is: readonly string[] }
  | { readonly known: string }
  /** The client said no when last asked about this disclosure, or took the yes back. */
  | { readonly refused: string }
  /** The client agreed to this disclosure when last asked, and has not taken it back. */
  | { readonly agreed: string }
  /** The client has said no to a service of the route that this offer would take, or took its number; nothing was asked again since. */
  | { readonly declined: string }
  /** No service of the route that this offer would take has a phone number that is known. */
  | { readonly noNumber: string }
  /** An interrupt broke into one of these states, or an event said so: `resume-or` leads back there. */
  | { readonly resumes: readonly string[] }
  /** The offer that has just been taken was handed over in one of these ways. */
  | { readonly handedOver: readonly HandedOver[] }
  /** While the case was elsewhere, an agency took the client in the offer that the case would go back to. */
  | { readonly accepted: true }
  /** An agency has the client, or has them again once what broke in is over. */
  | { readonly held: true }
  /** The client has taken something: services were given, or one took them or gave its number. A team that is sent is none. */
  | { readonly taken: true }
  /** What was chosen in this field of the event itself. */
  | { readonly field: string; readonly is: readonly string[] }
  /** The case has this grant now. */
  | { readonly granted: string }
  /** The case was given this grant, whatever has become of it since. */
  | { readonly had: string }
  /** The case waits for this grant. */
  | { readonly waitlisted: string };
