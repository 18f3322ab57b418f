import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit, namePeople } from '../../../libs/access/index.js';
import { type CaseNote, listNotes, loadTheirs, noteCase } from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  PageQuery,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { NoteDto, NotePage, NoteRequest } from './notes.dto.js';

/** What people of the house note on a case. Agencies and clients never read it. */
@ApiTags('cases')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('cases')
export class NotesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':id/notes')
  @ApiOperation({ operationId: 'listNotes', summary: 'What was noted on this case, newest first' })
  @ApiOkResponse({ type: NotePage })
  list(@CurrentWho() who: Who, @Id() id: string, @Query() query: PageQuery): Promise<NotePage> {
    const [at, last] = readCursor(query) ?? [];
    const after = at !== undefined && last !== undefined ? { at, id: last } : null;
    return this.work.run(who, async (tx) => {
      await mustBeTheirs(tx, id);
      const rows = await listNotes(tx, id, { limit: query.limit + 1, after });
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.at.toISOString(), row.id],
        (row) => row,
      );
      await audit(tx, 'list-notes', { case: id, notes: page.items.map((note) => note.id) });
      return { items: await showNotes(tx, page.items), next: page.next };
    });
  }

  @Post(':id/notes')
  @ApiOperation({ operationId: 'writeNote', summary: 'A note for colleagues. It is never changed' })
  @ApiCreatedResponse({ type: NoteDto })
  async write(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { text }: NoteRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        await mustBeTheirs(tx, id);
        const note = noteCase(tx, id, text.trim());
        await audit(tx, 'write-note', { case: id, note: note.id });
        const [body] = await showNotes(tx, [note]);
        return { status: 201, body: body ?? null, about: id };
      }),
    );
    sendAnswer(reply, answer);
  }
}

async function mustBeTheirs(tx: Tx, id: string): Promise<void> {
  if (!(await loadTheirs(tx, id))) throw notFound();
}

async function showNotes(tx: Tx, notes: readonly CaseNote[]): Promise<NoteDto[]> {
  const names = await namePeople(tx, [...new Set(notes.map(({ writtenBy }) => writtenBy))]);
  return notes.map(({ id, text, writtenBy, writtenAs, at }) => ({
    ...{ id, text, name: names[writtenBy] ?? null, role: writtenAs, at: at.toISOString() },
  }));
}
