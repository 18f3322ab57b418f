import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationDesk } from '../../apply/application-desk.js';
import { type Door } from '../../apply/door.js';
import { ApplyHurdle } from '../../apply/hurdle.js';
import { NotRepeatable, Public } from '../../shell/index.js';
import { formOf } from '../../shell/form-body.js';
import { appOptions, type AppOptions } from '../../shell/options.js';
import { sendOn } from '../page.js';
import { speak } from '../speak.js';
import { isFromElsewhere } from '../visit.js';
import { tellNoDoor } from './apply-problem.js';
import { keepToken, tokenIn } from './apply-cookie.js';
import { entryContent, keepContent, resumeContent, sayingApply } from './entry-content.js';
import { type ApplyVisit, applyVisit, pathOf, sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

/** The door at which people apply by themselves, and the way back in: pages without script, in which nothing of them stands. */
@ApiTags('pages')
@Public()
@Controller('apply')
@ApiParam({ name: 'door', type: 'string', description: 'A line, or a program with a way in over the web' })
@ApiParam({ name: 'tenant', type: 'string' })
@ApiQuery({ name: 'lang', enum: ['en', 'fr'], required: false })
@ApiProduces('text/html')
export class ApplyController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly hurdle: ApplyHurdle,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get(':tenant/:door')
  @ApiOperation({ operationId: 'openApplyDoor', summary: 'The first page for whoever applies by themself' })
  async open(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = applyVisit(request, reply);
    const door = await this.desk.door(tenant, name);
    if (!door) return tellNoDoor(visit);
    const goesOn = (await this.here(visit, door)) !== null;
    tellApply(visit, door, entryContent(sheetOf(visit, door), { word: this.hurdle.word(), goesOn, waits: false }));
  }

  @Post(':tenant/:door')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('A device that is with an application already is led back to it.')
  @ApiOperation({ operationId: 'beginApplication', summary: 'Begins an application, and tells number and code' })
  async begin(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = applyVisit(request, reply);
    const door = await this.desk.door(tenant, name);
    if (!door) return tellNoDoor(visit);
    if (isFromElsewhere(request)) return tellElsewhere(visit, door);
    const sheet = sheetOf(visit, door);
    // The page that told number and code was loaded again: nobody wants a second application by that.
    if (!formOf(request).has('another') && (await this.here(visit, door))) return sendOn(reply, sheet.to('form'));
    const [word, trap] = ['word', 'website'].map((field) => formOf(request).get(field)?.[0] ?? '');
    const passed = this.hurdle.begin(request, word!, trap!);
    if (passed === 'too-many') return tellTooMany(visit, door);
    if (passed === 'wait') {
      const again = this.hurdle.isFresh(word!) ? word! : this.hurdle.word();
      return tellApply(visit, door, {
        ...entryContent(sheet, { word: again, goesOn: false, waits: true }),
        status: 409,
      });
    }
    const begun = await this.desk.begin(door, visit.language);
    this.keep(visit, door, begun.token);
    tellApply(visit, door, keepContent(sheet, begun, this.addressOf(door)));
  }

  @Get(':tenant/:door/resume')
  @ApiOperation({ operationId: 'openResume', summary: 'Where somebody types number and code to go on' })
  async openResume(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = applyVisit(request, reply);
    const door = await this.desk.door(tenant, name);
    if (!door) return tellNoDoor(visit);
    tellApply(visit, door, resumeContent(sheetOf(visit, door), false));
  }

  @Post(':tenant/:door/resume')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('Whoever sends it again is with the same application.')
  @ApiOperation({ operationId: 'resumeApplication', summary: 'Goes on with an application on this device' })
  async resume(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = applyVisit(request, reply);
    const door = await this.desk.door(tenant, name);
    if (!door) return tellNoDoor(visit);
    if (isFromElsewhere(request)) return tellElsewhere(visit, door);
    if (this.hurdle.isTooMany(request)) return tellTooMany(visit, door);
    const form = formOf(request);
    const [handle, code] = ['number', 'code'].map((field) => (form.get(field)?.[0] ?? '').slice(0, 60));
    const token = await this.desk.resume(door, { handle: handle!, code: code! });
    if (token !== null) {
      this.keep(visit, door, token);
      return sendOn(reply, sheetOf(visit, door).to('form'));
    }
    const text = speak(visit.language)(applyWords.doNotFit, { number: door.line.number });
    // The code is not written back into the page.
    const typed = new Map([['number', [handle!]]]);
    const sheet = sheetOf(visit, door, { faults: [{ field: 'number', text }], typed });
    tellApply(visit, door, { ...resumeContent(sheet, false), status: 422 });
  }

  private async here({ request }: ApplyVisit, door: Door): Promise<string | null> {
    const token = tokenIn(request);
    return token === null ? null : this.desk.caseOf(door, token);
  }

  private keep({ reply }: ApplyVisit, { tenant, line }: Door, token: string): void {
    keepToken(reply, tenant.id, line.id, token, isSecure(this.options));
  }

  private addressOf(door: Door): string {
    return addressOf(this.options, door);
  }
}

export const isSecure = ({ publicUrl }: AppOptions): boolean => publicUrl?.startsWith('https:') ?? false;

/** To be written down: nothing in it is anybody's. */
export const addressOf = ({ publicUrl }: AppOptions, { tenant, line }: Door): string =>
  `${(publicUrl ?? 'http://localhost:3000').replace(/^https?:\/\//, '')}${pathOf(tenant.id, line.id)}/resume`;

export function tellElsewhere(visit: ApplyVisit, door: Door): void {
  const title = speak(visit.language)(applyWords.elsewhereTitle);
  tellApply(visit, door, { ...sayingApply(sheetOf(visit, door), title, applyWords.elsewhere), status: 403 });
}

function tellTooMany(visit: ApplyVisit, door: Door): void {
  void visit.reply.header('retry-after', '600');
  const title = speak(visit.language)(applyWords.tooManyTitle);
  tellApply(visit, door, { ...sayingApply(sheetOf(visit, door), title, applyWords.tooMany), status: 429 });
}
