import { ApiProperty } from '@nestjs/swagger';
import { roles, type Role } from '../../../libs/access/index.js';
import { TextView } from '../shell/views.js';

class SessionPersonView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: 'string' })
  name: string;
}

export class OpenSessionView {
  @ApiProperty({ type: 'string', format: 'uuid' })
  id: string;

  @ApiProperty({ type: SessionPersonView })
  person: SessionPersonView;

  @ApiProperty({ type: 'string', enum: roles })
  role: Role;

  @ApiProperty({ type: 'string', nullable: true })
  agency: string | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null: wherever the tenant answers' })
  region: string | null;

  @ApiProperty({ type: TextView, nullable: true, description: 'What people call that region' })
  regionName: TextView | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  since: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'To within five minutes' })
  lastSeen: string | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ type: 'boolean', description: 'The one that asks' })
  mine: boolean;
}

export class OpenSessionPage {
  @ApiProperty({ type: OpenSessionView, isArray: true })
  items: readonly OpenSessionView[];

  @ApiProperty({ type: 'string', nullable: true })
  next: string | null;
}
