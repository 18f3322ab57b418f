import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { ActOnReferral, type ReferralAction, listReferrals } from '../../../libs/referrals/index.js';
import {
  AllowRoles,
  type Answer as HttpAnswer,
  ApiIfMatch,
  CurrentWho,
  Id,
  IfRead,
  NeedsScope,
  type IdempotencyInput,
  Once,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { answerActed, auditWhatIsRead, tellOnlyWhatMayBeTold } from './answer-acted.js';
import {
  AcceptRequest,
  CompleteRequest,
  DeclineRequest,
  NameTeamRequest,
  ReferralDto,
  ReferralPage,
  ReferralQuery,
} from './referrals.dto.js';
import { ReadOtherwise, refuseReadOtherwise, sayHowItReads } from './refuse-read-otherwise.js';
import { showReferrals } from './show-referral.js';

const tagExample = '"YWJvdXQgd2hhdCBpcyB0b2xk"';

@ApiTags('referrals')
@AllowRoles('navigator', 'supervisor', 'agency-worker', 'integrator')
@NeedsScope('referrals:act')
@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly work: UnitOfWork,
  ) {}

  @Get()
  @NeedsScope('referrals:read')
  @ApiOperation({ operationId: 'listReferrals', summary: 'Referrals, newest first; an agency sees its own' })
  @ApiOkResponse({ type: ReferralPage })
  list(@CurrentWho() who: Who, @Query() query: ReferralQuery): Promise<ReferralPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    return this.work.run(who, async (tx) => {
      const { status = null, box = null } = query;
      const rows = await listReferrals(tx, { status, box, limit: query.limit + 1, after });
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.offeredAt.toISOString(), row.id],
        (row) => row,
      );
      const items = await showReferrals(tx, page.items);
      await audit(tx, 'list-referrals', { status, box });
      await auditWhatIsRead(tx, items);
      return { items, next: page.next, at: tx.now.toISOString() };
    });
  }

  @Post(':id/accept')
  @HttpCode(200)
  @ApiIfMatch('optional', tagExample)
  @ApiOperation({ operationId: 'acceptReferral', summary: 'The agency takes the client' })
  @ApiOkResponse({ type: ReferralDto })
  @ApiBody({ type: AcceptRequest, required: false })
  accept(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: AcceptRequest,
    @IfRead() etag: string | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'accept', team: body.team ?? null }, once, reply, etag);
  }

  @Post(':id/team')
  @HttpCode(200)
  @ApiOperation({ operationId: 'nameTeam', summary: 'Which team goes, or goes instead of the one that was named' })
  @ApiOkResponse({ type: ReferralDto })
  nameTeam(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: NameTeamRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'name-team', team: body.team }, once, reply);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineReferral', summary: 'The agency cannot take the client; the next one is asked' })
  @ApiOkResponse({ type: ReferralDto })
  decline(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: DeclineRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'decline', reason: body.reason }, once, reply);
  }

  @Post(':id/start')
  @HttpCode(200)
  @ApiIfMatch('optional', tagExample)
  @ApiOperation({ operationId: 'startReferral', summary: 'The agency is working with the client' })
  @ApiOkResponse({ type: ReferralDto })
  start(
    @CurrentWho() who: Who,
    @Id() id: string,
    @IfRead() etag: string | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'start' }, once, reply, etag);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @ApiIfMatch('optional', tagExample)
  @ApiOperation({ operationId: 'completeReferral', summary: 'The agency has finished, with what came of it' })
  @ApiOkResponse({ type: ReferralDto })
  complete(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: CompleteRequest,
    @IfRead() etag: string | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'complete', outcome: body.outcome ?? null }, once, reply, etag);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @AllowRoles('navigator', 'supervisor')
  @ApiOperation({ operationId: 'cancelReferral', summary: 'The client does not want it' })
  @ApiOkResponse({ type: ReferralDto })
  cancel(@CurrentWho() who: Who, @Id() id: string, @Once() once: IdempotencyInput | null, @Res() reply: FastifyReply) {
    return this.act(who, id, { kind: 'cancel' }, once, reply);
  }

  private async act(
    who: Who,
    id: string,
    action: ReferralAction,
    once: IdempotencyInput | null,
    reply: FastifyReply,
    etag: string | null = null,
  ): Promise<void> {
    const command = new ActOnReferral<HttpAnswer>(who, id, action, async (tx, work) => {
      const answer = await runOnce(tx, once, async () => {
        await refuseReadOtherwise(tx, id, etag);
        return answerActed(tx, await work());
      });
      return answer.replayed ? tellOnlyWhatMayBeTold(tx, id, answer) : answer;
    });
    try {
      sendAnswer(reply, await this.commands.execute<ActOnReferral<HttpAnswer>, HttpAnswer>(command));
    } catch (error) {
      if (!(error instanceof ReadOtherwise)) throw error;
      throw await this.work.run(who, (tx) => sayHowItReads(tx, id));
    }
  }
}
