import type { MediaType } from './media-type.js';

export const documentStatuses = ['arriving', 'quarantined', 'unscanned', 'clean', 'refused', 'erased'] as const;

/**
 * `arriving` until all of it came; `quarantined` while the scanner gives no answer; `unscanned` where the operator has none;
 * `refused` for what it found. `refused` and `erased` have no content.
 */
export type DocumentStatus = (typeof documentStatuses)[number];

/** What whoever looks at it should know; found by looking at the bytes, so that not finding it proves nothing. */
export const documentMarks = ['script', 'locked', 'attachments'] as const;
export type DocumentMark = (typeof documentMarks)[number];

/** Of a HEIC, whether there is a picture of it that can be shown. `drawing` by a process just now. */
export type PictureStatus = 'waiting' | 'drawing' | 'ready' | 'failed';

export interface Document {
  readonly id: string;
  readonly caseId: string;
  readonly question: string;
  readonly name: string | null;
  readonly type: MediaType | null;
  readonly bytes: number | null;
  readonly marks: readonly DocumentMark[];
  readonly status: DocumentStatus;
  /** Null: none is wanted. */
  readonly picture: PictureStatus | null;
  readonly uploadedBy: string;
  readonly uploadedAs: string;
  readonly receivedAt: Date;
}

/** May be shown, and counts as the answer to its question. */
export const counts = ({ status }: Pick<Document, 'status'>): boolean => status === 'clean' || status === 'unscanned';

export const mostBytes = 15 * 1024 * 1024;
/** Of one case, removed ones not counted: more is no proof any more. */
export const mostOfCase = 40;

/** What its key and its parts are sealed for: moved to another row, neither opens. */
export const aboutDocument = (tenant: string, id: string): string => `document/${tenant}/${id}`;
