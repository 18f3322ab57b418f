import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit, type Session } from '../../../libs/access/index.js';
import {
  findWebhook,
  listDeliveries,
  mostWaitingTests,
  replayMessages,
  testWebhook,
  type Webhook,
  type WebhookDelivery,
} from '../../../libs/agencies/index.js';
import { asHouse, asStep, findCases } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentSession,
  CurrentWho,
  fieldFault,
  Id,
  type IdempotencyInput,
  NeedsScope,
  notFound,
  Once,
  ProblemError,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { DeliveryPage, DeliveryQuery, ReplayDto, ReplayRequest, TestSentDto, viewDelivery } from './delivery.dto.js';

/** What was told to a webhook, and telling it again: an agency’s system is the tenant’s, so that ends at no region. */
@ApiTags('webhooks')
@AllowRoles('program-admin', 'supervisor', 'integrator', 'agency-worker')
@NeedsScope('webhooks:manage')
@Controller('webhooks/:id')
export class DeliveriesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get('deliveries')
  @ApiOperation({ operationId: 'listDeliveries', summary: 'What was told, newest first, with each attempt' })
  @ApiOkResponse({ type: DeliveryPage })
  list(@CurrentSession() session: Session, @Id() id: string, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    const [at, last] = readCursor(query) ?? [];
    const after = at !== undefined && last !== undefined ? { at, id: last } : null;
    const { status = null, limit } = query;
    return this.work.run(session.who, async (tx) => {
      await own(tx, id);
      const rows = await asHouse(tx, () => listDeliveries(tx, id, { status, limit: limit + 1, after }));
      const numbers = readsCases(session) ? await numbersOf(tx, rows) : new Map<string, string>();
      const view = (row: WebhookDelivery) => viewDelivery(row, numbers.get(row.caseId ?? '') ?? null);
      return toPage(rows, limit, (row) => [row.at.toISOString(), row.id], view);
    });
  }

  @Post('test')
  @HttpCode(202)
  @ApiOperation({ operationId: 'testWebhook', summary: 'Sends a message that says nothing, to see whether it arrives' })
  @ApiAcceptedResponse({ type: TestSentDto })
  async test(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const webhook = await own(tx, id);
        const message = await asStep(tx, () => testWebhook(tx, webhook));
        if (message === null) throw new ProblemError(409, 'too-many-tests', { most: mostWaitingTests });
        await audit(tx, 'test-webhook', { agency: webhook.agency, webhook: id });
        return { status: 202, body: { id: message } };
      }),
    );
    sendAnswer(reply, answer);
  }

  @Post('replays')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'replayWebhook',
    summary: 'Tells again what happened since then, or these, by the same ids',
  })
  @ApiAcceptedResponse({ type: ReplayDto })
  async replay(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { since, ids }: ReplayRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const webhook = await own(tx, id);
        if ((since === undefined) === (ids === undefined)) throw fieldFault('/since', 'sinceOrIds');
        const which = ids === undefined ? { since: new Date(since ?? '') } : { ids };
        const { messages, until } = await asStep(tx, () => replayMessages(tx, webhook, which));
        await audit(tx, 'replay-webhook', { agency: webhook.agency, webhook: id, messages });
        return { status: 202, body: { messages, until: until?.toISOString() ?? null } };
      }),
    );
    sendAnswer(reply, answer);
  }
}

/** People who work on cases, and systems that may read what these are about. */
function readsCases({ who, scopes }: Session): boolean {
  if (scopes !== undefined) return scopes.includes('referrals:read') || scopes.includes('cases:read');
  return who.role === 'supervisor' || who.role === 'agency-worker';
}

/** An agency finds those that are with it now: row-level security holds it. */
async function numbersOf(tx: Tx, rows: readonly WebhookDelivery[]): Promise<ReadonlyMap<string, string>> {
  const cases = await findCases(tx, [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))]);
  return new Map(cases.map(({ id, number }) => [id, number]));
}

/** Row-level security shows an agency its own alone. */
async function own(tx: Tx, id: string): Promise<Webhook> {
  const webhook = await findWebhook(tx, id);
  if (!webhook) throw notFound();
  return webhook;
}
