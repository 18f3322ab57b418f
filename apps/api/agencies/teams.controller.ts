import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import {
  addTeam,
  callTeamBack,
  changeTeam,
  findAgency,
  listTeams,
  type TeamChange,
  type TeamChanged,
} from '../../../libs/agencies/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  type Answer,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  fieldFault,
  type IdempotencyInput,
  IfMatch,
  notFound,
  Once,
  PageQuery,
  placeOf,
  ProblemError,
  readCursor,
  refuseStale,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { AddTeamRequest, ChangeTeamRequest, TeamDto, TeamPage, TeamServiceRequest } from './team.dto.js';
import { readShifts, viewTeams } from './view-team.js';

type Refused = Extract<TeamChanged, { ok: false }>;

@ApiTags('agencies')
@AllowRoles('supervisor', 'agency-worker')
@Controller('agencies/:id/teams')
export class TeamsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @AllowRoles('navigator', 'supervisor', 'agency-worker')
  @ApiOperation({ operationId: 'listTeams', summary: 'Who the agency can send, and whom each team is with now' })
  @ApiOkResponse({ type: TeamPage })
  async list(@CurrentWho() who: Who, @Param('id') id: string, @Query() query: PageQuery): Promise<TeamPage> {
    const after = readCursor(query)?.[1] ?? null;
    if (who.agency !== null && who.agency !== id) throw notFound();
    return this.work.run(who, async (tx) => {
      if (!(await findAgency(tx, id))) throw notFound();
      const teams = await viewTeams(tx, await listTeams(tx, id, { limit: query.limit + 1, after }));
      await audit(tx, 'list-teams', { agency: id });
      return toPage(
        teams,
        query.limit,
        (team) => placeOf(team.id),
        (team) => team,
      );
    });
  }

  @Post()
  @ApiOperation({ operationId: 'addTeam', summary: 'One team more' })
  @ApiCreatedResponse({ type: TeamDto })
  async add(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Body() body: AddTeamRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { service, name, languages = [] } = body;
    const team = { service, name: { ...name }, languages, shifts: readShifts(body.shifts) };
    await this.say(who, once, reply, 201, 'add-team', (tx) => addTeam(tx, id, team));
  }

  @Put(':team')
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'changeTeam', summary: 'What it is called, what it speaks and when it is on shift' })
  @ApiOkResponse({ type: TeamDto })
  async change(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Param('team') team: string,
    @IfMatch('required') ifRevision: number | null,
    @Body() body: ChangeTeamRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const change = { name: { ...body.name }, languages: body.languages ?? [], shifts: readShifts(body.shifts) };
    await this.put(who, reply, 'change-team', [id, team, ifRevision, change]);
  }

  @Put(':team/service')
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'setTeamService', summary: 'Out of service, until when, or in service again' })
  @ApiOkResponse({ type: TeamDto })
  async setService(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Param('team') team: string,
    @IfMatch('required') ifRevision: number | null,
    @Body() { outOfService, until, preset }: TeamServiceRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (until !== undefined && preset !== undefined) throw fieldFault('/preset', 'onlyOneEnd');
    if (!outOfService && (until ?? preset) !== undefined) throw fieldFault('/until', 'onlyOut');
    const end = until === undefined ? (preset ?? null) : new Date(until);
    await this.put(who, reply, 'set-team-service', [
      id,
      team,
      ifRevision,
      { out: outOfService ? { until: end } : null },
    ]);
  }

  @Post(':team/back')
  @HttpCode(200)
  @ApiOperation({ operationId: 'callTeamBack', summary: 'It is back and can be sent again, whatever its case says' })
  @ApiOkResponse({ type: TeamDto })
  async back(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Param('team') team: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.say(who, once, reply, 200, 'call-team-back', (tx) => callTeamBack(tx, id, team));
  }

  @Post(':team/retire')
  @HttpCode(200)
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'retireTeam', summary: 'There is no such team any more. What it did stays on record' })
  @ApiOkResponse({ type: TeamDto })
  async retire(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Param('team') team: string,
    @IfMatch('required') ifRevision: number | null,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const change = { retired: true } as const;
    await this.say(
      who,
      once,
      reply,
      200,
      'retire-team',
      (tx) => changeTeam(tx, id, team, ifRevision, change),
      ifRevision,
    );
  }

  private put(
    who: Who,
    reply: FastifyReply,
    action: string,
    [id, team, ifRevision, change]: readonly [string, string, number | null, TeamChange],
  ): Promise<void> {
    return this.say(who, null, reply, 200, action, (tx) => changeTeam(tx, id, team, ifRevision, change), ifRevision);
  }

  private async say(
    who: Who,
    once: IdempotencyInput | null,
    reply: FastifyReply,
    status: number,
    action: string,
    work: (tx: Tx) => Promise<TeamChanged>,
    ifRevision: number | null = null,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async (): Promise<Answer> => {
        const changed = await work(tx);
        if (!changed.ok) throw await problemOf(tx, changed, ifRevision);
        const { id, agency, service, out, revision } = changed.team;
        const outOfService = out !== null;
        await audit(tx, action, { team: id, agency, service, outOfService, until: out?.until ?? null });
        const [body] = await viewTeams(tx, [changed.team]);
        return { status, headers: { etag: etagOf(revision) }, body };
      }),
    );
    sendAnswer(reply, answer);
  }
}

async function problemOf(tx: Tx, refused: Refused, ifRevision: number | null): Promise<Error> {
  switch (refused.reason) {
    case 'somebody-else-changed-it': {
      const [current] = await viewTeams(tx, [refused.current]);
      refuseStale(ifRevision, refused.current.revision, current);
      return notFound();
    }
    case 'service-is-not-of-this-agency':
      return fieldFault('/service', 'isUnknown');
    case 'out-until-is-over':
      return fieldFault('/until', 'isFuture');
    case 'no-shift-ends':
      return fieldFault('/preset', 'noShiftEnds');
    case 'team-is-sent':
      return new ProblemError(409, 'team-is-sent');
    // Another agency's team is answered like one that is not there.
    case 'team-is-unknown':
    case 'agency-is-not-in-the-directory':
      return notFound();
  }
}
