import { ApiProperty } from '@nestjs/swagger';
import { TextView } from '../shell/index.js';
import { ByTimeDto } from './verdict.dto.js';

const text = { type: TextView } as const;

class ChangeDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty({ ...text, description: 'What the question is called in a list' }) short: TextView;
  @ApiProperty({ ...text, nullable: true, description: 'The answer now; null: not asked yet' }) from: TextView | null;
  @ApiProperty(text) to: TextView;
}

export class WhyNotItemDto {
  @ApiProperty({ type: 'string' }) outcome: string;
  @ApiProperty({ ...text, description: 'What the outcome is called' }) label: TextView;
  @ApiProperty({
    type: 'string',
    enum: ['changes', 'never', 'not-found'],
    description:
      'changes: these answers lead there, and no fewer. never: it is proved that nobody gets it. not-found: neither, within the work set aside',
  })
  kind: 'changes' | 'never' | 'not-found';
  @ApiProperty({ type: 'integer', nullable: true, description: 'The row of the table that decides then' })
  row: number | null;
  @ApiProperty({ type: ChangeDto, isArray: true }) changes: ChangeDto[];
  @ApiProperty({ ...text, description: 'The same in plain words' }) sentence: TextView;
}

export class WhyNotDto {
  @ApiProperty({ type: WhyNotItemDto, isArray: true, description: 'Every other outcome, the nearest first' })
  items: WhyNotItemDto[];
  @ApiProperty({ type: ByTimeDto, nullable: true, description: 'When time alone decides otherwise; null: never' })
  byTime: ByTimeDto | null;
}
