import { createHash } from 'node:crypto';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { uuid } from './id-param.js';
import { ProblemError } from './problem-error.js';

/** Query of every list. Extend it for filters. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'string', maxLength: 1000, description: '"next" of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

/** Where a page ended. Every list is sorted by a moment, and by id within one. */
export type PageKey = readonly [at: string, id: string];

/**
 * In a list that has an order of its own a place is known by a word alone, `md5(word)::uuid` in SQL: what is behind it is found
 * by that.
 */
export function placeOf(word: string): PageKey {
  const hex = createHash('md5').update(word).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return ['2000-01-01T00:00:00.000Z', id];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The key after which the page begins; null for the first page. Throws 400 for anything that we did not hand out. */
export function readCursor(query: Pick<PageQuery, 'cursor'>): PageKey | null {
  if (query.cursor === undefined || query.cursor === '') return null;
  const key = decode(query.cursor);
  if (!isPageKey(key)) throw new ProblemError(400, 'cursor-is-malformed');
  return key;
}

/** PostgreSQL would take "yesterday" for a moment too, and refuse others with an error of its own. */
function isPageKey(key: unknown): key is PageKey {
  if (!Array.isArray(key) || key.length !== 2) return false;
  const [at, id] = key as readonly unknown[];
  return typeof at === 'string' && isMoment(at) && typeof id === 'string' && uuid.test(id);
}

/** As `toISOString()` writes it, and on the calendar. */
function isMoment(text: string): boolean {
  return /^[12]\d{3}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}

/** A page of what is sorted by when it was made. */
export async function pageByAge<Row extends { readonly id: string; readonly createdAt: Date }, Item>(
  query: PageQuery,
  read: (slice: { readonly limit: number; readonly after: PageKey | null }) => Promise<readonly Row[]>,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const rows = await read({ limit: query.limit + 1, after: readCursor(query) });
  return toPage(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id], toItem);
}

/** `rows` holds one more than `limit` when there is a next page: select `limit + 1`. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => PageKey,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { items: shown.map(toItem), next };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
