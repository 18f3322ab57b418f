import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { audit } from '../../../libs/access/index.js';
import { listCasesOfContacts } from '../../../libs/cases/index.js';
import { type ListedContact, listContacts } from '../../../libs/contacts/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { nameLines } from '../../../libs/programs/index.js';
import { showListItem } from '../cases/show-list-item.js';
import { nameOwners } from '../floor/name-owners.js';
import { AllowRoles, CurrentWho, readCursor, toPage } from '../shell/index.js';
import { type ContactListItemDto, ContactPage, ContactQuery } from './contact-list.dto.js';

@ApiTags('worklists')
@AllowRoles('navigator', 'supervisor')
@Controller('contacts')
export class ContactListController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({
    operationId: 'listContacts',
    summary: 'Contacts that go on, overdue first; or past ones, newest first',
  })
  @ApiOkResponse({ type: ContactPage })
  list(@CurrentWho() who: Who, @Query() query: ContactQuery): Promise<ContactPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    const { mine, limit, status = null } = query;
    return this.work.run(who, async (tx) => {
      const rows = await listContacts(tx, { status, mine, limit: limit + 1, after });
      const { items, next } = toPage(
        rows,
        limit,
        (row) => [row.sortedBy, row.id],
        (row) => row,
      );
      const shown = await showContacts(tx, items);
      const cases = shown.flatMap((contact) => contact.cases.map(({ id: of }) => of));
      await audit(tx, 'list-contacts', { status, mine, contacts: shown.map((contact) => contact.id), cases });
      return { items: shown, next };
    });
  }
}

async function showContacts(tx: Tx, contacts: readonly ListedContact[]): Promise<ContactListItemDto[]> {
  const owners = contacts.map(({ owner }) => owner);
  const [named, lines, rows] = await Promise.all([
    nameOwners(tx, owners),
    nameLines(tx, [...new Set(contacts.map(({ line }) => line))]),
    listCasesOfContacts(
      tx,
      contacts.map(({ id }) => id),
    ),
  ]);
  const cases = await Promise.all(rows.map((row) => showListItem(tx, row)));
  return contacts.map((contact) => {
    const { id, line, channel, language, interpreter, status, startedAt, endedAt, due } = contact;
    const overdueSince = overdueSinceOf(contact, tx.now);
    return {
      ...{ id, line, lineTitle: lines[line] ?? { en: line, fr: line }, channel, language, interpreter, status },
      ...{ startedAt, endedAt, due, overdue: overdueSince !== null, overdueSince, owner: named(contact.owner) },
      cases: cases
        .filter((one) => one.contact === id)
        .map(({ id: of, number, programTitle, stateTitle, dispositionLabel }) => {
          return { id: of, number, programTitle, stateTitle, dispositionLabel };
        }),
    };
  });
}

/** When the deadline of a contact that goes on passed last: that is what sorts it, once it has passed. */
export function overdueSinceOf({ due, overdue, sortedBy }: ListedContact, now: Date): string | null {
  return due !== null && (overdue > 0 || Date.parse(due) <= now.getTime()) ? sortedBy : null;
}
