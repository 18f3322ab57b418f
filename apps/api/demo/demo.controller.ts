import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { agenciesInDemo, audit, roles, signInDemo } from '../../../libs/access/index.js';
import { nameAgencies } from '../../../libs/agencies/index.js';
import { type Tx, UnitOfWork } from '../../../libs/platform/index.js';
import { Public } from '../shell/access.js';
import { NotRepeatable } from '../shell/not-repeatable.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { ProblemError } from '../shell/problem-error.js';
import { DemoSignedIn, DemoSignIn, DemoView } from './demo.dto.js';

/** Only in demo mode: in live mode these addresses do not exist. */
@ApiTags('sign-in')
@Public()
@Controller('demo')
export class DemoController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readDemo', summary: 'Who may sign in to the demo' })
  @ApiOkResponse({ type: DemoView })
  async read(): Promise<DemoView> {
    const tenants = await Promise.all(
      this.options.tenants.map(async ({ id, name }) => {
        const who = { tenant: id, person: null, role: 'nobody', agency: null };
        return { id, name, agencies: await this.work.run(who, agenciesOf) };
      }),
    );
    return { demo: true, tenants, roles: [...roles] };
  }

  @Post('sign-in')
  @HttpCode(200)
  @NotRepeatable(
    'A token is kept as a hash alone, so it cannot be told again. Signing in again begins another session.',
  )
  @ApiOperation({ operationId: 'signInDemo', summary: 'Sign in as a made-up person, without a password' })
  @ApiOkResponse({ type: DemoSignedIn })
  async signIn(@Body() body: DemoSignIn): Promise<DemoSignedIn> {
    const nobody = new ProblemError(404, 'nobody-in-this-role', { tenant: body.tenant });
    if (!this.options.tenants.some((tenant) => tenant.id === body.tenant)) throw nobody;
    const who = { tenant: body.tenant, person: null, role: body.role, agency: null };
    const signedIn = await this.work.run(who, async (tx) => {
      const found = await signInDemo(tx, body);
      if (found) await audit(tx, 'sign-in', { person: found.person.id, demo: true });
      return found;
    });
    if (!signedIn) throw nobody;
    const { token, person, tenant, agency } = signedIn;
    return { token, person, tenant, agency };
  }
}

async function agenciesOf(tx: Tx): Promise<DemoView['tenants'][number]['agencies']> {
  const ids = await agenciesInDemo(tx);
  const names = await nameAgencies(tx, ids);
  return ids.map((id) => ({ id, name: names[id] ?? { en: id, fr: id } }));
}
