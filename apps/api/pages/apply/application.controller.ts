import { Readable } from 'node:stream';
import { Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationDesk, type Left } from '../../apply/application-desk.js';
import { clientOf } from '../../apply/door.js';
import type { ApplicationKeys } from '../../../../libs/access/index.js';
import { TakeDocument } from '../../documents/take-document.js';
import { FileStream, NotRepeatable, ProblemError } from '../../shell/index.js';
import { type FilePart, readFilePart } from '../../shell/file-part.js';
import { describeProblem } from '../../shell/problem.js';
import { formOf } from '../../shell/form-body.js';
import { appOptions, type AppOptions } from '../../shell/options.js';
import { sendNothing, sendOn } from '../page.js';
import type { Fault } from '../parts.js';
import { addressOf, cameWith, type Here, keepOnDevice, PagesAtDoor } from './at-door.js';
import { keepContent, laterContent, leftContent } from './entry-content.js';
import { fileInput, formContent, papersHere, questionsShown } from './form-content.js';
import { type PressRead, readAnswered, readDone, refusedFault } from './read-apply-press.js';
import { type Place, placeAsked, placeSaid } from './place.js';
import { changedRows } from './rows.js';
import { type ApplySheet, sheetOf, tellApply } from './sheet.js';
import { formScript } from './form-script.js';
import { leftIn, nothingLeft, typedBefore } from './unfinished.js';
import { applyWords } from './words.js';

/** Presses that end the sitting: all that was said is kept. */
const stops: readonly string[] = ['later', 'rest'];

