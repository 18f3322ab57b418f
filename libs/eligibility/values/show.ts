import { isKinded, isList, type Kinded } from './kind.js';
import { isNumber, plainOf } from './number.js';
import { partsOf } from './duration.js';
import type {
  DaysDuration,
  FeelContext,
  FeelDate,
  FeelRange,
  FeelTime,
  FeelValue,
  FeelZone,
  MonthsDuration,
} from './value.js';

/** FEEL's `string()`: a text is itself; numbers plainly; what lists and contexts hold as FEEL writes it. */
export function show(value: FeelValue): string {
  return typeof value === 'string' ? value : isKinded(value) ? showKinded(value) : showInside(value);
}

function showInside(value: FeelValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (isNumber(value)) return plainOf(value);
  if (isList(value)) return `[${value.map(showInside).join(', ')}]`;
  if (!isKinded(value)) return '';
  const bare = value.kind === 'context' || value.kind === 'range' || value.kind === 'function';
  return bare ? showKinded(value) : `@"${showKinded(value)}"`;
}

function showKinded(value: Kinded): string {
  switch (value.kind) {
    case 'date':
      return showDate(value);
    case 'time':
      return showTime(value);
    case 'date and time':
      return `${showDate(value.date)}T${showTime(value.time)}`;
    case 'days and time duration':
      return showDays(value);
    case 'years and months duration':
      return showMonths(value);
    case 'context':
      return showContext(value);
    case 'range':
      return showRange(value);
    case 'function':
      return `function(${value.parameters.join(', ')})`;
  }
}

const two = (part: number): string => String(part).padStart(2, '0');

function showDate({ year, month, day }: FeelDate): string {
  const years = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${years}-${two(month)}-${two(day)}`;
}

const clock = (second: number): string =>
  `${two(Math.floor(second / 3_600))}:${two(Math.floor((second % 3_600) / 60))}:${two(second % 60)}`;

const fractionOf = (nano: number): string => (nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`);

function showTime({ second, nano, zone }: FeelTime): string {
  return clock(second) + fractionOf(nano) + showZone(zone);
}

function showZone({ offset, name }: FeelZone): string {
  if (name !== undefined) return `@${name}`;
  if (offset === undefined) return '';
  if (offset === 0) return 'Z';
  const written = clock(Math.abs(offset));
  return (offset < 0 ? '-' : '+') + (written.endsWith(':00') ? written.slice(0, 5) : written);
}

function showDays(duration: DaysDuration): string {
  const minus = duration.nanos < 0n;
  const { days, hours, minutes, seconds, nanos } = partsOf(minus ? { ...duration, nanos: -duration.nanos } : duration);
  const parts = [
    hours > 0 ? `${hours}H` : '',
    minutes > 0 ? `${minutes}M` : '',
    seconds > 0 || nanos > 0 ? `${seconds}${fractionOf(nanos)}S` : '',
  ].join('');
  const day = days > 0n ? `${days}D` : '';
  if (day === '' && parts === '') return 'PT0S';
  return `${minus ? '-' : ''}P${day}${parts === '' ? '' : `T${parts}`}`;
}

function showMonths({ months }: MonthsDuration): string {
  const all = Math.abs(months);
  const years = Math.floor(all / 12);
  const rest = all % 12;
  if (all === 0) return 'P0M';
  return `${months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${rest > 0 ? `${rest}M` : ''}`;
}

function showContext({ entries }: FeelContext): string {
  const written = [...entries].map(([key, value]) => `${showKey(key)}: ${showInside(value)}`);
  return `{${written.join(', ')}}`;
}

const showKey = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : quoted(key));

const quoted = (text: string): string => `"${text.replace(/["\\\n\r\t]/g, (one) => escapes[one] ?? one)}"`;
const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function showRange({ low, high, lowIncluded, highIncluded, by }: FeelRange): string {
  if (by !== undefined) return `(${by} ${showInside(low ?? high)})`;
  return `${lowIncluded ? '[' : '('}${showInside(low)}..${showInside(high)}${highIncluded ? ']' : ')'}`;
}
