import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import type { Override } from '../../../libs/access/index.js';
import { PageQuery } from '../shell/index.js';

export class OverrideQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Only those that nobody has reviewed' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  waiting: boolean = false;
}

export class OverrideView {
  @ApiProperty({ type: 'string', format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'string', format: 'uuid' })
  case: string;

  @ApiProperty({ type: 'string' })
  disclosure: string;

  @ApiProperty({ type: 'string', example: 'imminent-risk' })
  reason: string;

  @ApiProperty({ type: 'string', description: 'Who disclosed without consent' })
  by: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  at: string;

  @ApiProperty({ type: 'string', nullable: true })
  reviewedBy: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  reviewedAt: string | null;
}

export class OverridePage {
  @ApiProperty({ type: OverrideView, isArray: true })
  items: readonly OverrideView[];

  @ApiProperty({ type: 'string', nullable: true })
  next: string | null;
}

export function viewOverride(override: Override): OverrideView {
  const { id, caseId, disclosure, reason, by, at, reviewedBy, reviewedAt } = override;
  const times = { at: at.toISOString(), reviewedAt: reviewedAt?.toISOString() ?? null };
  return { id, case: caseId, disclosure, reason, by, reviewedBy, ...times };
}
