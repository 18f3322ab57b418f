import { Controller, HttpCode, Logger, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { beforeTenant, endByIssuer, personOfIssuer } from '../../../libs/access/index.js';
import { Clock, UnitOfWork } from '../../../libs/platform/index.js';
import { Public } from '../shell/access.js';
import { formOf } from '../shell/form-body.js';
import { NotRepeatable } from '../shell/not-repeatable.js';
import { ProblemError } from '../shell/problem-error.js';
import { IssuerAway } from './discover-issuer.js';
import { Issuer } from './issuer.js';
import type { LogoutClaims } from './logout-claims.js';

/** Longer than any logout token is taken for recent. */
const remembered = 3_600_000;

@ApiTags('sign-in')
@Public()
@Controller('sign-in')
export class BackChannelController {
  private readonly log = new Logger('sign-in');

  constructor(
    private readonly issuer: Issuer,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  @Post('back-channel-logout')
  @HttpCode(200)
  @NotRepeatable('The token itself comes once: its jti is remembered, and a second one is refused.')
  @ApiOperation({ operationId: 'endByIssuer', summary: 'The provider ends somebody’s sessions here' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: { type: 'object', required: ['logout_token'], properties: { logout_token: { type: 'string' } } } })
  @ApiOkResponse({ description: 'Their sessions have ended' })
  async end(@Req() request: FastifyRequest): Promise<void> {
    const tenants = this.issuer.settings.tenants.map(({ id }) => id);
    const claims = await this.read(formOf(request).get('logout_token')?.[0]);
    const until = new Date(this.clock.now().getTime() + remembered);
    const person = claims.subject === null ? null : personOfIssuer(claims.issuer, claims.subject);
    const logout = { id: claims.id, person, issuerSession: claims.issuerSession, at: claims.at };
    const isFirst = await this.work.run(beforeTenant, (tx) => endByIssuer(tx, logout, { tenants, until }));
    if (!isFirst) throw this.refuse('jti-was-used');
  }

  private async read(token: string | undefined): Promise<LogoutClaims> {
    if (token === undefined) throw this.refuse('no-token');
    try {
      return await this.issuer.readLogoutToken(token);
    } catch (error) {
      if (error instanceof IssuerAway) {
        throw new ProblemError(503, 'try-again-soon', {}, { headers: { 'retry-after': '5' } });
      }
      throw this.refuse(error instanceof Error && 'code' in error ? String(error.code) : 'claims');
    }
  }

  /** Only the operator hears what was wrong with it. */
  private refuse(code: string): ProblemError {
    this.log.warn(`logout token refused: ${code}`);
    return new ProblemError(400, 'logout-token-is-not-valid');
  }
}
