import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  ActOnReferral,
  type ReferralAction,
  type ReferralResult,
  findReferral,
  listReferrals,
} from '../../../libs/referrals/index.js';
import {
  AllowRoles,
  type Answer as HttpAnswer,
  CurrentWho,
  Id,
  NeedsScope,
  type IdempotencyInput,
  Once,
  ProblemError,
  etagOf,
  notFound,
  readCursor,
  refusal,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import {
  AcceptRequest,
  CompleteRequest,
  DeclineRequest,
  NameTeamRequest,
  ReferralDto,
  ReferralPage,
  ReferralQuery,
} from './referrals.dto.js';
import { showReferral, showReferrals } from './show-referral.js';

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
  @ApiOperation({ operationId: 'acceptReferral', summary: 'The agency takes the client' })
  @ApiOkResponse({ type: ReferralDto })
  @ApiBody({ type: AcceptRequest, required: false })
  accept(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: AcceptRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'accept', team: body.team ?? null }, once, reply);
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
  @ApiOperation({ operationId: 'startReferral', summary: 'The agency is working with the client' })
  @ApiOkResponse({ type: ReferralDto })
  start(@CurrentWho() who: Who, @Id() id: string, @Once() once: IdempotencyInput | null, @Res() reply: FastifyReply) {
    return this.act(who, id, { kind: 'start' }, once, reply);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @ApiOperation({ operationId: 'completeReferral', summary: 'The agency has finished, with what came of it' })
  @ApiOkResponse({ type: ReferralDto })
  complete(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: CompleteRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ) {
    return this.act(who, id, { kind: 'complete', outcome: body.outcome ?? null }, once, reply);
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
  ): Promise<void> {
    const command = new ActOnReferral<HttpAnswer>(who, id, action, async (tx, work) => {
      const answer = await runOnce(tx, once, async () => answerActed(tx, await work()));
      return answer.replayed ? tellOnlyWhatMayBeTold(tx, id, answer) : answer;
    });
    sendAnswer(reply, await this.commands.execute<ActOnReferral<HttpAnswer>, HttpAnswer>(command));
  }
}

/** Who saw what is asked case by case: each referral that was shown is a line, by the name that it has everywhere. */
async function auditWhatIsRead(tx: Tx, items: readonly ReferralDto[]): Promise<void> {
  for (const { id, case: of, brief } of items) {
    await audit(tx, 'read-referral', { referral: id, case: of, told: brief !== null });
  }
}

/** A kept answer is older than a withdrawal may be: what it tells of the client is read again. */
async function tellOnlyWhatMayBeTold(tx: Tx, id: string, answer: HttpAnswer): Promise<HttpAnswer> {
  const referral = await findReferral(tx, id);
  if (!referral) throw notFound();
  const now = await showReferral(tx, referral);
  await auditWhatIsRead(tx, [now]);
  const { status, outcome, revision } = JSON.parse(answer.json ?? 'null') as ReferralDto;
  return { ...answer, json: JSON.stringify({ ...now, status, outcome, revision }) };
}

async function answerActed(tx: Tx, result: ReferralResult): Promise<HttpAnswer> {
  if (result.ok) {
    const body = await showReferral(tx, result.referral);
    await auditWhatIsRead(tx, [body]);
    return { status: 200, headers: { etag: etagOf(body.revision) }, body, about: result.referral.caseId };
  }
  switch (result.reason) {
    case 'referral-is-unknown':
    case 'case-is-unknown':
      throw notFound();
    case 'team-is-sent-already':
    case 'team-is-not-of-this-service':
      throw new ProblemError(409, result.reason);
    case 'team-is-out':
      throw new ProblemError(409, result.reason, { instead: sayEach(result.instead) });
    case 'referral-is-not-in-that-status':
      throw new ProblemError(409, 'referral-is-not-in-that-status', { status: result.about });
    case 'revision-is-stale':
      throw new Error('a referral was called stale although no revision was named');
    default:
      throw refusal(result);
  }
}

/** By their words, and by the names that a partner's system sends. */
function sayEach(events: readonly { readonly event: string; readonly label: Text }[]): Text {
  if (events.length === 0) {
    return {
      en: 'this can be said as soon as the agency has the case again',
      fr: 'ce sera possible dès que l’organisme aura de nouveau le dossier',
    };
  }
  return {
    en: events.map(({ event, label }) => `“${label.en}” (${event})`).join(', '),
    fr: events.map(({ event, label }) => `« ${label.fr} » (${event})`).join(', '),
  };
}
