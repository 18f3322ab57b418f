import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit, namePeople } from '../../../libs/access/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  type BoxedReferral,
  type MessageWritten,
  findReferral,
  listMessages,
  mayWrite,
  writeMessage,
} from '../../../libs/referrals/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  NeedsScope,
  type IdempotencyInput,
  Once,
  PageQuery,
  ProblemError,
  notFound,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { MessagePage, MessageRequest, WrittenMessageDto } from './messages.dto.js';

@ApiTags('referrals')
@AllowRoles('navigator', 'supervisor', 'agency-worker', 'integrator')
@NeedsScope('referrals:act')
@Controller('referrals/:id/messages')
export class MessagesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @NeedsScope('referrals:read')
  @ApiOperation({
    operationId: 'listMessages',
    summary: 'What we and the agency wrote, newest first; the agency reads it only while it may be told of the client',
  })
  @ApiOkResponse({ type: MessagePage })
  list(@CurrentWho() who: Who, @Id() id: string, @Query() query: PageQuery): Promise<MessagePage> {
    const [at, last] = readCursor(query) ?? [];
    const after = at !== undefined && last !== undefined ? { at, id: last } : null;
    return this.work.run(who, async (tx) => {
      const referral = await found(tx, id);
      const rows = await listMessages(tx, referral, { limit: query.limit + 1, after });
      const names = await namePeople(tx, [...new Set(rows.map(({ person }) => person))]);
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.at.toISOString(), row.id],
        ({ person, ...row }) => ({ ...row, at: row.at.toISOString(), name: names[person] ?? null }),
      );
      const told = referral.mayBeTold;
      await audit(tx, 'read-messages', { referral: id, case: referral.caseId, told });
      return { ...page, told, mayWrite: mayWrite(tx, referral) };
    });
  }

  @Post()
  @ApiOperation({ operationId: 'writeMessage', summary: 'A short message to the other side; it is alerted' })
  @ApiCreatedResponse({ type: WrittenMessageDto })
  async write(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: MessageRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const referral = await found(tx, id);
        const written = await writeMessage(tx, referral, body.text.trim());
        if (!written.ok) throw refused(written.reason, referral);
        const { message } = written;
        await audit(tx, 'write-message', { referral: id, case: referral.caseId, message: message.id });
        const { [message.person]: name = null } = await namePeople(tx, [message.person]);
        const view = { id: message.id, writtenBy: message.writtenBy, name, at: message.at.toISOString() };
        return { status: 201, body: view, about: referral.caseId };
      }),
    );
    sendAnswer(reply, answer);
  }
}

async function found(tx: Tx, id: string): Promise<BoxedReferral> {
  const referral = await findReferral(tx, id);
  if (!referral) throw notFound();
  return referral;
}

function refused(reason: Extract<MessageWritten, { ok: false }>['reason'], { status }: BoxedReferral): ProblemError {
  return new ProblemError(409, reason, { status });
}
