import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { roles, type Role } from '../../../libs/access/index.js';
import { TextView } from '../shell/views.js';

/** A page of ours and nothing else: one slash, then no second one, no backslash, no control character, not the API. */
const ownPath = /^\/(?!\/|api(\/|$))[^\\\u0000-\u0020\u007f]*$/;

export class SignInQuery {
  @ApiPropertyOptional({ type: 'string', maxLength: 500, example: '/cases', description: 'The page to come back to' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  @Matches(ownPath)
  return?: string;

  @ApiPropertyOptional({ type: 'string', enum: ['yes'], description: 'To sign in as somebody else than just now' })
  @IsOptional()
  @IsIn(['yes'])
  anew?: 'yes';
}

export class SignInView {
  @ApiProperty({ type: 'string', description: 'What people know the provider as' })
  title: string;

  @ApiProperty({ type: TextView, isArray: true, description: 'Whom to ask for access, by tenant' })
  ask: TextView[];
}

class SeatTenantView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: TextView })
  name: TextView;
}

class SeatView {
  @ApiProperty({ type: SeatTenantView })
  tenant: SeatTenantView;

  @ApiProperty({ type: 'string', enum: roles })
  role: Role;

  @ApiProperty({ type: 'string', nullable: true })
  region: string | null;

  @ApiProperty({ type: TextView, nullable: true })
  regionName: TextView | null;

  @ApiProperty({ type: 'string', nullable: true })
  agency: string | null;

  @ApiProperty({ type: TextView, nullable: true })
  agencyName: TextView | null;
}

export class ChoicesView {
  @ApiProperty({ type: 'string', description: 'As the provider calls this person' })
  name: string;

  @ApiProperty({ type: SeatView, isArray: true })
  choices: SeatView[];
}

export class ChooseSeat {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 999, description: 'Which of the choices, from 0' })
  @IsInt()
  @Min(0)
  @Max(999)
  choice: number;
}

class SignedInPersonView {
  @ApiProperty({ type: 'string' })
  id: string;

  @ApiProperty({ type: 'string' })
  name: string;

  @ApiProperty({ type: 'string', enum: roles })
  role: Role;
}

export class SignedInView {
  @ApiProperty({ type: 'string', description: 'Send it as "Authorization: Bearer <token>"; good for 12 hours' })
  token: string;

  @ApiProperty({ type: SignedInPersonView })
  person: SignedInPersonView;

  @ApiProperty({ type: 'string' })
  tenant: string;

  @ApiProperty({ type: 'string', nullable: true })
  agency: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  region: string | null;

  @ApiProperty({ type: 'string', description: 'The page to come back to' })
  returnTo: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'Where to go to sign out at the provider, too' })
  signOutAt: string | null;
}
