import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { audit } from '../../../libs/access/index.js';
import { listFloorCases } from '../../../libs/cases/index.js';
import { listContacts } from '../../../libs/contacts/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentWho, PageQuery, readCursor, toPage } from '../shell/index.js';
import { FloorPage } from './floor.dto.js';
import { type FloorRow, fromCase, fromContact, showFloor } from './show-floor.js';

@ApiTags('worklists')
@AllowRoles('supervisor')
@Controller('floor')
export class FloorController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({
    operationId: 'readFloor',
    summary: 'Everything open, with owner and deadline; lives at risk first, then what is overdue',
  })
  @ApiOkResponse({ type: FloorPage })
  read(@CurrentWho() who: Who, @Query() query: PageQuery): Promise<FloorPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    const page = { limit: query.limit + 1, after };
    return this.work.run(who, async (tx) => {
      const [cases, contacts] = await Promise.all([
        listFloorCases(tx, page),
        listContacts(tx, { ...page, status: null, mine: false }),
      ]);
      const rows = [...cases.map(fromCase), ...contacts.map((contact) => fromContact(contact, tx.now))].sort(
        mostUrgentFirst,
      );
      const { items, next } = toPage(
        rows,
        query.limit,
        (row) => [row.sortedBy, row.id],
        (row) => row,
      );
      const shown = (kind: FloorRow['kind']) => items.filter((row) => row.kind === kind).map((row) => row.id);
      await audit(tx, 'read-floor', { cases: shown('case'), contacts: shown('contact') });
      return { items: await showFloor(tx, items), next };
    });
  }
}

/** As both lists are sorted by themselves. */
function mostUrgentFirst(a: FloorRow, b: FloorRow): number {
  if (a.sortedBy !== b.sortedBy) return a.sortedBy < b.sortedBy ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
