import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { PageQuery, TextView } from '../shell/index.js';

export class OverrideQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Only those that nobody has reviewed' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  waiting: boolean = false;
}

export class OverrideView {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Of the case' }) number: string | null;
  @ApiProperty({ type: TextView, nullable: true }) programTitle: TextView | null;
  @ApiProperty({ type: 'string' }) disclosure: string;
  @ApiProperty({ type: TextView, nullable: true, description: 'What it was told for, in the words of the program' })
  purpose: TextView | null;
  @ApiProperty({ type: TextView, isArray: true, description: 'The questions whose answers it covers' })
  covers: TextView[];
  @ApiProperty({ type: 'string', example: 'imminent-risk' }) reason: string;
  @ApiProperty({ type: 'string', description: 'Who disclosed without consent' }) by: string;
  @ApiProperty({ type: 'string', nullable: true }) byName: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string', nullable: true }) reviewedBy: string | null;
  @ApiProperty({ type: 'string', nullable: true }) reviewedByName: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) reviewedAt: string | null;
}

export class OverridePage {
  @ApiProperty({ type: OverrideView, isArray: true }) items: readonly OverrideView[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
