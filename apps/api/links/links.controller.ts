import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { audit, revokeAgencyLinks } from '../../../libs/access/index.js';
import { lockCase } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findReferral, stopLinks } from '../../../libs/referrals/index.js';
import { AllowRoles, CurrentWho, Id, NotRepeatable, notFound, ProblemError } from '../shell/index.js';
import { LinkAddress } from './link-address.js';
import { mintLink } from './mint-link.js';

class LinkDto {
  @ApiProperty({ type: 'string', format: 'uri', description: 'Told once: only its hash is kept' }) url: string;
  @ApiProperty({ type: 'string', enum: ['answer-offer', 'report-outcome'] }) purpose: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) expires: string;
}

class RevokedDto {
  @ApiProperty({ type: 'integer', description: 'How many links were still good' }) revoked: number;
}

/** For an agency whose mail does not work: a link to send by text message, and a way to take links back. */
@ApiTags('referrals')
@AllowRoles('navigator', 'supervisor')
@Controller('referrals')
export class LinksController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly address: LinkAddress,
  ) {}

  @Post(':id/links')
  @NotRepeatable('A link is kept as a hash alone, so it cannot be told again. Asking again makes another one.')
  @ApiOperation({
    operationId: 'makeLink',
    summary: 'A single-use link by which the agency answers or reports without an account',
  })
  @ApiCreatedResponse({ type: LinkDto })
  make(@CurrentWho() who: Who, @Id() id: string): Promise<LinkDto> {
    return this.work.run(who, async (tx) => {
      const referral = await findReferral(tx, id);
      if (!referral) throw notFound();
      const minted = await mintLink(tx, referral);
      if (!minted) throw new ProblemError(409, 'referral-is-not-in-that-status', { status: referral.status });
      const { token, purpose, expiresAt } = minted;
      return { url: this.address.urlOf(token), purpose, expires: expiresAt.toISOString() };
    });
  }

  @Delete(':id/links')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'revokeLinks',
    summary: 'From now on none of the links for this referral works',
  })
  @ApiOkResponse({ type: RevokedDto })
  revoke(@CurrentWho() who: Who, @Id() id: string): Promise<RevokedDto> {
    return this.work.run(who, async (tx) => {
      const referral = await findReferral(tx, id);
      if (!referral) throw notFound();
      // Links are made by mails and presses under this lock: each is found here, or made by leave of this.
      await lockCase(tx, referral.caseId);
      const [revoked, unsent] = [await revokeAgencyLinks(tx, id), await stopLinks(tx, id)];
      await audit(tx, 'revoke-links', { referral: id, revoked, unsent });
      return { revoked };
    });
  }
}
