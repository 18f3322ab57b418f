import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { audit } from '../../../libs/access/index.js';
import { countDispatches, listDispatches } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentWho, readCursor, toPage } from '../shell/index.js';
import { DispatchPage, DispatchQuery } from './dispatch.dto.js';
import { showDispatches } from './show-dispatches.js';

/** Every team that is looked for, asked, on its way or there, of whatever program sends one. */
@ApiTags('worklists')
@AllowRoles('supervisor')
@Controller('dispatches')
export class DispatchesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'readDispatches', summary: 'All live dispatches, what needs a supervisor first' })
  @ApiOkResponse({ type: DispatchPage })
  read(@CurrentWho() who: Who, @Query() query: DispatchQuery): Promise<DispatchPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    return this.work.run(who, async (tx) => {
      const [rows, counts] = await Promise.all([
        listDispatches(tx, { group: query.group ?? null, limit: query.limit + 1, after }),
        countDispatches(tx),
      ]);
      const { items, next } = toPage(
        rows,
        query.limit,
        (row) => [row.sortedBy, row.id],
        (row) => row,
      );
      await audit(tx, 'read-dispatches', { cases: items.map((row) => row.id) });
      return { items: await showDispatches(tx, items), counts, next };
    });
  }
}
