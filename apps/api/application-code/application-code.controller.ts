import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit, giveApplicationKeys, inGroups } from '../../../libs/access/index.js';
import { type CaseRecord, loadTheirs } from '../../../libs/cases/index.js';
import { findContact } from '../../../libs/contacts/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findDoorway, openDoor } from '../apply/door.js';
import {
  AllowRoles,
  type Answer,
  CurrentWho,
  fieldFault,
  Id,
  type IdempotencyInput,
  notFound,
  Once,
  openAnswer,
  ProblemError,
  runOnce,
  sealedInAnswer,
  sendAnswer,
} from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { ApplicationCodeDto, ApplicationCodeRequest } from './application-code.dto.js';

/** Whoever is heard at this moment. */
const heard: readonly string[] = ['phone', 'chat', 'text'];

/** What was begun with a navigator is finished by the client alone, over the web. */
@ApiTags('cases')
@AllowRoles('navigator', 'supervisor')
@Controller('cases')
export class ApplicationCodeController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Post(':id/application-code')
  @ApiOperation({
    operationId: 'giveApplicationCode',
    summary: 'A number and a code, told once, with which the client goes on over the web; the code before is over',
  })
  @ApiCreatedResponse({ type: ApplicationCodeDto })
  async give(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Body() { checked }: ApplicationCodeRequest,
    @Once() once: IdempotencyInput | null,
    @Req() { host }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) => runOnce(tx, once, () => this.giveIn(tx, id, checked, host)));
    sendAnswer(reply, openAnswer(this.options.keyring, who, answer, 'code'));
  }

  private async giveIn(tx: Tx, id: string, checked: boolean, host: string): Promise<Answer> {
    const theirs = await loadTheirs(tx, id);
    if (!theirs) throw notFound();
    const { record } = theirs.loaded;
    const door = record.state.ended === null ? await openDoor(tx, await findDoorway(tx, record.program)) : null;
    if (!door) throw new ProblemError(409, 'not-over-the-web');
    if (!checked && !(await isWithMe(tx, record))) throw fieldFault('/checked', 'isChecked');
    const { handle, code } = await giveApplicationKeys(tx, id);
    await audit(tx, 'give-application-code', { case: id, checked });
    const at = (this.options.publicUrl ?? host).replace(/^https?:\/\//, '');
    const body = {
      number: inGroups(handle),
      code: sealedInAnswer(this.options.keyring, tx.who, inGroups(code)),
      address: `${at}/apply/${door.tenant.id}/${door.line.id}/resume`,
    };
    return { status: 201, body, about: id };
  }
}

/** Whoever began it is on my line still: they need not say again who they are. */
async function isWithMe(tx: Tx, { contact: id }: CaseRecord): Promise<boolean> {
  const contact = await findContact(tx, id);
  return contact?.status === 'open' && heard.includes(contact.channel) && contact.owner?.id === tx.who.person;
}
