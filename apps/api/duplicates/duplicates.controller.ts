import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { loadTheirs } from '../../../libs/cases/index.js';
import { sayOfTwo } from '../../../libs/duplicates/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  fieldFault,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  runOnce,
  sendAnswer,
} from '../shell/index.js';
import { type DuplicateDto, DuplicatesOfCase, SayDuplicateRequest } from './duplicate.dto.js';
import { showDuplicates } from './show-duplicates.js';

/** One household that applied twice: it is told with its reasons, and people say whether it is one. Nothing follows by itself. */
@ApiTags('cases')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('cases')
export class DuplicatesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':id/duplicates')
  @ApiOperation({
    operationId: 'duplicatesOfCase',
    summary: 'Applications that may be of the same household, why, and what people said of them',
  })
  @ApiOkResponse({ type: DuplicatesOfCase })
  list(@CurrentWho() who: Who, @Id() id: string): Promise<DuplicatesOfCase> {
    return this.work.run(who, async (tx) => ({ items: await found(tx, id, 'list-duplicates') }));
  }

  @Post(':id/duplicates')
  @AllowRoles('supervisor', 'reviewer')
  @ApiOperation({
    operationId: 'sayOfDuplicate',
    summary: 'Whether another application is of the same household. It may be said otherwise later',
  })
  @ApiCreatedResponse({ type: DuplicatesOfCase })
  async say(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { case: other, same, note }: SayDuplicateRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const known = (await found(tx, id, 'say-duplicate')).flatMap((one) => one.case ?? []);
        if (!known.includes(other)) throw fieldFault('/case', 'isIn', [known]);
        sayOfTwo(tx, { case: id, other, same, note: note?.trim() || null });
        return { status: 201, body: { items: await showDuplicates(tx, id) }, about: id };
      }),
    );
    sendAnswer(reply, answer);
  }
}

async function found(tx: Tx, id: string, action: string): Promise<readonly DuplicateDto[]> {
  if (!(await loadTheirs(tx, id))) throw notFound();
  const items = await showDuplicates(tx, id);
  await audit(tx, action, { case: id, others: items.flatMap((one) => one.case ?? []) });
  return items;
}
