import { Controller, Get, Headers } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Channel, enteredLater } from '../../../libs/contacts/index.js';
import { findHolidays, type Holidays } from '../../../libs/agencies/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { listLines, listWaysIn } from '../../../libs/programs/index.js';
import { AllowRoles, CurrentWho } from '../shell/index.js';
import { languageOf } from '../shell/language.js';
import { LinePage, viewLine } from './line.dto.js';

@ApiTags('lines')
@AllowRoles('navigator', 'supervisor', 'reviewer', 'program-admin', 'approver')
@Controller('lines')
export class LinesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listLines', summary: 'The numbers that people dial, and what answers there' })
  @ApiOkResponse({ type: LinePage })
  list(@CurrentWho() who: Who, @Headers('accept-language') wanted: string | undefined): Promise<LinePage> {
    return this.work.run(who, async (tx) => {
      const [lines, waysIn] = await Promise.all([listLines(tx), listWaysIn(tx)]);
      const later = (program: string) => enteredLater.filter((one: Channel) => waysIn[program]?.includes(one));
      const calendars = new Map<string, Holidays>();
      for (const { holidays } of lines) {
        if (!calendars.has(holidays)) calendars.set(holidays, await findHolidays(tx, holidays));
      }
      const language = languageOf(wanted);
      return {
        items: lines.map((line) =>
          viewLine(line, calendars.get(line.holidays) ?? new Set(), tx.now, language, later(line.program)),
        ),
      };
    });
  }
}
