import { ApiExtension } from '@nestjs/swagger';

/** Stands in the document where a POST takes no Idempotency-Key, with the reason. */
export const notRepeatable = 'x-not-repeatable';

/** For the few POSTs that take no Idempotency-Key: the document offers none there, and says why (docs/adr/0009). */
export function NotRepeatable(reason: string): MethodDecorator & ClassDecorator {
  return ApiExtension(notRepeatable, reason);
}
