import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { asStep } from '../../../libs/cases/index.js';
import { listPools } from '../../../libs/grants/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findActiveVersion, listPrograms } from '../../../libs/programs/index.js';
import { termText } from '../../../libs/workflow/index.js';
import { AllowRoles, CurrentWho, placeOf, readCursor, toPage } from '../shell/index.js';
import { type GrantFiguresDto, GrantFiguresPage, GrantsQuery } from './grants.dto.js';

/** Funded places: how many there are, how many are taken, how many people wait. */
@ApiTags('grants')
@AllowRoles('supervisor', 'reviewer', 'funder')
@Controller('grants')
export class GrantsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listGrants', summary: 'Places, taken and waiting of each grant, by year and period' })
  @ApiOkResponse({ type: GrantFiguresPage })
  list(@CurrentWho() who: Who, @Query() query: GrantsQuery): Promise<GrantFiguresPage> {
    const after = readCursor(query)?.[1] ?? null;
    return this.work.run(who, async (tx) => {
      const items = await figuresOf(tx, query.program);
      const behind = items.slice(items.findIndex(({ id }) => placeOf(id)[1] === after) + 1);
      return toPage(
        behind,
        query.limit,
        ({ id }) => placeOf(id),
        (figures) => figures,
      );
    });
  }
}

async function figuresOf(tx: Tx, wanted: string | undefined): Promise<GrantFiguresDto[]> {
  const items: GrantFiguresDto[] = [];
  for (const { id } of await listPrograms(tx)) {
    const program = wanted === undefined || wanted === id ? (await findActiveVersion(tx, id))?.program : undefined;
    if (!program?.grants) continue;
    // A quota is the whole tenant's: somebody of a region reads the same figures, and nothing of anybody.
    for (const { grant, term, ...figures } of await asStep(tx, () => listPools(tx, program))) {
      const definition = program.grants[grant];
      if (!definition) continue;
      const { title, per } = definition;
      const { year, month } = term;
      const named = { program: id, programTitle: program.title, grant, title, per, year, term: termText(term, per) };
      items.push({ id: `${id} ${grant} ${year}${month === 1 ? '' : `-${month}`}`, ...named, ...figures });
    }
  }
  return items;
}
