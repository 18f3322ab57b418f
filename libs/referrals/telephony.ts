/** A call from our line to a service, for a referral that is open. */
export interface CallToPlace {
  readonly tenant: string;
  readonly referral: string;
  /** As people write it; null when the directory has none. */
  readonly number: string | null;
}

/** How a call is being made: by the navigator's own hand, or by an exchange that tells us what becomes of it. */
export type Dialling = 'by-hand' | 'ringing';

/**
 * The telephone exchange of a helpline. What an implementation is asked to place has been committed; it may be asked
 * twice for the same referral and must then place one call.
 */
export abstract class Telephony {
  abstract place(call: CallToPlace): Promise<Dialling>;
}

/** No exchange is connected: the console shows the number and the navigator dials it. */
export class ManualDial extends Telephony {
  override place(): Promise<Dialling> {
    return Promise.resolve('by-hand');
  }
}
