import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findActiveVersion, listPrograms } from '../../../libs/programs/index.js';
import { dispatchAreas } from '../../../libs/workflow/index.js';
import { named, outcomeText, valueText } from '../cases/words.js';
import { AllowRoles, CurrentWho, PageQuery, placeOf, readCursor, toPage } from '../shell/index.js';
import { AreaPage, type AreaDto } from './area.dto.js';

/** Who comes where: as the programs that send teams decide it now, so it is never another truth than routing has. */
@ApiTags('agencies')
@AllowRoles('navigator', 'supervisor')
@Controller('areas')
export class AreasController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listAreas', summary: 'Which places lead to which team, and who is asked next' })
  @ApiOkResponse({ type: AreaPage })
  list(@CurrentWho() who: Who, @Query() query: PageQuery): Promise<AreaPage> {
    const after = readCursor(query)?.[1] ?? null;
    return this.work.run(who, async (tx) => {
      const items: AreaDto[] = [];
      for (const { id } of await listPrograms(tx)) {
        const loaded = await findActiveVersion(tx, id);
        if (loaded) items.push(...showAreas(loaded));
      }
      // An area that was the last one and is no more: the list has changed, and is begun again rather than cut short.
      const behind = items.slice(items.findIndex(({ id }) => placeOf(id)[1] === after) + 1);
      return toPage(
        behind,
        query.limit,
        ({ id }) => placeOf(id),
        (area) => area,
      );
    });
  }
}

function showAreas({ program, decisions }: NonNullable<Awaited<ReturnType<typeof findActiveVersion>>>): AreaDto[] {
  return dispatchAreas(program, decisions).map(({ decision, outcome, places, order, picks }) => ({
    id: `${program.id} ${decision} ${outcome}`,
    programTitle: program.title,
    name: outcomeText(program, decision, outcome),
    places: places.flatMap(({ question: id, values }) => {
      const question = program.questions[id];
      if (!question) return [];
      const labelled = values.map((value) => ({ value, label: valueText(program, id, value) }));
      return [{ question: id, short: named(question).short, values: labelled }];
    }),
    order,
    picks,
  }));
}
