import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import type { Alert } from '../../../libs/cases/index.js';
import { PageQuery } from '../shell/index.js';

export class AlertQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Only those that nobody has seen' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  waiting: boolean = false;
}

export class AlertView {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', example: 'supervisors' }) queue: string;
  @ApiProperty({ type: 'string', description: '`due`, a timer or event of the program, `facts-changed`' })
  about: string;
  @ApiProperty({ type: 'string' }) state: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string', nullable: true }) seenBy: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) seenAt: string | null;
}

export class AlertPage {
  @ApiProperty({ type: AlertView, isArray: true }) items: readonly AlertView[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

export function viewAlert({ caseId, at, seenAt, ...alert }: Alert): AlertView {
  return { ...alert, case: caseId, at: at.toISOString(), seenAt: seenAt?.toISOString() ?? null };
}
