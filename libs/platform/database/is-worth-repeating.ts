import { DatabaseError } from 'pg';

const serializationFailure = '40001';
const deadlockDetected = '40P01';
/** Another request with the same Idempotency-Key was quicker: its answer is there now. */
const keyWasUsed = 'idempotency_keys_pkey';

/** The same work may well be kept when it runs once more. */
export function isWorthRepeating(error: unknown): boolean {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (!(cause instanceof DatabaseError)) return false;
  return cause.code === serializationFailure || cause.code === deadlockDetected || cause.constraint === keyWasUsed;
}