/** One application, page by page. Each press saves; GET changes nothing. */
@PagesAtDoor()
export class ApplicationController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly files: TakeDocument,
    @Inject(appOptions) private readonly options: AppOptions,
    @Inject(formScript) private readonly script: string | null,
  ) {}

  @Get('form')
  @ApiOperation({ operationId: 'openApplication', summary: 'Where the application of this device stands' })
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    if (!here) return;
    const place = placeAsked(request);
    const typed = typedBefore(here.unfinished, questionsShown(here.standing, place));
    this.show(here, sheetOf(here.visit, here.door, { typed, isUnfinished: typed.size > 0 }), place);
  }

  @Post('form')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('What stands there already is not said twice; what was said of something else is held back.')
  @ApiOperation({ operationId: 'pressInApplication', summary: 'Saves answers, or does what applicants may do' })
  async press(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    if (!here) return;
    const form = formOf(request);
    const row = form.get('row')?.[0];
    if (row !== undefined) return this.changeRows(here, row);
    switch (form.get('do')?.[0]) {
      case 'leave':
        return this.leave(here);
      case 'new-code':
        return this.newCode(here);
      case 'keep':
        return this.keepQuietly(here);
      case 'drop':
        return this.drop(here);
      case 'follow':
        return this.follow(here);
      case 'event':
        // The same press once more leads to what it began.
        if (here.standing.goesOn?.by.includes(form.get('event')?.[0] ?? '')) return this.follow(here);
        return this.take(here, (sheet) => readDone(form, here.standing, sheet.say));
      case 'rest':
        return this.goOn(here, sheetOf(here.visit, here.door, { typed: form }), nothingLeft);
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
    const here = await cameWith(this.desk, request, reply);
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

  private show({ visit, door, standing, handle }: Here, sheet: ApplySheet, place: Place, status = 200): void {
    const content = formContent({ ...sheet, handle }, standing, place);
    tellApply(visit, door, { ...content, status, script: this.script });
  }

  private async take(here: Here, read: (sheet: ApplySheet) => PressRead): Promise<void> {
    const { visit, door } = here;
    const typed = formOf(visit.request);
    const sheet = sheetOf(visit, door, { typed });
    const press = read(sheet);
    if (press.kind === 'changed') return this.tellChanged(here, sheet);
    const left = leftIn(typed, here.standing, press.kind === 'faults') ?? nothingLeft;
    if (press.kind !== 'press') await this.keep(here, left);
    if (press.kind === 'nothing') return this.goOn(here, sheet, left);
    if (press.kind === 'faults') return this.again(here, sheet, press.faults, 422);
    const pressed = await this.desk.press(door, here, { ...press, left });
    if (pressed.kind === 'done') return this.goOn(here, sheet, left);
    if (pressed.kind === 'opened') return this.tellKeys(here, pressed.begun, pressed.begun.token);
    if (pressed.kind === 'changed') return this.tellChanged(here, sheet);
    await this.keep(here, leftIn(typed, here.standing, true));
    this.again(here, sheet, [refusedFault(pressed.refused, here.standing, sheet.say)], 422);
  }

  /** The same page, with what was typed and what to look at. */
  private again(here: Here, sheet: ApplySheet, faults: readonly Fault[], status: number): void {
    this.show(here, { ...sheet, faults }, placeSaid(here.visit), status);
  }

  private async tellChanged(here: Here, sheet: ApplySheet): Promise<void> {
    const { standing } = (await this.desk.read(here.door, here.caseId)) ?? here;
    const faults = [{ field: null, text: sheet.say(applyWords.changed) }];
    this.show({ ...here, standing }, { ...sheet, faults }, placeSaid(here.visit), 409);
  }

  private async goOn(here: Here, sheet: ApplySheet, left: Left): Promise<void> {
    const { visit, door, handle } = here;
    if (!stops.includes(sheet.typed.get('do')?.[0] ?? '')) return sendOn(visit.reply, sheet.to('form'));
    const isHalf = Object.keys(left.keep).length > 0;
    tellApply(visit, door, laterContent(sheet, { handle, address: addressOf(this.options, here), isHalf }));
  }

  /** What is half filled in outlives its page. Nothing is written where nothing changes. */
  private async keep({ door, caseId, unfinished }: Here, left: Left | null): Promise<void> {
    if (!left) return;
    const isIdle = Object.keys(left.keep).length === 0 && !left.forget.some((question) => unfinished[question]);
    if (!isIdle) await this.desk.keep(door, caseId, left);
  }

  /** For a page whose script saves while somebody types. */
  private async keepQuietly(here: Here): Promise<void> {
    const left = leftIn(formOf(here.visit.request), here.standing, true);
    if (!left) return this.tellChanged(here, sheetOf(here.visit, here.door));
    await this.keep(here, left);
    sendNothing(here.visit.reply);
  }

  private async drop(here: Here): Promise<void> {
    const { visit, door, caseId } = here;
    const { change } = placeSaid(visit);
    const asked = formOf(visit.request).get('asked') ?? [];
    const forget = Object.keys(here.unfinished).filter((question) => asked.includes(question));
    await this.desk.keep(door, caseId, { keep: {}, forget });
    sendOn(visit.reply, sheetOf(visit, door).to('form', change === null ? {} : { change }));
  }

  /** A line that is half filled in answers nothing yet. */
  private async changeRows(here: Here, press: string): Promise<void> {
    const typed = changedRows(formOf(here.visit.request), press) ?? formOf(here.visit.request);
    await this.keep(here, leftIn(typed, here.standing, true));
    this.show(here, sheetOf(here.visit, here.door, { typed }), placeSaid(here.visit));
  }

  private async newCode(here: Here): Promise<void> {
    this.tellKeys(here, await this.desk.renew(here.door, here.caseId), null);
  }

  /** On to the application that follows this one. */
  private async follow(here: Here): Promise<void> {
    const led = await this.desk.follow(here.door, here.caseId);
    const sheet = sheetOf(here.visit, here.door);
    if (!led) return this.tellChanged(here, sheet);
    if (led.keys) return this.tellKeys(here, led.keys, led.token);
    keepOnDevice(this.options, here, led.token);
    sendOn(here.visit.reply, sheet.to('form'));
  }

  /** @param token of the application with which the device goes on; null: it stays with the one it has */
  private tellKeys(here: Here, keys: ApplicationKeys, token: string | null): void {
    const { visit, door } = here;
    if (token !== null) keepOnDevice(this.options, here, token);
    tellApply(visit, door, keepContent(sheetOf(visit, door), keys, addressOf(this.options, here)));
  }

  private async leave(here: Here): Promise<void> {
    const { visit, door, token } = here;
    await this.desk.leave(door, token);
    keepOnDevice(this.options, here, null);
    tellApply(visit, door, leftContent(sheetOf(visit, door)));
  }
}
