import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { roles, type Role } from '../../../libs/access/index.js';
import { TextView } from '../shell/views.js';

export class DemoSignIn {
  @ApiProperty({ type: 'string', enum: roles, example: 'navigator' })
  @IsIn(roles)
  role: Role;

  @ApiProperty({ type: 'string', example: 'ontario-211' })
  @IsString()
  @Length(1, 100)
  tenant: string;

  @ApiPropertyOptional({ type: 'string', description: 'One of several people in that role' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  person?: string;

  @ApiPropertyOptional({ type: 'string', description: 'For an agency worker: of which agency' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  agency?: string;
}

class DemoPersonView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: 'string' })
  name: string;

  @ApiProperty({ type: 'string', enum: roles })
  role: Role;
}

export class DemoSignedIn {
  @ApiProperty({ type: 'string', description: 'Send it as "Authorization: Bearer <token>"; good for 12 hours' })
  token: string;

  @ApiProperty({ type: DemoPersonView })
  person: DemoPersonView;

  @ApiProperty({ type: 'string' })
  tenant: string;

  @ApiProperty({ type: 'string', nullable: true })
  agency: string | null;
}

class DemoAgencyView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: TextView })
  name: TextView;
}

class DemoTenantView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: TextView })
  name: TextView;

  @ApiProperty({ type: DemoAgencyView, isArray: true, description: 'Whose made-up workers may sign in' })
  agencies: DemoAgencyView[];
}

export class DemoView {
  @ApiProperty({ type: 'boolean', enum: [true] })
  demo: true;

  @ApiProperty({ type: DemoTenantView, isArray: true })
  tenants: DemoTenantView[];

  @ApiProperty({ type: 'string', enum: roles, isArray: true })
  roles: Role[];
}
