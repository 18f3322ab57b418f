import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { type GrantPeriod, grantPeriods } from '../../../libs/workflow/index.js';
import { PageQuery, TextView } from '../shell/index.js';

export class GrantsQuery extends PageQuery {
  @ApiPropertyOptional({
    type: 'string',
    example: 'good2talk',
    description: 'Of this program; all of them, if left out',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  program?: string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'uuid',
    description:
      'Of the terms alone from which this case has a place, waits for one, or would be given one if it were decided now',
  })
  @IsOptional()
  @IsUUID()
  case?: string;
}

class GrantPeriodDto {
  @ApiProperty({ type: 'string', format: 'date', description: 'Its first day' }) from: string;
  @ApiProperty({ type: 'integer', description: 'As the active version says: today’s, or that of its first day' })
  places: number;
  @ApiProperty({ type: 'integer', description: 'Grants that held a place at some time in it' }) taken: number;
}

/** Figures alone: nothing in them is about anybody. */
export class GrantFiguresDto {
  @ApiProperty({
    type: 'string',
    example: 'passes bus-pass 2026',
    description: 'Program, grant, year; with the month in which a half-year or quarter begins',
  })
  id: string;
  @ApiProperty({ type: 'string' }) program: string;
  @ApiProperty({ type: TextView }) programTitle: TextView;
  @ApiProperty({ type: 'string' }) grant: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: 'string', enum: grantPeriods }) per: GrantPeriod;
  @ApiProperty({ type: 'integer', example: 2026 }) year: number;
  @ApiProperty({ type: TextView, description: 'The time for which they are: the year, or a half or quarter of it' })
  term: TextView;
  @ApiProperty({ type: 'integer', description: 'How many wait now' }) waiting: number;
  @ApiProperty({ type: 'integer', description: 'How many more can be granted now' }) free: number;
  @ApiProperty({ type: GrantPeriodDto, isArray: true }) periods: readonly GrantPeriodDto[];
}

export class GrantFiguresPage {
  @ApiProperty({ type: GrantFiguresDto, isArray: true }) items: readonly GrantFiguresDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
