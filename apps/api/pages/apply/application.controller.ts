import { Readable } from 'node:stream';
import { Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Application, ApplicationDesk } from '../../apply/application-desk.js';
import { clientOf } from '../../apply/door.js';
import { TakeDocument } from '../../documents/take-document.js';
import { FileStream, NotRepeatable, ProblemError } from '../../shell/index.js';
import { type FilePart, readFilePart } from '../../shell/file-part.js';
import { describeProblem } from '../../shell/problem.js';
import { formOf } from '../../shell/form-body.js';
import { appOptions, type AppOptions } from '../../shell/options.js';
import { sendOn } from '../page.js';
import type { Fault } from '../parts.js';
import { addressOf, type AtDoor, cameTo, keepOnDevice, PagesAtDoor } from './at-door.js';
import { keepContent, laterContent, leftContent, resumeContent } from './entry-content.js';
import { fileInput, formContent, papersHere } from './form-content.js';
import { type PressRead, readAnswered, readDone, refusedFault } from './read-apply-press.js';
import { type Place, placeAsked, placeSaid } from './place.js';
import { changedRows } from './rows.js';
import { type ApplySheet, sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

/** Somebody with their application, on a device that is with it. */
type Here = AtDoor & Application;

/** One application, page by page. Each press saves; GET changes nothing. */
@PagesAtDoor()
export class ApplicationController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly files: TakeDocument,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get('form')
  @ApiOperation({ operationId: 'openApplication', summary: 'Where the application of this device stands' })
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await this.here(request, reply);
    if (here) this.show(here, sheetOf(here.visit, here.door), placeAsked(request));
  }

  @Post('form')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('What stands there already is not said twice; what was said of something else is held back.')
  @ApiOperation({ operationId: 'pressInApplication', summary: 'Saves answers, or does what applicants may do' })
  async press(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await this.here(request, reply);
    if (!here) return;
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

  @Post('file')
  @ApiConsumes('multipart/form-data')
  @ApiQuery({ name: 'question', required: false, description: 'What it answers' })
  @NotRepeatable('A file that is sent twice is kept twice, and can be taken away.')
  @ApiOperation({
    operationId: 'sendApplicationFile',
    summary: 'A paper that was asked for, from a page without script',
  })
  async file(
    @FileStream() stream: Readable | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const here = await this.here(request, reply);
    if (!here) return;
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

  /** Null: nobody may press here, or this device is with no application at this door; and that was told. */
  private async here(request: FastifyRequest, reply: FastifyReply): Promise<Here | null> {
    const at = await cameTo(this.desk, request, reply);
    if (!at) return null;
    const { visit, door, application } = at;
    if (application) return { ...at, ...application };
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

  private async leave(here: Here): Promise<void> {
    const { visit, door, token } = here;
    await this.desk.leave(door, token);
    keepOnDevice(this.options, here, null);
    tellApply(visit, door, leftContent(sheetOf(visit, door)));
  }
}
