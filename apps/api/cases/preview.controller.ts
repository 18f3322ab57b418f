import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { EffectHandlers, previewAnswers } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentWho, etagOf, Id, notFound, NotRepeatable, sendAnswer } from '../shell/index.js';
import { PreviewDto } from './preview.dto.js';
import { readAnswers } from './read-happening.js';
import { AnswersRequest } from './requests.dto.js';
import { showPreview, showRefused } from './show-preview.js';

@ApiTags('cases')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('cases')
export class PreviewController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectHandlers,
  ) {}

  @Post(':id/preview')
  @HttpCode(200)
  @NotRepeatable('It changes nothing, so it may be sent as often as you like.')
  @ApiOperation({ operationId: 'previewAnswers', summary: 'What these answers would change. Nothing is changed' })
  @ApiOkResponse({ type: PreviewDto })
  async preview(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: AnswersRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answers = readAnswers(body.answers);
    const view = await this.work.run(who, async (tx): Promise<PreviewDto> => {
      const previewed = await previewAnswers(tx, this.effects, id, answers);
      if (!previewed) throw notFound();
      await audit(tx, 'preview-answers', { case: id });
      const changes = previewed.ok ? await showPreview(tx, previewed) : showRefused(previewed);
      return { revision: previewed.before.record.revision, changes };
    });
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }
}
