import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  audit,
  endSession,
  findTenant,
  listSessions,
  nameRegion,
  type OpenSession,
  type Session,
} from '../../../libs/access/index.js';
import { UnitOfWork } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentSession, Id, notFound, PageQuery, readCursor, toPage } from '../shell/index.js';
import { OpenSessionPage, type OpenSessionView } from './sessions.dto.js';

/** Who is signed in, and the hand that ends it: a lost phone, somebody who left today. */
@ApiTags('sign-in')
@AllowRoles('supervisor', 'program-admin')
@Controller('sessions')
export class SessionsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listSessions', summary: 'Who is signed in to this tenant, oldest first' })
  @ApiOkResponse({ type: OpenSessionPage })
  list(@CurrentSession() session: Session, @Query() query: PageQuery): Promise<OpenSessionPage> {
    const after = readCursor(query);
    return this.work.run(session.who, async (tx) => {
      const rows = await listSessions(tx, { limit: query.limit + 1, after });
      const tenant = await findTenant(tx);
      await audit(tx, 'list-sessions');
      return toPage(
        rows,
        query.limit,
        ({ since, id }) => [since.toISOString(), id],
        (row) => ({ ...show(row, session.id), regionName: nameRegion(tenant, row.region) }),
      );
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSession', summary: 'End somebody’s session; whatever they follow live ends, too' })
  @ApiNoContentResponse()
  async end(@CurrentSession() session: Session, @Id() id: string): Promise<void> {
    // That one's own still holds is no premise when it is what this ends.
    const { premise, ...who } = session.who;
    const asked = premise && id !== session.id ? { ...who, premise } : who;
    await this.work.run(asked, async (tx) => {
      const person = await endSession(tx, id);
      if (person === null) throw notFound();
      await audit(tx, 'end-session', { sessions: [id], person, by: session.who.person });
    });
  }
}

function show({ since, lastSeen, expiresAt, ...row }: OpenSession, mine: string): Omit<OpenSessionView, 'regionName'> {
  const times = { since: since.toISOString(), lastSeen: lastSeen?.toISOString() ?? null };
  return { ...row, ...times, expiresAt: expiresAt.toISOString(), mine: row.id === mine };
}
