import type { Text } from '../../../libs/eligibility/index.js';
import type { FileProblem } from '../../../libs/programs/index.js';
import type { Refused } from '../../../libs/workflow/index.js';
import type { ProblemKind } from './messages.js';

/** A field that does not fit: where (JSON pointer into the body, or a parameter's name), and the rule it breaks. */
export interface FieldFault {
  readonly pointer: string;
  readonly rule: string;
  readonly limits: readonly unknown[];
}

export interface ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** With 412: what the thing looks like now. */
  readonly current?: unknown;
  readonly faults?: readonly FieldFault[];
  /** Mistakes in a file that was sent, or in files that it goes with. */
  readonly mistakes?: readonly FileProblem[];
  readonly refused?: Refused;
}

/** The one way for a controller to answer with a problem (RFC 9457). The filter words it in the caller's language. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly kind: ProblemKind | 'refused',
    readonly params: Readonly<Record<string, string | number | Text>> = {},
    readonly extras: ProblemExtras = {},
  ) {
    super(`${status} ${kind}`);
  }
}

export function notFound(): ProblemError {
  return new ProblemError(404, 'not-found');
}

/** The engine said no: 409 with its reason. */
export function refusal(refused: Refused): ProblemError {
  return new ProblemError(409, 'refused', {}, { refused });
}

/** `pointer` is a JSON pointer into the body; `rule` one of field-messages.ts. */
export function fieldFault(pointer: string, rule: string, limits: readonly unknown[] = []): ProblemError {
  return new ProblemError(422, 'fields-do-not-fit', {}, { faults: [{ pointer, rule, limits }] });
}
