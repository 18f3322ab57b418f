import { Body, Controller, Get, HttpCode, Logger, Post, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationError } from '../../../config/app.config.js';
import { findTenant, nameRegion } from '../../../libs/access/index.js';
import { nameAgencies } from '../../../libs/agencies/index.js';
import { UnitOfWork } from '../../../libs/platform/index.js';
import { Public } from '../shell/access.js';
import { NotRepeatable } from '../shell/not-repeatable.js';
import { ProblemError } from '../shell/problem-error.js';
import { begunCookie, choiceCookie, readCookie, setCookie } from './cookies.js';
import { IssuerAway } from './discover-issuer.js';
import { Issuer, NotSignedIn } from './issuer.js';
import { begunSeconds, choiceSeconds, newSecret, type SeatOfTenant, SignInSteps } from './sign-in-steps.js';
import { ChoicesView, ChooseSeat, SignedInView, SignInQuery, SignInView } from './sign-in.dto.js';

/** Why somebody is back on the sign-in page; its words are the console's. Never more than this in an address. */
type Why = 'over' | 'refused' | 'away' | 'no-access';

/** OpenID Connect, authorization code with PKCE (docs/adr/0022). In the demo these addresses answer 404. */
@ApiTags('sign-in')
@Public()
@Controller('sign-in')
export class SignInController {
  private readonly log = new Logger('sign-in');

  constructor(
    private readonly steps: SignInSteps,
    private readonly issuer: Issuer,
    private readonly work: UnitOfWork,
  ) {}

  @Get('provider')
  @ApiOperation({ operationId: 'readSignIn', summary: 'Whom people sign in with' })
  @ApiOkResponse({ type: SignInView })
  read(): SignInView {
    const { provider, tenants } = this.issuer.settings;
    return { title: provider.title, ask: tenants.flatMap(({ rules }) => rules.ask ?? []) };
  }

  @Get()
  @ApiOperation({ operationId: 'beginSignIn', summary: 'Goes to the provider' })
  @ApiFoundResponse({ description: 'To the provider, or to the sign-in page with the reason why not' })
  async begin(@Query() query: SignInQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // One secret for all windows: they may all be signing in at once.
    const secret = readCookie(request, begunCookie) ?? newSecret();
    const anew = query.anew === 'yes';
    const begun = this.steps.begin(secret, query.return ?? '/', anew);
    const url = await begun.catch((error: unknown) => this.why(error));
    setCookie(reply, begunCookie, secret, { seconds: begunSeconds, sameSite: 'Lax' });
    void reply.redirect(url, 302);
  }

  @Get('callback')
  @ApiOperation({ operationId: 'finishSignIn', summary: 'Where the provider sends the browser back to' })
  @ApiFoundResponse({ description: 'To the sign-in page, where the choice is made' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void this.issuer.settings;
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const state = new URLSearchParams(query).get('state') ?? '';
    const secret = readCookie(request, begunCookie);
    const begun = secret === null ? null : await this.steps.takeBegun(secret, state);
    if (secret === null || !begun) return void reply.redirect(page('over'), 302);
    const choice = await this.steps
      .finish(query, secret, state, begun.returnTo)
      .catch((error: unknown) => this.why(error));
    if (typeof choice === 'string') return void reply.redirect(choice, 302);
    if (choice.seats.length === 0) return void reply.redirect(page('no-access'), 302);
    const kept = await this.steps.offer(choice);
    if (kept === null) return void reply.redirect(page('over'), 302);
    setCookie(reply, choiceCookie, kept, { seconds: choiceSeconds, sameSite: 'Strict' });
    void reply.redirect('/sign-in?step=choose', 302);
  }

  @Get('choices')
  @ApiOperation({ operationId: 'readChoices', summary: 'What the person may be who came back from the provider' })
  @ApiOkResponse({ type: ChoicesView })
  async choices(@Req() request: FastifyRequest): Promise<ChoicesView> {
    void this.issuer.settings;
    const secret = readCookie(request, choiceCookie);
    const choice = secret === null ? null : await this.steps.readChoice(secret);
    if (!choice) throw new ProblemError(410, 'sign-in-is-over');
    return { name: choice.person.name, choices: await Promise.all(choice.seats.map((seat) => this.show(seat))) };
  }

  @Post('session')
  @HttpCode(200)
  @NotRepeatable(
    'A token is kept as a hash alone, so it cannot be told again. Signing in again begins another session.',
  )
  @ApiOperation({ operationId: 'chooseSeat', summary: 'Begins the session; once for each sign-in' })
  @ApiOkResponse({ type: SignedInView })
  async choose(
    @Body() { choice }: ChooseSeat,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    void this.issuer.settings;
    const secret = readCookie(request, choiceCookie);
    const taken = secret === null ? null : await this.steps.take(secret, choice);
    if (!taken) throw new ProblemError(410, 'sign-in-is-over');
    setCookie(reply, choiceCookie, '', { seconds: 0, sameSite: 'Strict' });
    const { person, seat, opened, returnTo } = taken;
    return {
      token: opened.token,
      person: { ...person, role: seat.role },
      ...{ tenant: seat.tenant, agency: seat.agency, region: seat.region },
      returnTo,
      signOutAt: await this.issuer.endSessionUrl(),
    };
  }

  private async show({ tenant, role, region, agency }: SeatOfTenant): Promise<ChoicesView['choices'][number]> {
    const { id = tenant, name = { en: tenant, fr: tenant } } =
      this.issuer.settings.tenants.find((each) => each.id === tenant) ?? {};
    const who = { tenant, person: null, role: 'signing-in', agency: null };
    const [names, there] = await this.work.run(who, async (tx) => [
      agency === null ? {} : await nameAgencies(tx, [agency]),
      region === null ? null : await findTenant(tx),
    ]);
    const agencyName = agency === null ? null : (names[agency] ?? { en: agency, fr: agency });
    return { tenant: { id, name }, role, region, regionName: nameRegion(there, region), agency, agencyName };
  }

  /** Told to the person in few words, and to the operator by its code: neither holds anything of the person. */
  private why(error: unknown): string {
    if (error instanceof IssuerAway || error instanceof ConfigurationError || error instanceof NotSignedIn) {
      this.log.warn(`sign-in failed: ${[error.name, ...codesOf(error.cause)].join(' ')}`);
      return page(error instanceof NotSignedIn ? 'refused' : 'away');
    }
    throw error;
  }
}

/** `OAUTH_INVALID_RESPONSE`, `invalid_grant`: names of mistakes, no values. */
function codesOf(cause: unknown): readonly string[] {
  if (!(cause instanceof Error)) return [];
  const codes = ['code' in cause ? cause.code : null, 'error' in cause ? cause.error : null];
  return codes.filter((code): code is string => typeof code === 'string' && /^[\w-]{1,60}$/.test(code));
}

const page = (why: Why): string => `/sign-in?why=${why}`;
