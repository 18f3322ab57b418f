import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import {
  findAgency,
  listAgencies,
  setCapacity,
  type AgencyView,
  type CapacitySet,
} from '../../../libs/agencies/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  ApiIfMatch,
  CurrentWho,
  etagOf,
  fieldFault,
  IfMatch,
  NeedsScope,
  notFound,
  refuseStale,
  sendAnswer,
  type Answer,
} from '../shell/index.js';
import { languageOf } from '../shell/language.js';
import type { Language } from '../shell/messages.js';
import { AgencyDto, AgencyPage, CapacityRequest, viewAgency } from './agency.dto.js';

@ApiTags('agencies')
@Controller('agencies')
export class AgenciesController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @AllowRoles('navigator', 'supervisor', 'reviewer', 'program-admin', 'approver', 'agency-worker', 'integrator')
  @NeedsScope('any')
  @ApiOperation({ operationId: 'listAgencies', summary: 'The directory as it stands now. An agency sees itself' })
  @ApiOkResponse({ type: AgencyPage })
  async list(@CurrentWho() who: Who, @Headers('accept-language') wanted: string | undefined): Promise<AgencyPage> {
    const agencies = await this.work.run(who, (tx) => listAgencies(tx));
    const seen = agencies.filter(({ id }) => who.agency === null || who.agency === id);
    return { items: seen.map((agency) => viewAgency(agency, languageOf(wanted))) };
  }

  @Get(':id')
  @AllowRoles('navigator', 'supervisor', 'reviewer', 'program-admin', 'approver', 'agency-worker', 'integrator')
  @NeedsScope('any')
  @ApiOperation({ operationId: 'readAgency', summary: 'One agency; its ETag is what PUT …/capacity asks for' })
  @ApiOkResponse({ type: AgencyDto })
  async read(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @Headers('accept-language') wanted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const agency = await this.work.run(who, (tx) => findAgency(tx, id));
    if (!agency || (who.agency !== null && who.agency !== id)) throw notFound();
    sendAnswer(reply, answer(agency, languageOf(wanted)));
  }

  @Put(':id/capacity')
  @AllowRoles('navigator', 'supervisor', 'agency-worker', 'integrator')
  @NeedsScope('capacity:write')
  @ApiIfMatch('required')
  @ApiOperation({ operationId: 'setCapacity', summary: 'Full, full until, or open again. Routing obeys at once' })
  @ApiOkResponse({ type: AgencyDto })
  async setCapacity(
    @CurrentWho() who: Who,
    @Param('id') id: string,
    @IfMatch('required') ifRevision: number | null,
    @Body() body: CapacityRequest,
    @Headers('accept-language') wanted: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state, service, preset } = body;
    const fullUntil = body.fullUntil === undefined ? null : new Date(body.fullUntil);
    const changed = await this.work.run(who, async (tx) => {
      const about = { agency: id, service: service ?? null, state };
      const result = await setCapacity(tx, { ...about, fullUntil, preset: preset ?? null, ifRevision });
      if (result.ok) await audit(tx, 'set-capacity', { ...about, until: untilOf(result.agency, service) });
      return result;
    });
    if (!changed.ok) throw problemOf(changed, ifRevision, languageOf(wanted));
    sendAnswer(reply, answer(changed.agency, languageOf(wanted)));
  }
}

/** When it will be open again, of the first that is meant; null: nobody has said. */
function untilOf(agency: AgencyView, service: string | undefined): string | null {
  return agency.services.find(({ id }) => service === undefined || id === service)?.capacity.fullUntil ?? null;
}

function answer(agency: AgencyView, language: Language): Answer {
  return { status: 200, headers: { etag: etagOf(agency.revision) }, body: viewAgency(agency, language) };
}

function problemOf(refused: Extract<CapacitySet, { ok: false }>, ifRevision: number | null, language: Language): Error {
  switch (refused.reason) {
    case 'somebody-else-changed-it':
      refuseStale(ifRevision, refused.current.revision, viewAgency(refused.current, language));
      return notFound();
    case 'service-is-not-of-this-agency':
      return fieldFault('/service', 'isUnknown');
    case 'full-until-is-over':
      return fieldFault('/fullUntil', 'isFuture');
    case 'only-full-has-an-end':
      return fieldFault('/fullUntil', 'onlyWithFull');
    case 'one-end-is-enough':
      return fieldFault('/preset', 'onlyOneEnd');
    case 'no-shift-ends':
      return fieldFault('/preset', 'noShiftEnds');
    // Another agency is answered like one that is not there.
    case 'agency-is-not-yours':
    case 'agency-is-not-in-the-directory':
      return notFound();
  }
}
