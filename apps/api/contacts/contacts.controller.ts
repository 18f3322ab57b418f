import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { listCasesOfContact, readableCases } from '../../../libs/cases/index.js';
import {
  findContact,
  OpenContact,
  SetInquirer,
  SetInterpreter,
  SetLanguage,
  WrapUpContact,
  type ContactChanged,
  type ContactView,
} from '../../../libs/contacts/index.js';
import { UnitOfWork, type Tx, type Who } from '../../../libs/platform/index.js';
import { findLine } from '../../../libs/programs/index.js';
import {
  AllowRoles,
  CurrentWho,
  etagOf,
  fieldFault,
  Id,
  notFound,
  Once,
  ProblemError,
  runOnce,
  sendAnswer,
  type Answer,
  type IdempotencyInput,
} from '../shell/index.js';
import {
  ContactDto,
  InterpreterRequest,
  OpenContactRequest,
  SpokenLanguageRequest,
  viewContact,
  WhoCallsRequest,
  WrapUpRequest,
} from './contact.dto.js';

@ApiTags('contacts')
@AllowRoles('navigator', 'supervisor')
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'openContact', summary: 'Somebody reaches us. The bilingual greeting is recorded' })
  @ApiCreatedResponse({ type: ContactDto })
  async open(
    @CurrentWho() who: Who,
    @Body() body: OpenContactRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const line = await this.work.run(who, (tx) => findLine(tx, body.line));
    if (!line) throw fieldFault('/line', 'isUnknown');
    mayBeRelated(body);
    const wish = { ...body, line: line.id, region: line.region, greetedIn: Object.keys(line.greeting) };
    const command = new OpenContact<Answer>(who, wish, (tx, work) =>
      runOnce(tx, once, async () => {
        const contact = await work();
        await audit(tx, 'open-contact', { contact: contact.id });
        return answer(201, contact, [], { location: `/api/v1/contacts/${contact.id}` });
      }),
    );
    sendAnswer(reply, await this.commands.execute<OpenContact<Answer>, Answer>(command));
  }

  @Get(':id')
  @AllowRoles('navigator', 'supervisor', 'reviewer')
  @ApiOperation({ operationId: 'readContact', summary: 'One contact with its cases' })
  @ApiOkResponse({ type: ContactDto })
  async read(@CurrentWho() who: Who, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.work.run(who, async (tx) => {
      const contact = await findContact(tx, id);
      const cases = await readableCases(tx, await listCasesOfContact(tx, id));
      // A call about nothing that they review is not there for a reviewer.
      if (!contact || (who.role === 'reviewer' && cases.length === 0)) throw notFound();
      await audit(tx, 'read-contact', { contact: id });
      return answer(200, contact, cases);
    });
    sendAnswer(reply, found);
  }

  @Post(':id/wrap-up')
  @HttpCode(200)
  @ApiOperation({ operationId: 'wrapUpContact', summary: 'Write the note and close the contact. Its cases go on' })
  @ApiOkResponse({ type: ContactDto })
  async wrapUp(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { note }: WrapUpRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new WrapUpContact<Answer>(who, id, note, changing('wrap-up-contact', id, once));
    sendAnswer(reply, await this.commands.execute<WrapUpContact<Answer>, Answer>(command));
  }

  @Post(':id/language')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'setContactLanguage',
    summary: 'Go on in another language, with or without interpreter',
  })
  @ApiOkResponse({ type: ContactDto })
  async setLanguage(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { language, interpreter }: SpokenLanguageRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const spoken = { language, interpreter: interpreter ?? null };
    const command = new SetLanguage<Answer>(who, id, spoken, changing('set-contact-language', id, once));
    sendAnswer(reply, await this.commands.execute<SetLanguage<Answer>, Answer>(command));
  }

  @Post(':id/inquirer')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setInquirer', summary: 'Somebody else is on the line than was said at first' })
  @ApiOkResponse({ type: ContactDto })
  async setInquirer(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() body: WhoCallsRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    mayBeRelated(body);
    const calls = { inquirer: body.inquirer, relation: body.relation ?? null };
    const command = new SetInquirer<Answer>(who, id, calls, changing('set-inquirer', id, once));
    sendAnswer(reply, await this.commands.execute<SetInquirer<Answer>, Answer>(command));
  }

  @Post(':id/interpreter')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setInterpreter', summary: 'An interpreter joins or leaves; from when to when is kept' })
  @ApiOkResponse({ type: ContactDto })
  async setInterpreter(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { language }: InterpreterRequest,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const command = new SetInterpreter<Answer>(who, id, language, changing('set-interpreter', id, once));
    sendAnswer(reply, await this.commands.execute<SetInterpreter<Answer>, Answer>(command));
  }
}

function mayBeRelated({ inquirer, relation }: Pick<OpenContactRequest, 'inquirer' | 'relation'>): void {
  if (relation && inquirer !== 'third-party') throw fieldFault('/relation', 'onlyThirdParty');
}

/** Turns what became of a change into the answer, once per key, inside the change's transaction. */
function changing(action: string, id: string, once: IdempotencyInput | null) {
  return (tx: Tx, work: () => Promise<ContactChanged>): Promise<Answer> =>
    runOnce(tx, once, async () => {
      const changed = await work();
      if (!changed.ok)
        throw changed.reason === 'contact-is-unknown' ? notFound() : new ProblemError(409, changed.reason);
      await audit(tx, action, { contact: id });
      return answer(200, changed.contact, await listCasesOfContact(tx, id));
    });
}

function answer(
  status: number,
  contact: ContactView,
  cases: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { ...headers, etag: etagOf(contact.revision) }, body: viewContact(contact, cases) };
}
