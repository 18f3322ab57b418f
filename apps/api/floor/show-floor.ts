import type { FloorCase } from '../../../libs/cases/index.js';
import type { ListedContact } from '../../../libs/contacts/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion, nameLines } from '../../../libs/programs/index.js';
import { isSafetyAskedAgain } from '../../../libs/workflow/index.js';
import type { FloorItemDto } from './floor.dto.js';
import { overdueSinceOf } from '../contacts/contact-list.controller.js';
import { nameOwners } from './name-owners.js';

interface Common {
  readonly id: string;
  readonly owner: FloorCase['owner'];
  readonly due: string | null;
  readonly overdue: number;
  readonly overdueSince: string | null;
  readonly openedAt: string;
  readonly contact: string;
  readonly sortedBy: string;
}
export type FloorRow =
  | (Common & { readonly kind: 'case'; readonly of: FloorCase })
  | (Common & { readonly kind: 'contact'; readonly of: ListedContact });

export function fromCase(of: FloorCase): FloorRow {
  const { id, owner, due, overdue, overdueSince, openedAt, contact, sortedBy } = of;
  return { kind: 'case', id, owner, due, overdue, overdueSince, openedAt, contact, sortedBy, of };
}

export function fromContact(of: ListedContact, now: Date): FloorRow {
  const { id, owner, due, overdue, startedAt: openedAt, sortedBy } = of;
  const overdueSince = overdueSinceOf(of, now);
  return { kind: 'contact', id, owner, due, overdue, overdueSince, openedAt, contact: id, sortedBy, of };
}

/** What a contact of this status is called. */
export const contactStatus: Readonly<Record<ListedContact['status'], Text>> = {
  open: { en: 'In conversation', fr: 'En conversation' },
  'wrap-up': { en: 'The note is still to be written', fr: 'La note reste à rédiger' },
  closed: { en: 'Closed', fr: 'Terminé' },
};

export async function showFloor(tx: Tx, rows: readonly FloorRow[]): Promise<FloorItemDto[]> {
  const [named, lines] = await Promise.all([
    nameOwners(
      tx,
      rows.map(({ owner }) => owner),
    ),
    nameLines(
      tx,
      rows.flatMap((row) => (row.kind === 'contact' ? [row.of.line] : [])),
    ),
  ]);
  const items: FloorItemDto[] = [];
  for (const row of rows) {
    const { kind, id, due, overdue, overdueSince, openedAt, contact } = row;
    const owner = named(row.owner);
    items.push({ kind, id, ...(await words(tx, row, lines)), owner, due, overdue, overdueSince, openedAt, contact });
  }
  return items;
}

type Words = Pick<FloorItemDto, 'number' | 'programTitle' | 'stateTitle' | 'risk' | 'safetyAsked'>;

async function words(tx: Tx, row: FloorRow, lines: Readonly<Record<string, Text>>): Promise<Words> {
  if (row.kind === 'contact') {
    const { line, status } = row.of;
    const title = { programTitle: lines[line] ?? plain(line), stateTitle: contactStatus[status] };
    return { number: null, ...title, risk: false, safetyAsked: false };
  }
  const { number, program: id, version, state, atRisk, interrupted } = row.of;
  const program = (await findVersion(tx, id, version))?.program;
  return {
    number,
    programTitle: program?.title ?? plain(id),
    stateTitle: program?.states[state]?.title ?? plain(state),
    risk: atRisk,
    safetyAsked: program !== undefined && isSafetyAskedAgain(program, state, interrupted),
  };
}

const plain = (word: string): Text => ({ en: word, fr: word });

/** The outcome by which a program says that a life is in danger now. */
export const IMMINENT = 'imminent';
