import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import type { ContactView } from '../../../libs/contacts/index.js';
import { NamedOwnerDto } from '../floor/floor.dto.js';
import { PageQuery, TextView } from '../shell/index.js';

const statuses = ['open', 'wrap-up', 'closed'] as const;

export class ContactQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: statuses, description: 'Left out: all that are not closed' })
  @IsOptional()
  @IsIn(statuses)
  status?: ContactView['status'];

  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Mine, and what waits in my queues' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  mine: boolean = false;
}

class ContactCaseDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', example: 'K-104-2386' }) number: string;
  @ApiProperty({ type: TextView }) programTitle: TextView;
  @ApiProperty({ type: TextView }) stateTitle: TextView;
  @ApiProperty({ type: TextView, nullable: true }) dispositionLabel: TextView | null;
}

export class ContactListItemDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) line: string;
  @ApiProperty({ type: TextView }) lineTitle: TextView;
  @ApiProperty({ type: 'string' }) channel: string;
  @ApiProperty({ type: 'string' }) language: string;
  @ApiProperty({ type: 'string', nullable: true }) interpreter: string | null;
  @ApiProperty({ type: 'string', enum: statuses }) status: ContactView['status'];
  @ApiProperty({ type: 'string', format: 'date-time' }) startedAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) due: string | null;
  @ApiProperty({ type: 'boolean' }) overdue: boolean;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When its deadline passed last' })
  overdueSince: string | null;
  @ApiProperty({ type: NamedOwnerDto, nullable: true }) owner: NamedOwnerDto | null;
  @ApiProperty({ type: ContactCaseDto, isArray: true }) cases: readonly ContactCaseDto[];
}

export class ContactPage {
  @ApiProperty({ type: ContactListItemDto, isArray: true }) items: readonly ContactListItemDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
