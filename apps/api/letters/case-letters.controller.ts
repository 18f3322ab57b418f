import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { audit, findTenant } from '../../../libs/access/index.js';
import { loadTheirs } from '../../../libs/cases/index.js';
import { listDocuments } from '../../../libs/documents/index.js';
import { grantsOfCase } from '../../../libs/grants/index.js';
import { fillLetter, lettersOfCase, letterToHtml, unprintable } from '../../../libs/letters/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentWho, fieldFault, Id, notFound, NotRepeatable } from '../shell/index.js';
import { LetterPreview, LettersOfCase, PreviewLetterRequest } from './letters.dto.js';
import { showLetters } from './show-letters.js';
import { refusedPapers } from '../documents/refused-papers.js';
import { languageOfLetter, valuesOf } from './values-of.js';

@ApiTags('letters')
@AllowRoles('navigator', 'supervisor', 'reviewer')
@Controller('cases')
export class CaseLettersController {
  constructor(private readonly work: UnitOfWork) {}

  @Get(':id/letters')
  @ApiOperation({ operationId: 'lettersOfCase', summary: 'What was sent in this case, and what its program can send' })
  @ApiOkResponse({ type: LettersOfCase })
  list(@CurrentWho() who: Who, @Id() id: string): Promise<LettersOfCase> {
    return this.work.run(who, async (tx) => {
      const { program } = (await found(tx, id)).run;
      const letters = await lettersOfCase(tx, id);
      await audit(tx, 'list-letters', { case: id });
      const previews = Object.values(program.letters ?? {}).map(({ id: letter, title, body }) => ({
        ...{ letter, title },
        languages: Object.keys(body),
      }));
      return { items: await showLetters(tx, letters), previews };
    });
  }

  @Post(':id/letters/preview')
  @HttpCode(200)
  @NotRepeatable('It changes nothing, so it may be sent as often as you like.')
  @ApiOperation({
    operationId: 'previewLetter',
    summary: 'A letter as it would be written now. Nothing is sent or kept',
  })
  @ApiOkResponse({ type: LetterPreview })
  preview(@CurrentWho() who: Who, @Id() id: string, @Body() body: PreviewLetterRequest): Promise<LetterPreview> {
    return this.work.run(who, async (tx) => {
      const { run, loaded } = await found(tx, id);
      const { record, answers } = loaded;
      const tenant = await findTenant(tx);
      const letters = run.program.letters ?? {};
      const letter = Object.hasOwn(letters, body.letter) ? letters[body.letter] : undefined;
      if (!letter || !tenant) throw fieldFault('/letter', 'isIn', [Object.keys(letters)]);
      const language = body.language ?? languageOfLetter(letter, record.language);
      if (!Object.hasOwn(letter.body, language)) throw fieldFault('/language', 'isIn', [Object.keys(letter.body)]);
      const grants = record.state.grants ? await grantsOfCase(tx, record.id) : [];
      const refused = refusedPapers(await listDocuments(tx, record.id), answers);
      const values = valuesOf(letter, language, { run, record, answers, tenant, grants, now: tx.now });
      const filled = fillLetter(letter, language, { ...values, refused }, tx.now.toISOString());
      if (!filled) throw notFound();
      await audit(tx, 'preview-letter', { case: id, letter: letter.id });
      const { document, missing } = filled;
      const { title } = document;
      return { title, language, html: letterToHtml(document), missing, unprintable: unprintable(document) };
    });
  }
}

async function found(tx: Tx, id: string): Promise<NonNullable<Awaited<ReturnType<typeof loadTheirs>>>> {
  const theirs = await loadTheirs(tx, id);
  if (!theirs) throw notFound();
  return theirs;
}
