import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import {
  addWebhook,
  AddressRules,
  changeWebhook,
  faultOfUrl,
  findAgency,
  findWebhook,
  listWebhooks,
  lockWebhook,
  mostWebhooks,
  removeWebhook,
  rotateSecrets,
  type Webhook,
  type WebhookMade,
} from '../../../libs/agencies/index.js';
import { agencyQueue, asHouse, insertAlert } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  type Answer,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  fieldFault,
  Id,
  type IdempotencyInput,
  IfMatch,
  NeedsScope,
  notFound,
  Once,
  openAnswer,
  pageByAge,
  PageQuery,
  ProblemError,
  refuseStale,
  runOnce,
  sealedInAnswer,
  sendAnswer,
} from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import {
  RotateRequest,
  viewWebhook,
  WebhookChangeRequest,
  WebhookDto,
  WebhookMadeDto,
  WebhookPage,
  WebhookRequest,
} from './webhook.dto.js';

/**
 * Where an agency's own systems are told what happens to its referrals and cases. Its people look at theirs; what holds a secret
 * or says where messages go is for who administers, and for a key of theirs that may; its people are told of it by an alert.
 */
@ApiTags('webhooks')
@AllowRoles('program-admin', 'integrator')
@NeedsScope('webhooks:manage')
@Controller()
export class WebhooksController {
  private readonly rules: AddressRules;

  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.rules = new AddressRules(options.webhooks.allowPrivate);
  }

  @Get('agencies/:id/webhooks')
  @AllowRoles('program-admin', 'supervisor', 'integrator', 'agency-worker')
  @ApiOperation({ operationId: 'listWebhooks', summary: 'Where this agency is told' })
  @ApiOkResponse({ type: WebhookPage })
  list(@CurrentWho() who: Who, @Param('id') agency: string, @Query() query: PageQuery): Promise<WebhookPage> {
    return this.work.run(who, async (tx) => {
      await ownAgency(tx, agency);
      return pageByAge(query, (slice) => listWebhooks(tx, agency, slice), viewWebhook);
    });
  }

  @Post('agencies/:id/webhooks')
  @ApiOperation({ operationId: 'addWebhook', summary: 'Tells another address; the secret is shown this once' })
  @ApiCreatedResponse({ type: WebhookMadeDto })
  async add(
    @CurrentWho() who: Who,
    @Param('id') agency: string,
    @Body() { url, description = '', events = [] }: WebhookRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.refuseUrl(url);
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        await ownAgency(tx, agency);
        const made = await addWebhook(tx, this.options.keyring, { agency, url, description, events });
        if (!made) throw notFound();
        if (made === 'too-many') throw new ProblemError(409, 'too-many-webhooks', { most: mostWebhooks });
        await audit(tx, 'add-webhook', { agency, webhook: made.webhook.id });
        await tellPeople(tx, agency);
        return this.answerMade(tx, 201, made);
      }),
    );
    sendAnswer(reply, openAnswer(this.options.keyring, who, answer, 'secret'));
  }

  @Get('webhooks/:id')
  @AllowRoles('program-admin', 'supervisor', 'integrator', 'agency-worker')
  @ApiOperation({ operationId: 'readWebhook', summary: 'One of them; its ETag is what changes ask for' })
  @ApiOkResponse({ type: WebhookDto })
  async read(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const webhook = await this.work.run(who, (tx) => findWebhook(tx, id));
    if (!webhook) throw notFound();
    sendAnswer(reply, answerOf(webhook));
  }

  @Patch('webhooks/:id')
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'changeWebhook', summary: 'Another address, other events, off or on again' })
  @ApiOkResponse({ type: WebhookDto })
  async change(
    @CurrentWho() who: Who,
    @Id() id: string,
    @IfMatch('required') revision: number | null,
    @Body() body: WebhookChangeRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body.url !== undefined) this.refuseUrl(body.url);
    const changed = await this.work.run(who, async (tx) => {
      await lockFresh(tx, id, revision);
      const webhook = await changeWebhook(tx, id, body);
      if (!webhook) return null;
      await audit(tx, 'change-webhook', { agency: webhook.agency, webhook: id, changed: Object.keys(body) });
      if (body.url !== undefined) await tellPeople(tx, webhook.agency);
      return webhook;
    });
    if (!changed) throw notFound();
    sendAnswer(reply, answerOf(changed));
  }

  @Delete('webhooks/:id')
  @HttpCode(204)
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'removeWebhook', summary: 'Nothing is told there any more' })
  @ApiNoContentResponse()
  async remove(@CurrentWho() who: Who, @Id() id: string, @IfMatch('required') revision: number | null): Promise<void> {
    await this.work.run(who, async (tx) => {
      const { agency } = await lockFresh(tx, id, revision);
      await asHouse(tx, () => Promise.resolve(removeWebhook(tx, id)));
      await audit(tx, 'remove-webhook', { agency, webhook: id });
    });
  }

  @Post('webhooks/:id/rotate')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rotateWebhook', summary: 'New secrets; the former go on signing for a while' })
  @ApiOkResponse({ type: WebhookMadeDto })
  async rotate(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { overlapHours = 24 }: RotateRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const { agency } = await lockFresh(tx, id, null);
        const made = await rotateSecrets(tx, this.options.keyring, id, overlapHours * 3_600_000);
        if (!made) throw notFound();
        await audit(tx, 'rotate-webhook', { agency, webhook: id, overlapHours });
        return this.answerMade(tx, 200, made);
      }),
    );
    sendAnswer(reply, openAnswer(this.options.keyring, who, answer, 'secret'));
  }

  private answerMade({ who }: Tx, status: number, { webhook, secret }: WebhookMade): Answer {
    const sealed = sealedInAnswer(this.options.keyring, who, secret);
    return { ...answerOf(webhook), status, body: { ...viewWebhook(webhook), secret: sealed } };
  }

  private refuseUrl(url: string): void {
    const fault = faultOfUrl(url, this.rules);
    if (fault !== null) throw fieldFault('/url', `webhook-${fault}`);
  }
}

const answerOf = (webhook: Webhook): Answer => ({
  status: 200,
  headers: { etag: etagOf(webhook.revision) },
  body: viewWebhook(webhook),
});

/** The agency's people learn that messages go elsewhere, whoever said so: they know whether that is right. */
const tellPeople = (tx: Tx, agency: string): Promise<void> =>
  insertAlert(tx, null, { queue: agencyQueue(agency), about: 'webhook-address', state: agency });

/** An agency's own key speaks for that agency; another is answered like one that is not there. */
async function ownAgency(tx: Tx, agency: string): Promise<void> {
  const isOther = tx.who.agency !== null && tx.who.agency !== agency;
  if (isOther || !(await findAgency(tx, agency))) throw notFound();
}

async function lockFresh(tx: Tx, id: string, revision: number | null): Promise<Webhook> {
  const webhook = await lockWebhook(tx, id);
  if (!webhook) throw notFound();
  refuseStale(revision, webhook.revision, viewWebhook(webhook));
  return webhook;
}
