import { lookAgain } from '../../../libs/grants/index.js';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { findOpenCasesOfProgram } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  approveDraft,
  checkedAs,
  checkSources,
  type Draft,
  type DraftHead,
  findDraft,
  lockDraft,
  lockProgram,
  publishDraft,
  saveChecked,
} from '../../../libs/programs/index.js';
import {
  AllowRoles,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  Id,
  type IdempotencyInput,
  IfMatch,
  knownRevision,
  notFound,
  Once,
  ProblemError,
  refuseStale,
  runOnce,
  sendAnswer,
} from '../shell/index.js';
import { CheckView, DraftDto } from './draft.dto.js';
import { checkDraft } from './check-draft.js';
import { draftRefused, hasFaults, refuseClosed } from './draft-refusals.js';
import { showDraft, showFindings } from './show-draft.js';
import { ApproveRequest, PublishRequest, PublishedDto } from './steps.dto.js';

const mostNumbers = 200;

/** From a draft to a version: checked, approved by a second person, published. */
@ApiTags('drafts')
@AllowRoles('approver')
@Controller('programs/:id/drafts/:draft')
export class DraftStepsController {
  constructor(private readonly work: UnitOfWork) {}

  @Post('check')
  @HttpCode(200)
  @AllowRoles('program-admin', 'approver')
  @ApiOperation({
    operationId: 'checkDraft',
    summary: 'Everything that is wrong or doubtful, each with somebody whom it concerns',
  })
  @ApiOkResponse({ type: CheckView })
  async check(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.find(who, program, id);
    const found = await checkSources(program, draft.sources);
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const now = await lock(tx, program, id);
        refuseClosed(now);
        const checked = checkedAs(draft.sources, await checkDraft(tx, now, found), tx.now);
        await saveChecked(tx, now, checked);
        await audit(tx, 'check-draft', { program, draft: id, faults: checked.faults.length });
        return { status: 200, headers: { etag: etagOf(draft.revision) }, body: showFindings(checked) };
      }),
    );
    sendAnswer(reply, answer);
  }

  @Post('approve')
  @HttpCode(200)
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'approveDraft', summary: 'A second person says that the draft is right as it is now' })
  @ApiOkResponse({ type: DraftDto })
  async approve(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Body() { note }: ApproveRequest,
    @IfMatch('required') revision: number | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const draft = await lock(tx, program, id);
        refuseStale(knownRevision(revision), draft.revision, await showDraft(tx, draft));
        const approved = await approveDraft(tx, draft, note);
        if (!approved.ok) throw draftRefused(draft, approved.reason);
        await audit(tx, 'approve-draft', { program, draft: id, sha256: draft.sha256 });
        const headers = { etag: etagOf(approved.draft.revision) };
        return { status: 200, headers, body: await showDraft(tx, approved.draft) };
      }),
    );
    sendAnswer(reply, answer);
  }

  @Post('publish')
  @HttpCode(200)
  @ApiIfMatch('required')
  @ApiOperation({
    operationId: 'publishDraft',
    summary: 'The next version, for new cases from now on; open ones keep theirs',
  })
  @ApiOkResponse({ type: PublishedDto })
  async publish(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Body() { effective }: PublishRequest,
    @IfMatch('required') revision: number | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.find(who, program, id);
    const read = await checkSources(program, draft.sources);
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        await lockProgram(tx, program);
        const now = await lock(tx, program, id);
        refuseClosed(now);
        refuseStale(knownRevision(revision), now.revision, await showDraft(tx, now));
        refuseStale(draft.revision, now.revision, await showDraft(tx, now));
        refuseOtherMoment(effective, tx.now);
        // By what the software says today, whatever an older one said when it was checked.
        const checked = await checkDraft(tx, now, read);
        if (!checked.program) throw hasFaults(checked.faults);
        const published = await publishDraft(tx, now, checked.program, draft.sources);
        if (!published.ok) throw draftRefused(now, published.reason);
        const { version, revision: last } = published.draft;
        lookAgain(tx, program);
        await audit(tx, 'publish-draft', { program, draft: id, version });
        const openCases = await findOpenCasesOfProgram(tx, program, mostNumbers);
        const body = { ...(await showDraft(tx, published.draft)), openCases };
        return { status: 200, headers: { etag: etagOf(last) }, body };
      }),
    );
    sendAnswer(reply, answer);
  }

  private find(who: Who, program: string, id: string): Promise<Draft> {
    return this.work.run(who, async (tx) => {
      const draft = await findDraft(tx, program, id);
      if (!draft) throw notFound();
      return draft;
    });
  }
}

async function lock(tx: Tx, program: string, id: string): Promise<DraftHead> {
  const draft = await lockDraft(tx, program, id);
  if (!draft) throw notFound();
  return draft;
}

/** A clock may be a little off. A time that is long past or to come would mean something that we do not do. */
function refuseOtherMoment(effective: string | undefined, now: Date): void {
  if (effective === undefined) return;
  const off = Date.parse(effective) - now.getTime();
  if (!(off <= 60_000 && off >= -3_600_000)) throw new ProblemError(422, 'effective-is-not-now');
}
