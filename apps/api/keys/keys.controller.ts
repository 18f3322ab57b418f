import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  addPartnerKey,
  audit,
  type KeyMade,
  listPartnerKeys,
  revokePartnerKey,
  rotatePartnerKey,
} from '../../../libs/access/index.js';
import { findAgency } from '../../../libs/agencies/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  type Answer,
  CurrentWho,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  openAnswer,
  pageByAge,
  PageQuery,
  ProblemError,
  runOnce,
  sealedInAnswer,
  sendAnswer,
} from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { KeyDto, KeyMadeDto, KeyPage, KeyRequest, KeyRotateRequest, viewKey } from './key.dto.js';

const dayLong = 86_400_000;

/** Keys by which an agency's own systems do what its people may do, as far as each key's scopes go. */
@ApiTags('keys')
@AllowRoles('program-admin')
@Controller()
export class KeysController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get('agencies/:id/keys')
  @ApiOperation({ operationId: 'listKeys', summary: 'Keys of this agency’s systems, those that ended too' })
  @ApiOkResponse({ type: KeyPage })
  list(@CurrentWho() who: Who, @Param('id') agency: string, @Query() query: PageQuery): Promise<KeyPage> {
    return this.work.run(who, async (tx) => {
      if (!(await findAgency(tx, agency))) throw notFound();
      return pageByAge(query, (slice) => listPartnerKeys(tx, agency, slice), viewKey);
    });
  }

  @Post('agencies/:id/keys')
  @ApiOperation({ operationId: 'addKey', summary: 'A new key; it is shown this once' })
  @ApiCreatedResponse({ type: KeyMadeDto })
  async add(
    @CurrentWho() who: Who,
    @Param('id') agency: string,
    @Body() { name, scopes, days = 365 }: KeyRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answerOnce(who, once, reply, async (tx) => {
      if (!(await findAgency(tx, agency))) throw notFound();
      const expiresAt = new Date(tx.now.getTime() + days * dayLong);
      const made = await addPartnerKey(tx, { agency, name, scopes, expiresAt });
      await audit(tx, 'add-partner-key', { agency, key: made.key.id, scopes, days });
      return this.answerMade(tx, 201, made);
    });
  }

  @Post('keys/:id/rotate')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rotateKey', summary: 'A new key of the same scopes; the former holds for a while yet' })
  @ApiOkResponse({ type: KeyMadeDto })
  async rotate(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { overlapHours = 24, days = 365 }: KeyRotateRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answerOnce(who, once, reply, async (tx) => {
      const made = await rotatePartnerKey(tx, id, overlapHours * 3_600_000, days);
      if (made === null) throw notFound();
      if (made === 'has-ended') throw new ProblemError(409, 'key-has-ended');
      await audit(tx, 'rotate-partner-key', { agency: made.key.agency, key: id, by: made.key.id, overlapHours });
      return this.answerMade(tx, 200, made);
    });
  }

  @Post('keys/:id/revoke')
  @HttpCode(200)
  @ApiOperation({ operationId: 'revokeKey', summary: 'Ends at once, in every process' })
  @ApiOkResponse({ type: KeyDto })
  async revoke(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const key = await revokePartnerKey(tx, id);
        if (!key) throw notFound();
        await audit(tx, 'revoke-partner-key', { agency: key.agency, key: id });
        return { status: 200, body: viewKey(key) };
      }),
    );
    sendAnswer(reply, answer);
  }

  private async answerOnce(
    who: Who,
    once: IdempotencyInput | null,
    reply: FastifyReply,
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) => runOnce(tx, once, () => work(tx)));
    sendAnswer(reply, openAnswer(this.options.keyring, who, answer, 'secret'));
  }

  private answerMade({ who }: Tx, status: number, { key, secret }: KeyMade): Answer {
    return { status, body: { ...viewKey(key), secret: sealedInAnswer(this.options.keyring, who, secret) } };
  }
}
