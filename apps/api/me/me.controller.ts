import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  audit,
  findTenant,
  nameRegion,
  revokeSession,
  roleOf,
  roles,
  type Role,
  type Session,
} from '../../../libs/access/index.js';
import { UnitOfWork } from '../../../libs/platform/index.js';
import { AllowRoles, CurrentSession, NeedsScope } from '../shell/access.js';
import { NotRepeatable } from '../shell/not-repeatable.js';
import { MeView } from './me.dto.js';

const anyRole = roles as unknown as readonly [Role, ...Role[]];

@ApiTags('sign-in')
@AllowRoles(...anyRole)
@NeedsScope('any')
@Controller()
export class MeController {
  constructor(private readonly work: UnitOfWork) {}

  @Get('me')
  @ApiOperation({ operationId: 'readMe', summary: 'Who I am here' })
  @ApiOkResponse({ type: MeView })
  async read(@CurrentSession() session: Session): Promise<MeView> {
    const { region } = session;
    const tenant = region === null ? null : await this.work.run(session.who, (tx) => findTenant(tx));
    return {
      person: { id: session.who.person, name: session.personName },
      role: roleOf(session),
      agency: session.who.agency,
      region,
      regionName: nameRegion(tenant, region),
      tenant: { id: session.who.tenant, name: session.tenantName, timeZone: session.timeZone },
    };
  }

  @Post('sign-out')
  @HttpCode(204)
  @NotRepeatable('The session that a repetition would come from is over: it gets 401, and nothing is left to do.')
  @ApiOperation({ operationId: 'signOut', summary: 'End this session' })
  @ApiNoContentResponse()
  async signOut(@CurrentSession() session: Session): Promise<void> {
    // That the session still holds is its premise no more: it is what this ends.
    const { premise: _, ...who } = session.who;
    await this.work.run(who, async (tx) => {
      revokeSession(tx, session.id);
      await audit(tx, 'sign-out', { session: session.id });
    });
  }
}
