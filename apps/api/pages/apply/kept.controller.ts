import { Get, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationDesk } from '../../apply/application-desk.js';
import { KeptThings } from '../../apply/kept-things.js';
import { letterToPdf } from '../../../../libs/letters/index.js';
import { NotRepeatable } from '../../shell/index.js';
import { formOf } from '../../shell/form-body.js';
import { headers, sendOn } from '../page.js';
import { button, goTo } from '../parts.js';
import { html } from '../html.js';
import { cameWith, type Here, PagesAtDoor } from './at-door.js';
import { applyForm } from './entry-content.js';
import { letterContent } from './letter-content.js';
import { sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

const number = ApiQuery({ name: 'n', required: true, description: 'Which one of the application, from 1' });
const pdf = { content: { 'application/pdf': { schema: { type: 'string' as const, format: 'binary' } } } };

/** What an application has: letters to read, and files that can be taken away. Their numbers say nothing to anybody else. */
@PagesAtDoor()
export class KeptController {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly kept: KeptThings,
  ) {}

  @Get('letter')
  @number
  @ApiOperation({ operationId: 'readApplicationLetter', summary: 'A letter that was written to whoever applies' })
  async letter(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    const document = here && (await this.kept.letter(here.door, here.caseId, numberIn(request), 'html'));
    if (!here) return;
    if (!document) return sendOn(reply, sheetOf(here.visit, here.door).to('form'));
    const sheet = sheetOf(here.visit, here.door);
    tellApply(here.visit, here.door, letterContent(sheet, String(numberIn(request)), document));
  }

  @Get('letter.pdf')
  @number
  @ApiOkResponse(pdf)
  @ApiOperation({ operationId: 'readApplicationLetterAsPdf', summary: 'The same letter as a tagged PDF' })
  async letterAsPdf(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    const document = here && (await this.kept.letter(here.door, here.caseId, numberIn(request), 'pdf'));
    if (!here) return;
    if (!document) return sendOn(reply, sheetOf(here.visit, here.door).to('form'));
    void reply
      .headers({ ...headers, 'content-disposition': `inline; filename="${document.kind}.pdf"` })
      .type('application/pdf')
      .send(await letterToPdf(document));
  }

  @Get('remove')
  @number
  @ApiOperation({ operationId: 'openFileRemoval', summary: 'Asks once more before a file is taken away' })
  async openRemoval(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    if (!here) return;
    const { visit, door } = here;
    const sheet = sheetOf(visit, door);
    const file = here.standing.files[numberIn(request) - 1];
    if (!file?.mayRemove) return sendOn(reply, sheet.to('form'));
    const { say, to } = sheet;
    const what = say(applyWords.removeWhat, { what: say(file.what), at: say(file.at) });
    tellApply(visit, door, {
      title: what,
      content: html`<h1>${what}</h1>
        <p>${say(applyWords.removeForGood)}</p>
        ${applyForm(sheet, 'remove', { file: file.id }, button(say(applyWords.yesThat, { what }), 'risk'))}
        ${goTo(to('form'), say(applyWords.back))}`,
    });
  }

  @Post('remove')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('What was taken away is gone: asking for it again changes nothing.')
  @ApiOperation({ operationId: 'removeApplicationFile', summary: 'Takes away for good a file that they sent' })
  async remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const here = await cameWith(this.desk, request, reply);
    if (!here) return;
    const id = formOf(request).get('file')?.[0] ?? '';
    const isKnown = here.standing.files.some((file) => file.id === id && file.mayRemove);
    if (isKnown && (await this.kept.removeFile(here.door, here.caseId, id))) {
      return sendOn(reply, sheetOf(here.visit, here.door).to('form'));
    }
    this.tellLate(here);
  }

  private tellLate({ visit, door }: Here): void {
    const { say, to } = sheetOf(visit, door);
    const title = say(applyWords.notRemovedTitle);
    const content = html`<h1>${title}</h1>
      <p>${say(applyWords.notRemoved)}</p>
      ${goTo(to('form'), say(applyWords.toApplication))}`;
    tellApply(visit, door, { title, content, status: 409 });
  }
}

/** 0: none. */
function numberIn({ url }: FastifyRequest): number {
  const asked = new URLSearchParams(url.split('?')[1] ?? '').get('n') ?? '';
  return /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
}
