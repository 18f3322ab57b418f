import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit, listOverrides, reviewOverride } from '../../../libs/access/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  ProblemError,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { OverridePage, OverrideQuery } from './override.dto.js';
import { showOverrides } from './show-overrides.js';

/** Each time something was disclosed without consent because of a risk of harm, a supervisor looks at it afterwards. */
@ApiTags('overrides')
@AllowRoles('supervisor', 'reviewer')
@Controller('overrides')
export class OverridesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listOverrides', summary: 'Disclosures without consent, oldest first' })
  @ApiOkResponse({ type: OverridePage })
  list(@CurrentWho() who: Who, @Query() query: OverrideQuery): Promise<OverridePage> {
    const after = readCursor(query);
    const { waiting, limit } = query;
    return this.work.run(who, async (tx) => {
      const rows = await listOverrides(tx, { waiting, limit: limit + 1, after });
      const { items, next } = toPage(
        rows,
        limit,
        (row) => [row.at.toISOString(), row.id],
        (row) => row,
      );
      await audit(tx, 'list-overrides', { waiting, cases: items.map(({ caseId }) => caseId) });
      return { items: await showOverrides(tx, items), next };
    });
  }

  @Post(':id/review')
  @HttpCode(204)
  @ApiOperation({ operationId: 'reviewOverride', summary: 'Somebody else than who disclosed has looked at it' })
  @ApiNoContentResponse()
  async review(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const reviewed = await reviewOverride(tx, id);
        if (!reviewed.ok)
          throw reviewed.reason === 'override-is-unknown' ? notFound() : new ProblemError(409, reviewed.reason);
        await audit(tx, 'review-override', { override: id });
        return { status: 204, body: null };
      }),
    );
    sendAnswer(reply, answer);
  }
}
