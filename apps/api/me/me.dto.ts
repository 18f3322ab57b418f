import { ApiProperty } from '@nestjs/swagger';
import { roles, type Role } from '../../../libs/access/index.js';
import { TextView } from '../shell/views.js';

class MyPersonView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: 'string' })
  name: string;
}

class MyTenantView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: TextView })
  name: TextView;

  @ApiProperty({ type: 'string', description: 'IANA name, for example America/Toronto' })
  timeZone: string;
}

export class MeView {
  @ApiProperty({ type: MyPersonView })
  person: MyPersonView;

  @ApiProperty({ type: 'string', enum: roles })
  role: Role;

  @ApiProperty({ type: 'string', nullable: true })
  agency: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null: wherever the tenant answers' })
  region: string | null;

  @ApiProperty({ type: TextView, nullable: true, description: 'What people call that region' })
  regionName: TextView | null;

  @ApiProperty({ type: MyTenantView })
  tenant: MyTenantView;
}
