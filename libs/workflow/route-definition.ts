import type { Text } from '../eligibility/index.js';
import type { Handover } from './program.js';

/** Targets in order; the first that is open, in area, speaks the language and has room gets the client. */
export interface RouteDefinition {
  readonly id: string;
  readonly targets: readonly RouteTarget[];
}
export type RouteTarget =
  | {
      readonly service: string;
      /** A later target takes over when the earlier ones could not. */
      readonly fallback: boolean;
      /** True: an interpreter may join, so the client's language does not exclude it. */
      readonly interpreter: boolean;
      /** At most this handover, whatever the state asks for. */
      readonly atMost?: Handover;
      /** A person chose it for this client: it is asked even where it said that it is full or closed, and may still say no. */
      readonly picked?: true;
    }
  | { readonly ourselves: true; readonly label: Text };
