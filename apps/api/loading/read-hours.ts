import { isSpan, weekdays, type KnownHours, type OpeningHours } from '../../../libs/agencies/index.js';
import { fault, fields, list, text, type Path, type Reading } from './field-reader.js';

const instead = `Write 24/7, or spans per weekday: { monday: ["09:00-17:00"], holidays: closed }`;

/** Hours of a service: the same, or `unknown` where nobody has told us. */
export function readServiceHours(reading: Reading, value: unknown, path: Path): OpeningHours {
  return value === 'unknown' ? 'unknown' : readHours(reading, value, path);
}

interface ReadAs {
  /** What happens on holidays where the file does not say. */
  readonly holidays: 'closed' | 'same';
  readonly key: string;
}

/** `24/7`, or a map of weekdays and `holidays`. Days left out are closed; so are holidays, unless another default is given. */
export function readHours(
  reading: Reading,
  value: unknown,
  path: Path,
  { holidays, key }: ReadAs = { holidays: 'closed', key: 'hours' },
): KnownHours {
  if (value === '24/7') return '24/7';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = value === undefined ? `"${key}" is missing.` : `"${key}" cannot be read.`;
    fault(reading, path, value === undefined ? 'missing' : 'not-hours', message, instead);
    return '24/7';
  }
  const week = fields(reading, value, path, [...weekdays, 'holidays']);
  const days = weekdays.flatMap((day) =>
    week[day] === undefined ? [] : [[day, readSpans(reading, week[day], [...path, day])] as const],
  );
  return {
    ...Object.fromEntries(days),
    holidays: readHolidays(reading, week['holidays'] ?? holidays, [...path, 'holidays']),
  };
}

function readHolidays(reading: Reading, value: unknown, path: Path): 'closed' | 'same' | readonly string[] {
  if (value === 'closed') return 'closed';
  return value === 'same' ? 'same' : readSpans(reading, value, path);
}

function readSpans(reading: Reading, value: unknown, path: Path): readonly string[] {
  return list(reading, value, path, '["09:00-17:00"]', (each, at) => {
    const span = text(reading, each, at, '"09:00-17:00"');
    if (span !== '' && !isSpan(span)) {
      const message = `"${span}" is not a span of time.`;
      fault(reading, at, 'not-a-span', message, 'Write from and to with two digits each: "09:00-17:00"');
    }
    return span;
  });
}
