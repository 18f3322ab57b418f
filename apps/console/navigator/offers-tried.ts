interface Tried {
  readonly status: string;
  readonly steps: readonly { readonly step: string; readonly at: string | null }[];
}
const takenBack: ReadonlySet<string> = new Set(['revoked', 'cancelled']);

/** Who was really tried: an offer that ended before anybody was dialled is no try. */
export const offersTried = <Offer extends Tried>(offers: readonly Offer[]): readonly Offer[] =>
  offers.filter(({ status, steps }) => !takenBack.has(status) || steps.some(({ step, at }) => step === 'dial' && at));
