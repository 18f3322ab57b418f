import { ApiProperty } from '@nestjs/swagger';
import type { GrantView } from '../../../libs/cases/index.js';
import { TextView } from '../shell/index.js';

const instantOrNull = { type: 'string', format: 'date-time', nullable: true } as const;

export class GrantDto implements GrantView {
  @ApiProperty({ type: 'string', example: 'bus-pass' }) grant: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: 'integer', example: 2026 }) year: number;
  @ApiProperty({ type: TextView, description: 'The time for which it is: the year, or a half or quarter of it' })
  term: TextView;
  @ApiProperty({ type: 'string', enum: ['waiting', 'granted', 'returned', 'used', 'lapsed'] })
  status: GrantView['status'];
  @ApiProperty({ type: 'string', format: 'date-time', description: 'The order in which people wait' })
  receivedAt: string;
  @ApiProperty(instantOrNull) grantedAt: string | null;
  @ApiProperty(instantOrNull) endedAt: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'What it is worth, in cents' }) amount: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of one that waits: which in line, from 1' })
  place: number | null;
}
