import { ApiProperty } from '@nestjs/swagger';
import { CaseListItemDto } from '../cases/lists.dto.js';
import { TextView } from '../shell/index.js';

class ReviewVerdictDto {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty({ type: TextView, description: 'What the decision is about' }) title: TextView;
  @ApiProperty({ type: 'string', enum: ['settled', 'open', 'undetermined'] }) status:
    'settled' | 'open' | 'undetermined';
  @ApiProperty({ type: 'string', nullable: true }) outcome: string | null;
  @ApiProperty({ type: TextView, nullable: true }) label: TextView | null;
}

export class ReviewDto extends CaseListItemDto {
  @ApiProperty({
    type: 'string',
    format: 'date-time',
    description: 'When it came in, by the clock `received` of its program where there is one: the order of this list',
  })
  receivedAt: string;
  @ApiProperty({ type: 'boolean', description: 'Claimed by whoever reads this; else it waits for somebody' })
  mine: boolean;
  @ApiProperty({
    type: ReviewVerdictDto,
    isArray: true,
    description: 'Of each benefit that the program names, and of each other decision that no other one rests on',
  })
  verdicts: readonly ReviewVerdictDto[];
  @ApiProperty({ type: TextView, isArray: true, description: 'Proofs and answers that are still to come' })
  missing: readonly TextView[];
  @ApiProperty({ type: 'boolean', description: 'What comes next needs other eyes than those of whoever reads this' })
  forOthers: boolean;
  @ApiProperty({
    type: 'integer',
    description: 'Applications that may be of the same household, and of which nobody has said yet whether they are',
  })
  duplicates: number;
}

export class ReviewPage {
  @ApiProperty({ type: ReviewDto, isArray: true }) items: readonly ReviewDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
