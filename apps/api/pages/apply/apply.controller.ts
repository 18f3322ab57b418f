import { Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationDesk } from '../../apply/application-desk.js';
import { ApplyHurdle } from '../../apply/hurdle.js';
import { NotRepeatable } from '../../shell/index.js';
import { formOf } from '../../shell/form-body.js';
import { appOptions, type AppOptions } from '../../shell/options.js';
import { sendOn } from '../page.js';
import { speak } from '../speak.js';
import { addressOf, type AtDoor, cameTo, keepOnDevice, PagesAtDoor } from './at-door.js';
import { entryContent, keepContent, resumeContent, sayingApply } from './entry-content.js';
import { sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

/** The door at which people apply by themselves, and the way back in: pages without script, in which nothing of them stands. */
@PagesAtDoor()
export class ApplyController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly hurdle: ApplyHurdle,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'openApplyDoor', summary: 'The first page for whoever applies by themself' })
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const at = await cameTo(this.desk, request, reply);
    if (!at) return;
    const { visit, door } = at;
    const goesOn = at.application !== null;
    tellApply(visit, door, entryContent(sheetOf(visit, door), { word: this.hurdle.word(), goesOn, waits: false }));
  }

  @Post()
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('A device that is with an application already is led back to it.')
  @ApiOperation({ operationId: 'beginApplication', summary: 'Begins an application, and tells number and code' })
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const at = await cameTo(this.desk, request, reply);
    if (!at) return;
    const { visit, door } = at;
    const sheet = sheetOf(visit, door);
    // The page that told number and code was loaded again: nobody wants a second application by that.
    if (!formOf(request).has('another') && at.application) return sendOn(reply, sheet.to('form'));
    const [word, trap] = ['word', 'website'].map((field) => formOf(request).get(field)?.[0] ?? '');
    const passed = await this.hurdle.begin(door.tenant.id, request, word!, trap!);
    if (passed === 'too-many') return tellTooMany(at);
    if (passed === 'wait') {
      const again = this.hurdle.isFresh(word!) ? word! : this.hurdle.word();
      return tellApply(visit, door, {
        ...entryContent(sheet, { word: again, goesOn: false, waits: true }),
        status: 409,
      });
    }
    const begun = await this.desk.begin(door, visit.language);
    keepOnDevice(this.options, at, begun.token);
    tellApply(visit, door, keepContent(sheet, begun, addressOf(this.options, at)));
  }

  @Get('resume')
  @ApiOperation({ operationId: 'openResume', summary: 'Where somebody types number and code to go on' })
  async openResume(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const at = await cameTo(this.desk, request, reply);
    if (!at) return;
    const { visit, door } = at;
    tellApply(visit, door, resumeContent(sheetOf(visit, door), false));
  }

  @Post('resume')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('Whoever sends it again is with the same application.')
  @ApiOperation({ operationId: 'resumeApplication', summary: 'Goes on with an application on this device' })
  async resume(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const at = await cameTo(this.desk, request, reply);
    if (!at) return;
    const { visit, door } = at;
    if (!(await this.hurdle.mayTry(door.tenant.id, request))) return tellTooMany(at);
    const form = formOf(request);
    const [handle, code] = ['number', 'code'].map((field) => (form.get(field)?.[0] ?? '').slice(0, 60));
    const token = await this.desk.resume(door, { handle: handle!, code: code! });
    if (token !== null) {
      await this.hurdle.wasRight(door.tenant.id, request);
      keepOnDevice(this.options, at, token);
      return sendOn(reply, sheetOf(visit, door).to('form'));
    }
    const text = speak(visit.language)(applyWords.doNotFit, { number: door.line.number });
    // The code is not written back into the page.
    const typed = new Map([['number', [handle!]]]);
    const sheet = sheetOf(visit, door, { faults: [{ field: 'number', text }], typed });
    tellApply(visit, door, { ...resumeContent(sheet, false), status: 422 });
  }
}

function tellTooMany({ visit, door }: AtDoor): void {
  void visit.reply.header('retry-after', '600');
  const title = speak(visit.language)(applyWords.tooManyTitle);
  tellApply(visit, door, { ...sayingApply(sheetOf(visit, door), title, applyWords.tooMany), status: 429 });
}
