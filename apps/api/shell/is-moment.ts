import { isISO8601, ValidateBy } from 'class-validator';

/** The same moment for whoever reads it: with its offset from UTC, as RFC 3339 writes it. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** For each field by which somebody sends a moment. Without its offset, the zone of the server would decide which one is meant. */
export const IsMoment = (): PropertyDecorator =>
  ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value) => typeof value === 'string' && moment.test(value) && isISO8601(value, { strict: true }),
    },
  });
