import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { audit } from '../../../libs/access/index.js';
import { loadTheirs } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { localDate } from '../../../libs/workflow/index.js';
import { AllowRoles, CurrentWho, Id, notFound } from '../shell/index.js';
import { showWhyNot } from './show-why-not.js';
import { WhyNotDto } from './why-not.dto.js';

@ApiTags('cases')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('cases')
export class WhyNotController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':id/verdicts/:decision/why-not')
  @ApiOperation({
    operationId: 'whyNot',
    summary: 'For each other outcome of a decision, the nearest answers that lead there. Nothing is changed',
  })
  @ApiParam({ name: 'decision', type: 'string', example: 'safety.risk' })
  @ApiOkResponse({ type: WhyNotDto })
  whyNot(@CurrentWho() who: Who, @Id() id: string, @Param('decision') decision: string): Promise<WhyNotDto> {
    return this.work.run(who, async (tx) => {
      const theirs = await loadTheirs(tx, id);
      if (!theirs) throw notFound();
      const { loaded, run } = theirs;
      if (!Object.hasOwn(run.decisions, decision)) throw notFound();
      await audit(tx, 'read-case', { case: id });
      return showWhyNot(run, decision, loaded.answers, localDate(tx.now.toISOString(), run.zone));
    });
  }
}
