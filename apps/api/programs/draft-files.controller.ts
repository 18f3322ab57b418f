import { Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { writeDmn } from '../../../libs/eligibility/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { type Draft, type DraftTable, findDraft, findTables } from '../../../libs/programs/index.js';
import {
  AllowRoles,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  FileBody,
  type FileText,
  Id,
  IfMatch,
  notFound,
  sendAnswer,
} from '../shell/index.js';
import { DraftDetail, DraftTableDto, DraftTablePage } from './draft.dto.js';
import { EditDraft } from './edit-draft.js';
import { prefersDmn } from './prefers-dmn.js';

const xmlTypes = ['application/dmn+xml', 'application/xml', 'text/xml'];
const yamlTypes = ['application/yaml'];
const letterTypes = ['text/markdown'];
/** What a file of this name is. */
const typesOf = (name: string): readonly string[] =>
  name.endsWith('.dmn') ? xmlTypes : name.endsWith('.md') ? letterTypes : yamlTypes;
const fileContent = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const } }]));

/** The files of a draft, and of these the decision tables by the name of their decision. */
@ApiTags('drafts')
@AllowRoles('program-admin', 'approver', 'supervisor')
@Controller('programs/:id/drafts/:draft')
export class DraftFilesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly edit: EditDraft,
  ) {}

  @Get('tables')
  @ApiOperation({ operationId: 'listDraftTables', summary: 'The decision tables of a draft' })
  @ApiOkResponse({ type: DraftTablePage })
  async tables(@CurrentWho() who: Who, @Param('id') program: string, @Id('draft') id: string): Promise<DraftTablePage> {
    const draft = await this.find(who, program, id, 'tables');
    return { items: (await findTables(draft.sources)).map(headOf) };
  }

  @Get('tables/:decision')
  @ApiProduces('application/json', 'application/dmn+xml')
  @ApiOperation({
    operationId: 'readDraftTable',
    summary: 'One table as JSON, or with Accept: application/dmn+xml as DMN 1.5 for any modeller, whatever its file is',
  })
  @ApiOkResponse({ type: DraftTableDto })
  async table(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Param('decision') decision: string,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.find(who, program, id, decision);
    const found = (await findTables(draft.sources)).find((each) => each.decision === decision);
    if (!found) throw notFound();
    const headers = { etag: etagOf(draft.revision), vary: 'accept' };
    if (!prefersDmn(accept)) {
      sendAnswer(reply, { status: 200, headers, body: { ...headOf(found), table: found.table } });
      return;
    }
    const namespace = `urn:front-door:${encodeURIComponent(program)}:${encodeURIComponent(decision)}`;
    const text = writeDmn([found.table], { name: found.table.name, namespace });
    sendFile(reply.headers(headers), 'application/dmn+xml', `${decision}.dmn`, text);
  }

  @Put('tables/:decision')
  @AllowRoles('program-admin')
  @ApiIfMatch('required')
  @ApiConsumes('application/dmn+xml', 'application/xml', 'application/yaml')
  @ApiBody({ schema: { type: 'string' }, description: 'The DMN file, or the table in YAML; at most 2 MB' })
  @ApiOperation({
    operationId: 'putDraftTable',
    summary: 'Another table for a decision: a DMN file, or the table in YAML',
  })
  @ApiOkResponse({ type: DraftDetail })
  async putTable(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Param('decision') decision: string,
    @IfMatch('required') revision: number | null,
    @FileBody() body: FileText | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const types = [...xmlTypes, ...yamlTypes].join(', ');
    const view = await this.edit.putTable(who, { program, id, revision }, decision, body, types);
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }

  @Get('files/:name')
  @ApiProduces('application/yaml', 'application/dmn+xml', 'text/markdown')
  @ApiOperation({ operationId: 'readDraftFile', summary: 'A file of a draft as it was written' })
  @ApiOkResponse({ content: fileContent(['application/yaml', 'application/dmn+xml', 'text/markdown']) })
  async file(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Param('name') name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const draft = await this.find(who, program, id, name);
    const text = Object.hasOwn(draft.sources, name) ? draft.sources[name] : undefined;
    if (text === undefined) throw notFound();
    sendFile(reply.headers({ etag: etagOf(draft.revision) }), typesOf(name)[0]!, name, text);
  }

  @Put('files/:name')
  @AllowRoles('program-admin')
  @ApiIfMatch('required')
  @ApiConsumes('application/dmn+xml', 'application/xml', 'application/yaml', 'text/markdown')
  @ApiBody({ schema: { type: 'string' }, description: 'The file, at most 2 MB' })
  @ApiOperation({
    operationId: 'putDraftFile',
    summary: 'A file of the program: program.yaml, labels.yaml, routes.yaml, a table, letters/<letter>.<language>.md',
  })
  @ApiOkResponse({ type: DraftDetail })
  async putFile(
    @CurrentWho() who: Who,
    @Param('id') program: string,
    @Id('draft') id: string,
    @Param('name') name: string,
    @IfMatch('required') revision: number | null,
    @FileBody() body: FileText | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const types = typesOf(name).join(', ');
    const view = await this.edit.putFile(who, { program, id, revision }, name, body, types);
    sendAnswer(reply, { status: 200, headers: { etag: etagOf(view.revision) }, body: view });
  }

  private find(who: Who, program: string, id: string, what: string): Promise<Draft> {
    return this.work.run(who, async (tx) => {
      const draft = await findDraft(tx, program, id);
      if (!draft) throw notFound();
      await audit(tx, 'read-draft-file', { program, draft: id, what });
      return draft;
    });
  }
}

const headOf = ({ decision, file, fragment, table }: DraftTable) => ({
  decision,
  name: table.name,
  file,
  fragment,
  columns: table.inputs.length,
  rows: table.rows.length,
});

/** To be saved, never shown as a page. */
function sendFile(reply: FastifyReply, type: string, name: string, text: string): void {
  const safe = name
    .split('/')
    .at(-1)!
    .replaceAll(/[^\w.-]/g, '_');
  void reply.header('content-disposition', `attachment; filename="${safe}"`).type(`${type}; charset=utf-8`).send(text);
}
