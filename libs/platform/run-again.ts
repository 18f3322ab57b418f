/** Thrown inside a unit of work when another transaction was quicker: rolled back and run again, like a deadlock. */
export class SomebodyWasQuicker extends Error {
  override readonly name = 'SomebodyWasQuicker';
}
