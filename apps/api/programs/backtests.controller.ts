import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import type { Compared } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  type Backtest,
  checkSources,
  type Draft,
  type DraftHead,
  findActiveNumber,
  findBacktest,
  findDraft,
  findRunningBacktest,
  findVersion,
  listBacktests,
  lockDraft,
  startBacktest,
} from '../../../libs/programs/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  PageQuery,
  ProblemError,
  readCursor,
  refuseStale,
  runOnce,
  sendAnswer,
} from '../shell/index.js';
import { comparedDecisions } from './compared-decisions.js';
import { draftRefused, hasFaults, refuseClosed } from './draft-refusals.js';
import { RunBacktest } from './run-backtest.js';
import { showBacktest, showFlips } from './show-backtest.js';
import { BacktestDto, BacktestPage, BacktestRequest, FlipPage } from './steps.dto.js';

/** What a draft would have made of the cases that there are. */
@ApiTags('drafts')
@AllowRoles('program-admin', 'approver', 'supervisor')
@Controller('programs/:id/drafts/:draft')
export class BacktestsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runner: RunBacktest,
  ) {}

  @Post('backtest')
  @AllowRoles('program-admin', 'approver')
  @ApiOperation({
    operationId: 'startBacktest',
    summary:
      'Decide all past cases by the active version and by this draft; read how far it is at the answer’s Location',
  })
  @ApiAcceptedResponse({ type: BacktestDto })
  async start(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Body() { decisions: wanted }: BacktestRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.work.run(who, (tx) => find(tx, program, id));
    const checked = await checkSources(program, draft.sources);
    let started: { readonly run: Backtest; readonly decisions: readonly Compared[] } | null = null;
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        started = null;
        const now = await lockDraft(tx, program, id);
        if (!now) throw notFound();
        refuseClosed(now);
        refuseStale(draft.revision, now.revision);
        if (!checked.program) throw hasFaults(checked.faults);
        const base = await activeBase(tx, now);
        const { decisions, complete } = comparedDecisions(base, checked, wanted);
        if (await findRunningBacktest(tx)) throw new ProblemError(409, 'backtest-is-running');
        const run = await startBacktest(tx, {
          program,
          draft: id,
          sha256: now.sha256,
          base: now.base,
          decisions: decisions.map((each) => each.id),
          complete,
        });
        await audit(tx, 'start-backtest', { program, draft: id, backtest: run.id });
        started = { run, decisions };
        const location = `/api/v1/programs/${program}/drafts/${id}/backtests/${run.id}`;
        return { status: 202, headers: { location }, body: await showBacktest(tx, run, now.sha256) };
      }),
    );
    const begun = started as { readonly run: Backtest; readonly decisions: readonly Compared[] } | null;
    if (begun) this.runner.start(who, begun.run, begun.decisions);
    sendAnswer(reply, answer);
  }

  @Get('backtests')
  @ApiOperation({ operationId: 'listBacktests', summary: 'Comparisons of this draft with past cases' })
  @ApiOkResponse({ type: BacktestPage })
  list(@CurrentWho() who: Who, @Param('id') program: string, @Id('draft') id: string): Promise<BacktestPage> {
    return this.work.run(who, async (tx) => {
      const { sha256 } = await find(tx, program, id);
      await audit(tx, 'list-backtests', { program, draft: id });
      const items: BacktestDto[] = [];
      for (const each of await listBacktests(tx, id, 20)) items.push(await showBacktest(tx, each, sha256));
      return { items };
    });
  }

  @Get('backtests/:backtest')
  @ApiOperation({
    operationId: 'readBacktest',
    summary: 'How far it is; when finished, who would have another outcome',
  })
  @ApiOkResponse({ type: BacktestDto })
  read(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Id('backtest') backtest: string,
  ): Promise<BacktestDto> {
    return this.work.run(who, async (tx) => {
      const { sha256 } = await find(tx, program, id);
      const found = await findBacktest(tx, id, backtest);
      if (!found) throw notFound();
      await audit(tx, 'read-backtest', { program, draft: id, backtest });
      return showBacktest(tx, found, sha256);
    });
  }

  @Get('backtests/:backtest/flips/:decision')
  @ApiOperation({ operationId: 'listFlips', summary: 'The cases that would have another outcome, by their ids' })
  @ApiOkResponse({ type: FlipPage })
  flips(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Id('backtest') backtest: string,
    @Param('decision') decision: string,
    @Query() query: PageQuery,
  ): Promise<FlipPage> {
    const after = readCursor(query);
    return this.work.run(who, async (tx) => {
      await find(tx, program, id);
      const run = await findBacktest(tx, id, backtest);
      if (!run) throw notFound();
      await audit(tx, 'read-backtest', { program, draft: id, backtest, decision });
      return showFlips(tx, run, decision, after, query.limit);
    });
  }
}

async function find(tx: Tx, program: string, id: string): Promise<Draft> {
  const draft = await findDraft(tx, program, id);
  if (!draft) throw notFound();
  return draft;
}

/** The version that the draft is to take the place of, while it is the active one. */
async function activeBase(tx: Tx, draft: DraftHead) {
  const base = await findVersion(tx, draft.program, draft.base);
  const active = await findActiveNumber(tx, draft.program);
  if (!base || active !== draft.base) throw draftRefused(draft, 'base-is-not-active');
  return base;
}
