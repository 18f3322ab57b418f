import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit, caseOfHandle } from '../../../libs/access/index.js';
import {
  AdvanceCase,
  EffectRefused,
  type Happening,
  OpenCase,
  type CaseListItem,
  findCaseByNumber,
  findCases,
  findFactVersions,
  findHistory,
  listCases,
  loadTheirs,
} from '../../../libs/cases/index.js';
import { Clock, type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  type Answer as HttpAnswer,
  ApiIfMatch,
  CurrentWho,
  Id,
  type IdempotencyInput,
  IfMatch,
  Once,
  etagOf,
  NeedsScope,
  notFound,
  readCursor,
  refusal,
  runOnce,
  runOnceWith,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { CaseDto } from './case.dto.js';
import { type CaseListItemDto, CasePage, HistoryPage } from './lists.dto.js';
import { readAnswers, readEvent } from './read-happening.js';
import { answerOpened, answerStepped, tellAgainWhatMayBeTold } from './answer-step.js';
import { AnswersRequest, CaseQuery, EventRequest, OpenCaseRequest } from './requests.dto.js';
import { showCaseToMe } from './show-to-holder.js';
import { showListItem } from './show-list-item.js';
import { readReceived } from './read-received.js';
import { namesIn } from './say-services.js';
import { showHistory } from './show-history.js';

/** Whoever began on the web has another number: the one that stands on their page. */
async function findByHandle(tx: Tx, handle: string): Promise<CaseListItem | null> {
  const id = await caseOfHandle(tx, handle);
  return id === null ? null : ((await findCases(tx, [id]))[0] ?? null);
}

async function findByNumber(tx: Tx, number: string): Promise<CasePage> {
  const known = (await findCaseByNumber(tx, number)) ?? (await findByHandle(tx, number));
  const found = known && (await loadTheirs(tx, known.id)) ? known : null;
  await audit(tx, 'find-case', { case: found?.id ?? null });
  return { items: found ? [await showListItem(tx, found)] : [], next: null };
}

@ApiTags('cases')
@AllowRoles('navigator', 'supervisor')
@Controller('cases')
export class CasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'openCase', summary: 'A client starts a program' })
  @ApiCreatedResponse({ type: CaseDto })
  async open(
    @CurrentWho() who: Who,
    @Body() body: OpenCaseRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { program, contact = null, channel, language, line = null } = body;
    const received = readReceived(body, this.clock.now());
    const wish = { program, contact, channel, language, line, ...(received && { received }) };
    const command = new OpenCase<HttpAnswer>(who, wish, (tx, work) =>
      runOnce(tx, once, async () => answerOpened(tx, await work())),
    );
    sendAnswer(reply, await this.commands.execute<OpenCase<HttpAnswer>, HttpAnswer>(command));
  }

  @Get()
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({
    operationId: 'listCases',
    summary: 'Open cases, the most overdue first; or ended ones; or one by number',
  })
  @ApiOkResponse({ type: CasePage })
  list(@CurrentWho() who: Who, @Query() query: CaseQuery): Promise<CasePage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    const { status, limit, number } = query;
    // Reviewers have a queue of their own; the calls of others are none of their business.
    const mine = query.mine || who.role === 'reviewer';
    return this.work.run(who, async (tx) => {
      if (number !== undefined) return findByNumber(tx, number);
      const rows = await listCases(tx, { status, mine, limit: limit + 1, after });
      const page = toPage(
        rows,
        limit,
        (row) => [row.sortedBy, row.id],
        ({ sortedBy: _, ...row }) => row,
      );
      await audit(tx, 'list-cases', { status, mine, cases: page.items.map((row) => row.id) });
      const items: CaseListItemDto[] = [];
      for (const row of page.items) items.push(await showListItem(tx, row));
      return { items, next: page.next };
    });
  }

  @Get(':id')
  @AllowRoles('navigator', 'supervisor', 'reviewer', 'agency-worker', 'integrator')
  @NeedsScope('cases:read')
  @ApiOperation({
    operationId: 'readCase',
    summary:
      'Where a case stands, what to ask and what may be done; an agency reads what it has now, and what was agreed',
  })
  @ApiOkResponse({ type: CaseDto })
  async read(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.work.run(who, async (tx) => {
      const theirs = await loadTheirs(tx, id);
      if (!theirs) throw notFound();
      await audit(tx, 'read-case', { case: id });
      return showCaseToMe(tx, theirs.run, theirs.loaded);
    });
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }

  @Post(':id/answers')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @HttpCode(200)
  @ApiIfMatch('optional')
  @ApiOperation({ operationId: 'giveAnswers', summary: 'Answers in any order, corrected, declined or taken back' })
  @ApiOkResponse({ type: CaseDto })
  async answer(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: AnswersRequest,
    @IfMatch('optional') revision: number | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const happening: Happening = { kind: 'answers', answers: readAnswers(body.answers) };
    sendAnswer(reply, await this.advance(who, id, happening, revision, once));
  }

  @Post(':id/events')
  @HttpCode(200)
  @AllowRoles('navigator', 'supervisor', 'reviewer', 'agency-worker', 'integrator')
  @NeedsScope('cases:act')
  @ApiIfMatch('optional')
  @ApiBody({ type: EventRequest })
  @ApiOperation({
    operationId: 'sendEvent',
    summary: 'Something happened: one of the events that the case allows; from an agency, on a case that it has now',
  })
  @ApiOkResponse({ type: CaseDto })
  async happen(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: Record<string, unknown>,
    @IfMatch('optional') revision: number | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendAnswer(reply, await this.advance(who, id, readEvent(body), revision, once));
  }

  @Get(':id/history')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({ operationId: 'readHistory', summary: 'Every step of a case, oldest first, in plain words' })
  @ApiOkResponse({ type: HistoryPage })
  history(@CurrentWho() who: Who, @Id() id: string): Promise<HistoryPage> {
    return this.work.run(who, async (tx) => {
      const theirs = await loadTheirs(tx, id);
      if (!theirs) throw notFound();
      await audit(tx, 'read-history', { case: id });
      const [rows, facts] = await Promise.all([findHistory(tx, id), findFactVersions(tx, id)]);
      const { loaded, run } = theirs;
      const words = { zone: loaded.zone, ...(await namesIn(tx, rows)) };
      return { items: showHistory(run.program, loaded.record.version, rows, facts, words) as HistoryPage['items'] };
    });
  }

  private async advance(
    who: Who,
    id: string,
    happening: Happening,
    revision: number | null,
    once: IdempotencyInput | null,
  ): Promise<HttpAnswer> {
    const command = new AdvanceCase<HttpAnswer>(who, id, happening, revision, async (tx, work) => {
      const answer = await runOnceWith(tx, once, async (isFirst) =>
        answerStepped(tx, id, revision, await work(isFirst)),
      );
      return tellAgainWhatMayBeTold(tx, id, answer);
    });
    try {
      return await this.commands.execute<AdvanceCase<HttpAnswer>, HttpAnswer>(command);
    } catch (error) {
      throw error instanceof EffectRefused ? refusal(error.refused) : error;
    }
  }
}
