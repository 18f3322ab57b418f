import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { loadCase, mayReadCase, readableCases, runnable } from '../../../libs/cases/index.js';
import {
  findLetter,
  type Letter,
  letterStyleHash,
  letterToHtml,
  letterToPdf,
  listLetters,
  mailAddress,
  markLetter,
  openLetter,
  type Sealed,
  sendAgain,
} from '../../../libs/letters/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  pageByAge,
  ProblemError,
  runOnce,
  sendAnswer,
} from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { LetterPage, LetterQuery, LetterView, SendAgainRequest } from './letters.dto.js';
import { showLetters } from './show-letters.js';
import { addressNow } from './address-now.js';

const file = (type: string) => ({ content: { [type]: { schema: { type: 'string' as const, format: 'binary' } } } });
/** Nothing runs in it, and it loads nothing. Our own pages may show it. */
const POLICY = `default-src 'none'; style-src '${letterStyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

@ApiTags('letters')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('letters')
export class LettersController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listLetters', summary: 'Letters, newest first; with status=to-print the print list' })
  @ApiOkResponse({ type: LetterPage })
  list(@CurrentWho() who: Who, @Query() query: LetterQuery): Promise<LetterPage> {
    return this.work.run(who, async (tx) => {
      const { status = null } = query;
      const page = await pageByAge(
        query,
        (slice) => listLetters(tx, { status, ...slice }),
        (row) => row,
      );
      const readable = await readableCases(tx, [...new Set(page.items.map(({ caseId }) => caseId))]);
      const items = page.items.filter(({ caseId }) => readable.includes(caseId));
      await audit(tx, 'list-letters', { status, cases: [...new Set(items.map(({ caseId }) => caseId))] });
      return { items: await showLetters(tx, items), next: page.next };
    });
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readLetter', summary: 'A letter and what became of it, without its words' })
  @ApiOkResponse({ type: LetterView })
  read(@CurrentWho() who: Who, @Id() id: string): Promise<LetterView> {
    return this.work.run(who, async (tx) => {
      const letter = await found(tx, id);
      await audit(tx, 'read-letter', { letter: id, case: letter.caseId, as: 'entry' });
      return shown(tx, id);
    });
  }

  @Get(':id/html')
  @ApiOperation({ operationId: 'readLetterAsHtml', summary: 'The letter as it was sent, as one page without a script' })
  @ApiOkResponse(file('text/html'))
  async html(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const { document } = await this.open(who, id, 'html');
    void reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(letterToHtml(document));
  }

  @Get(':id/pdf')
  @ApiOperation({
    operationId: 'readLetterAsPdf',
    summary: 'The letter as it was sent, as a tagged PDF to read or print',
  })
  @ApiOkResponse(file('application/pdf'))
  async pdf(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const { document } = await this.open(who, id, 'pdf');
    void reply
      .header('content-disposition', `inline; filename="${document.kind}.pdf"`)
      .type('application/pdf')
      .send(await letterToPdf(document));
  }

  @Post(':id/printed')
  @HttpCode(200)
  @ApiOperation({ operationId: 'markLetterPrinted', summary: 'It is on paper' })
  @ApiOkResponse({ type: LetterView })
  printed(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.mark(who, id, 'printed', once, reply);
  }

  @Post(':id/posted')
  @HttpCode(200)
  @ApiOperation({ operationId: 'markLetterPosted', summary: 'It is in the post, or was handed over' })
  @ApiOkResponse({ type: LetterView })
  posted(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.mark(who, id, 'posted', once, reply);
  }

  @Post(':id/send-again')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'sendLetterAgain',
    summary: 'The same letter once more, to the address that is known now, by e-mail or on paper',
  })
  @ApiOkResponse({ type: LetterView })
  again(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: SendAgainRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.change(who, id, once, reply, async (tx, letter) => {
      const opened = await openLetter(tx, this.options.keyring, id);
      if (!opened) throw new ProblemError(409, 'letter-is-erased');
      const way = body.way ?? letter.way;
      const loaded = await loadCase(tx, letter.caseId);
      const run = loaded && (await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone));
      const to = loaded && run ? addressNow(run.program, letter.letter, loaded.answers, opened.to) : opened.to;
      const address = way === 'email' ? mailAddress(to.email) : to.print;
      if (address === null) throw new ProblemError(409, 'letter-has-no-address');
      const what = { document: opened.document, to: { ...to, [way]: address }, way };
      if (!(await sendAgain(tx, this.options.keyring, id, what))) {
        throw new ProblemError(409, 'letter-is-not-in-that-status', { status: letter.status });
      }
      await audit(tx, 'send-letter-again', { letter: id, case: letter.caseId, way });
    });
  }

  private mark(
    who: Who,
    id: string,
    status: 'printed' | 'posted',
    once: IdempotencyInput | null,
    reply: FastifyReply,
  ): Promise<void> {
    return this.change(who, id, once, reply, async (tx, letter) => {
      if (!(await markLetter(tx, id, status))) {
        throw new ProblemError(409, 'letter-is-not-in-that-status', { status: letter.status });
      }
      await audit(tx, 'mark-letter', { letter: id, case: letter.caseId, status });
    });
  }

  private async change(
    who: Who,
    id: string,
    once: IdempotencyInput | null,
    reply: FastifyReply,
    work: (tx: Tx, letter: Letter) => Promise<void>,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const letter = await found(tx, id);
        await work(tx, letter);
        return { status: 200, body: await shown(tx, id), about: letter.caseId };
      }),
    );
    sendAnswer(reply, answer);
  }

  private open(who: Who, id: string, as: string): Promise<Sealed> {
    return this.work.run(who, async (tx) => {
      const letter = await found(tx, id);
      const opened = await openLetter(tx, this.options.keyring, id);
      if (!opened) throw new ProblemError(410, 'letter-is-erased');
      await audit(tx, 'read-letter', { letter: id, case: letter.caseId, as });
      return opened;
    });
  }
}

async function found(tx: Tx, id: string): Promise<Letter> {
  const letter = await findLetter(tx, id);
  if (!letter || !(await mayReadCase(tx, letter.caseId))) throw notFound();
  return letter;
}

async function shown(tx: Tx, id: string): Promise<LetterView> {
  const [view] = await showLetters(tx, [await found(tx, id)]);
  return view!;
}
