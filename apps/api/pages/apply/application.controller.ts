import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationDesk } from '../../apply/application-desk.js';
import { clientOf, type Door } from '../../apply/door.js';
import { TakeDocument } from '../../documents/take-document.js';
import type { Standing } from '../../apply/read-standing.js';
import { FileStream, NotRepeatable, ProblemError, Public } from '../../shell/index.js';
import { type FilePart, readFilePart } from '../../shell/file-part.js';
import { describeProblem } from '../../shell/problem.js';
import { formOf } from '../../shell/form-body.js';
import { appOptions, type AppOptions } from '../../shell/options.js';
import { sendOn } from '../page.js';
import type { Fault } from '../parts.js';
import { isFromElsewhere } from '../visit.js';
import { addressOf, isSecure, tellElsewhere } from './apply.controller.js';
import { tellNoDoor } from './apply-problem.js';
import { keepToken, tokenIn } from './apply-cookie.js';
import { keepContent, laterContent, leftContent, resumeContent } from './entry-content.js';
import { fileInput, formContent, papersHere, type Place } from './form-content.js';
import { type PressRead, readAnswered, readDone, refusedFault } from './read-apply-press.js';
import { changedRows } from './rows.js';
import { type ApplySheet, type ApplyVisit, applyVisit, sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

/** Somebody with their application, on a device that is with it. */
interface Here {
  readonly visit: ApplyVisit;
  readonly door: Door;
  readonly token: string;
  readonly caseId: string;
  readonly standing: Standing;
}

/** One application, page by page. Each press saves; GET changes nothing. */
@ApiTags('pages')
@Public()
@Controller('apply')
@ApiParam({ name: 'door', type: 'string', description: 'A line, or a program with a way in over the web' })
@ApiParam({ name: 'tenant', type: 'string' })
@ApiQuery({ name: 'lang', enum: ['en', 'fr'], required: false })
@ApiProduces('text/html')
export class ApplicationController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly files: TakeDocument,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get(':tenant/:door/form')
  @ApiOperation({ operationId: 'openApplication', summary: 'Where the application of this device stands' })
  async open(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const here = await this.here(applyVisit(request, reply), tenant, name);
    if (here) this.show(here, sheetOf(here.visit, here.door), placeAsked(request));
  }

  @Post(':tenant/:door/form')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('What stands there already is not said twice; what was said of something else is held back.')
  @ApiOperation({ operationId: 'pressInApplication', summary: 'Saves answers, or does what applicants may do' })
  async press(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const here = await this.here(applyVisit(request, reply), tenant, name);
    if (!here) return;
    if (isFromElsewhere(request)) return tellElsewhere(here.visit, here.door);
    const form = formOf(request);
    const row = form.get('row')?.[0];
    if (row !== undefined) return this.changeRows(here, row);
    switch (form.get('do')?.[0]) {
      case 'leave':
        return this.leave(here);
      case 'new-code':
        return this.newCode(here);
      case 'event':
        return this.take(here, (sheet) => readDone(form, here.standing, sheet.say));
      default:
        return this.take(here, (sheet) => readAnswered(form, here.standing, sheet.say));
    }
  }

  @Post(':tenant/:door/file')
  @ApiConsumes('multipart/form-data')
  @ApiQuery({ name: 'question', required: false, description: 'What it answers' })
  @NotRepeatable('A file that is sent twice is kept twice, and can be taken away.')
  @ApiOperation({
    operationId: 'sendApplicationFile',
    summary: 'A paper that was asked for, from a page without script',
  })
  async file(
    @Param('tenant') tenant: string,
    @Param('door') name: string,
    @FileStream() stream: Readable | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const here = await this.here(applyVisit(request, reply), tenant, name);
    if (!here) return;
    if (isFromElsewhere(request)) return tellElsewhere(here.visit, here.door);
    const sheet = sheetOf(here.visit, here.door);
    const asked = new URLSearchParams(request.url.split('?')[1] ?? '').get('question');
    const question = papersHere(here.standing).find(({ id }) => id === asked);
    if (!question) return this.tellChanged(here, sheet);
    const part = stream && (await readFilePart(request.headers['content-type'], stream));
    const fault = part?.name ? await this.takeFile(here, question.id, part) : null;
    if (part?.name && !fault) return sendOn(reply, sheet.to('form'));
    const what = sheet.say(question.short ?? question.ask);
    const text = fault
      ? describeProblem(fault, sheet.language, '/apply').detail
      : sheet.say(applyWords.noFile, { what });
    this.again(here, sheet, [{ field: fileInput(question.id), text }], fault?.status ?? 422);
  }

  /** Null: it was taken. */
  private async takeFile(here: Here, question: string, { name, content }: FilePart): Promise<ProblemError | null> {
    const who = clientOf(here.door.tenant.id, here.caseId);
    try {
      await this.files.take(who, { caseId: here.caseId, question, name }, null, Readable.from(content));
      return null;
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
  }

  /** Null: this device is with no application at this door, and that was told. */
  private async here(visit: ApplyVisit, tenant: string, name: string): Promise<Here | null> {
    const door = await this.desk.door(tenant, name);
    if (!door) {
      tellNoDoor(visit);
      return null;
    }
    const token = tokenIn(visit.request);
    const caseId = token === null ? null : await this.desk.caseOf(door, token);
    const standing = caseId === null ? null : await this.desk.read(door, caseId);
    if (token !== null && caseId !== null && standing) return { visit, door, token, caseId, standing };
    tellApply(visit, door, { ...resumeContent(sheetOf(visit, door), true), status: 401 });
    return null;
  }

  private show({ visit, door, standing }: Here, sheet: ApplySheet, place: Place, status = 200): void {
    tellApply(visit, door, { ...formContent(sheet, standing, place), status });
  }

  private async take(here: Here, read: (sheet: ApplySheet) => PressRead): Promise<void> {
    const { visit, door, caseId } = here;
    const typed = formOf(visit.request);
    const sheet = sheetOf(visit, door, { typed });
    const press = read(sheet);
    if (press.kind === 'nothing') return this.goOn(here, sheet);
    if (press.kind === 'faults') return this.again(here, sheet, press.faults, 422);
    if (press.kind === 'changed') return this.tellChanged(here, sheet);
    const pressed = await this.desk.press(door, caseId, press.happening, press.revision);
    if (pressed.kind === 'done') return this.goOn(here, sheet);
    if (pressed.kind === 'changed') return this.tellChanged(here, sheet);
    this.again(here, sheet, [refusedFault(pressed.refused, here.standing, sheet.say)], 422);
  }

  /** The same page, with what was typed and what to look at. */
  private again(here: Here, sheet: ApplySheet, faults: readonly Fault[], status: number): void {
    this.show(here, { ...sheet, faults }, placeSaid(here.visit), status);
  }

  private async tellChanged(here: Here, sheet: ApplySheet): Promise<void> {
    const standing = (await this.desk.read(here.door, here.caseId)) ?? here.standing;
    const faults = [{ field: null, text: sheet.say(applyWords.changed) }];
    this.show({ ...here, standing }, { ...sheet, faults }, placeSaid(here.visit), 409);
  }

  private async goOn({ visit, door, caseId }: Here, sheet: ApplySheet): Promise<void> {
    if (sheet.typed.get('do')?.[0] !== 'later') return sendOn(visit.reply, sheet.to('form'));
    const handle = await this.desk.handle(door, caseId);
    tellApply(visit, door, laterContent(sheet, handle, addressOf(this.options, door)));
  }

  /** Nothing is saved by it: a line that is half filled in answers nothing yet. */
  private changeRows(here: Here, press: string): void {
    const typed = changedRows(formOf(here.visit.request), press) ?? formOf(here.visit.request);
    this.show(here, sheetOf(here.visit, here.door, { typed }), placeSaid(here.visit));
  }

  private async newCode({ visit, door, caseId }: Here): Promise<void> {
    const keys = await this.desk.renew(door, caseId);
    tellApply(visit, door, keepContent(sheetOf(visit, door), keys, addressOf(this.options, door)));
  }

  private async leave({ visit, door, token }: Here): Promise<void> {
    await this.desk.leave(door, token);
    keepToken(visit.reply, door.tenant.id, door.line.id, null, isSecure(this.options));
    tellApply(visit, door, leftContent(sheetOf(visit, door)));
  }
}

const known = (word: string | null | undefined): string | null => (word && /^[\w.-]{1,100}$/.test(word) ? word : null);

/** As the address says. */
function placeAsked({ url }: FastifyRequest): Place {
  const asked = new URLSearchParams(url.split('?')[1] ?? '');
  return { change: known(asked.get('change')), event: known(asked.get('event')) };
}

/** As the form says that was pressed. */
function placeSaid({ request }: ApplyVisit): Place {
  const form = formOf(request);
  const event = form.get('do')?.[0] === 'event' ? known(form.get('event')?.[0]) : null;
  const ofPage = event === 'give-consent' || event === 'withhold-consent' ? null : event;
  return { change: known(form.get('change')?.[0]), event: ofPage };
}
