import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  findActiveNumber,
  findDraft,
  findProgram,
  findSources,
  listDrafts,
  lockDraft,
  openDraft,
  withdrawDraft,
} from '../../../libs/programs/index.js';
import {
  AllowRoles,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  fieldFault,
  Id,
  type IdempotencyInput,
  IfMatch,
  notFound,
  Once,
  readCursor,
  refuseStale,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { DraftDetail, DraftDto, DraftPage, DraftQuery, OpenDraftRequest } from './draft.dto.js';
import { refuseClosed } from './draft-refusals.js';
import { showDetail, showDraft, showDrafts } from './show-draft.js';

/** Changes of a program that wait to be looked at, by people and by the checks. */
@ApiTags('drafts')
@AllowRoles('program-admin', 'approver', 'supervisor')
@Controller('programs/:id/drafts')
export class DraftsController {
  constructor(private readonly work: UnitOfWork) {}

  @Post()
  @AllowRoles('program-admin')
  @ApiOperation({ operationId: 'openDraft', summary: 'Begin a change with the files of a version' })
  @ApiCreatedResponse({ type: DraftDto })
  async open(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Body() { from, note }: OpenDraftRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const base = await findActiveNumber(tx, program);
        if (base === null) throw notFound();
        const found = await findSources(tx, program, from ?? base);
        if (!found) throw fieldFault('/from', 'isUnknown');
        const draft = await openDraft(tx, { program, from: found.version, base, sources: found.sources, note });
        await audit(tx, 'open-draft', { program, draft: draft.id, from: found.version });
        const headers = { location: `/api/v1/programs/${program}/drafts/${draft.id}`, etag: etagOf(draft.revision) };
        return { status: 201, headers, body: await showDraft(tx, draft) };
      }),
    );
    sendAnswer(reply, answer);
  }

  @Get()
  @ApiOperation({ operationId: 'listDrafts', summary: 'Drafts of a program, newest first' })
  @ApiOkResponse({ type: DraftPage })
  list(@CurrentWho() who: Who, @Param('id') program: string, @Query() query: DraftQuery): Promise<DraftPage> {
    const after = readCursor(query);
    const { limit, status = null } = query;
    return this.work.run(who, async (tx) => {
      if (!(await findProgram(tx, program))) throw notFound();
      const rows = await listDrafts(tx, program, { status, limit: limit + 1, after });
      const { items, next } = toPage(
        rows,
        limit,
        (draft) => [draft.createdAt, draft.id],
        (draft) => draft,
      );
      await audit(tx, 'list-drafts', { program, drafts: items.map(({ id }) => id) });
      return { items: await showDrafts(tx, items), next };
    });
  }

  @Get(':draft')
  @ApiOperation({ operationId: 'readDraft', summary: 'A draft: who, what changes, what the checks say' })
  @ApiOkResponse({ type: DraftDetail })
  async read(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.work.run(who, async (tx) => {
      const draft = await findDraft(tx, program, id);
      if (!draft) throw notFound();
      await audit(tx, 'read-draft', { program, draft: id });
      return showDetail(tx, draft);
    });
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }

  @Delete(':draft')
  @AllowRoles('program-admin')
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'withdrawDraft', summary: 'Nothing comes of it: it is kept to be read alone' })
  @ApiOkResponse({ type: DraftDto })
  async withdraw(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @IfMatch('required') revision: number | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.work.run(who, async (tx) => {
      const draft = await lockDraft(tx, program, id);
      if (!draft) throw notFound();
      refuseClosed(draft);
      refuseStale(revision, draft.revision, await showDraft(tx, draft));
      await audit(tx, 'withdraw-draft', { program, draft: id });
      return showDraft(tx, await withdrawDraft(tx, draft));
    });
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }
}
