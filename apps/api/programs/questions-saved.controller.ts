import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { findQuestionsSaved, type QuestionsSaved } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findActiveVersion } from '../../../libs/programs/index.js';
import { AllowRoles, CurrentWho, notFound } from '../shell/index.js';
import { type DecisionSavingDto, QuestionsSavedDto, QuestionsSavedQuery } from './questions-saved.dto.js';

/** Fewer cases than this are not told apart from each other. */
const fewest = 5;

@ApiTags('programs')
@AllowRoles('supervisor', 'program-admin', 'funder')
@Controller('programs')
export class QuestionsSavedController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':id/questions-saved')
  @ApiOperation({
    operationId: 'readQuestionsSaved',
    summary: 'Questions that were not asked, against asking everybody everything. Figures only',
  })
  @ApiOkResponse({ type: QuestionsSavedDto })
  read(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Query() { days }: QuestionsSavedQuery,
  ): Promise<QuestionsSavedDto> {
    return this.work.run(who, async (tx) => {
      const loaded = await findActiveVersion(tx, id);
      if (!loaded) throw notFound();
      const saved = await findQuestionsSaved(tx, id, days);
      const { decisions } = loaded.program;
      const none = Object.keys(decisions)
        .filter((decision) => !saved.some((one) => one.decision === decision))
        .map((decision) => ({ decision, cases: 0, asked: 0, all: 0 }));
      const shown = [...saved, ...none].map((one) => ({
        ...show(one),
        title: decisions[one.decision]?.title ?? null,
      }));
      return { program: id, days, decisions: shown.sort((a, b) => (a.decision < b.decision ? -1 : 1)) };
    });
  }
}

function show({ decision, cases, asked, all }: QuestionsSaved): Omit<DecisionSavingDto, 'title'> {
  if (cases > 0 && cases < fewest) return { decision, cases: null, asked: null, all: null, saved: null, share: null };
  const saved = all - asked;
  return { decision, cases, asked, all, saved, share: all === 0 ? null : Math.round((saved / all) * 1000) / 1000 };
}
