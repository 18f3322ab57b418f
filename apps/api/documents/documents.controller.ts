import { Readable } from 'node:stream';
import { Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { AdvanceCase, EffectRefused, type Happening, loadTheirs, mayReadCase } from '../../../libs/cases/index.js';
import {
  counts,
  type Document,
  findDocument,
  listDocuments,
  mediaTypes,
  readContent,
  readPicture,
} from '../../../libs/documents/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  FileStream,
  fileTypes,
  Id,
  type IdempotencyInput,
  Once,
  ProblemError,
  notFound,
  refusal,
  sendAnswer,
} from '../shell/index.js';
import { attachmentHeaders, pictureHeaders } from './attachment-headers.js';
import { DocumentDto, DocumentPage, DocumentQuery } from './document.dto.js';
import { removeDocument } from './remove-document.js';
import { showDocuments } from './show-documents.js';
import { TakeDocument } from './take-document.js';

const bytes = { schema: { type: 'string' as const, format: 'binary' } };
const contentOf = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, bytes]));

/** Files that people send in. Agencies never see them; each reading of one is in the audit log. */
@ApiTags('documents')
@AllowRoles('navigator', 'supervisor')
@Controller()
export class DocumentsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
    private readonly desk: TakeDocument,
  ) {}

  @Post('cases/:id/documents')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiConsumes(...fileTypes)
  @ApiBody({ ...bytes, description: 'The file itself: PDF, JPEG, PNG or HEIC, told by content; at most 15 MB' })
  @ApiOperation({
    operationId: 'addDocument',
    summary: 'A file for a question that asks for one; it answers the question, once it was checked for viruses',
  })
  @ApiCreatedResponse({ type: DocumentDto })
  async add(
    @CurrentWho() who: Who,
    @Id() caseId: string,
    @Query() { question, name }: DocumentQuery,
    @FileStream() file: Readable | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!file) {
      await this.work.run(who, (tx) => seen(tx, caseId));
      throw new ProblemError(415, 'body-is-no-file');
    }
    sendAnswer(reply, await this.desk.take(who, { caseId, question, name }, once, file));
  }

  @Get('cases/:id/documents')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({ operationId: 'listDocuments', summary: 'The files of a case, oldest first' })
  @ApiOkResponse({ type: DocumentPage })
  list(@CurrentWho() who: Who, @Id() caseId: string): Promise<DocumentPage> {
    return this.work.run(who, async (tx) => {
      await seen(tx, caseId);
      await audit(tx, 'list-documents', { case: caseId });
      return { items: await showDocuments(tx, await listDocuments(tx, caseId)) };
    });
  }

  @Get('documents/:id/content')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({ operationId: 'readDocumentContent', summary: 'The file itself, to be saved or shown; never run' })
  @ApiOkResponse({ content: contentOf(mediaTypes) })
  async content(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const document = await this.opened(who, id, 'file');
    void reply.headers(attachmentHeaders(document));
    await reply.send(Readable.from(readContent(this.desk.store, who, id), { objectMode: false, highWaterMark: 1 }));
  }

  @Get('documents/:id/picture')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({
    operationId: 'readDocumentPicture',
    summary: 'What a HEIC shows, as a JPEG; there is one when its document says `picture: ready`',
  })
  @ApiOkResponse({ content: contentOf(['image/jpeg']) })
  async picture(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const { picture } = await this.opened(who, id, 'picture');
    if (picture !== 'ready') throw notFound();
    await reply.headers(pictureHeaders).send(await readPicture(this.desk.store, who, id));
  }

  private opened(who: Who, id: string, as: 'file' | 'picture'): Promise<Document> {
    return this.work.run(who, async (tx) => {
      const found = await foundDocument(tx, id);
      if (found.status === 'quarantined') throw new ProblemError(409, 'document-is-not-checked');
      if (!counts(found)) throw new ProblemError(410, 'document-is-gone');
      await audit(tx, 'read-document', { case: found.caseId, document: id, as });
      return found;
    });
  }

  @Delete('documents/:id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeDocument',
    summary: 'Takes a file away for good; after the last one, the proof is still to come',
  })
  @ApiNoContentResponse()
  async remove(@CurrentWho() who: Who, @Id() id: string): Promise<void> {
    const asked = await this.work.run(who, (tx) => foundDocument(tx, id));
    const happening: Happening = { kind: 'answers', answers: { [asked.question]: { value: 'coming' } } };
    const command = new AdvanceCase<void>(who, asked.caseId, happening, null, (tx, step) =>
      removeDocument(tx, asked, step),
    );
    try {
      await this.commands.execute<AdvanceCase<void>, void>(command);
    } catch (error) {
      throw error instanceof EffectRefused ? refusal(error.refused) : error;
    }
  }
}

async function foundDocument(tx: Tx, id: string): Promise<Document> {
  const document = await findDocument(tx, id);
  if (!document || !(await mayReadCase(tx, document.caseId))) throw notFound();
  return document;
}

async function seen(tx: Tx, caseId: string): Promise<void> {
  if (!(await loadTheirs(tx, caseId))) throw notFound();
}
