import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { VerdictView } from '../../../libs/cases/index.js';
import { TextView } from '../shell/index.js';

class BecauseDto {
  @ApiProperty({ type: 'string' }) table: string;
  @ApiProperty({ type: 'string' }) version: string;
  @ApiProperty({ type: 'integer', nullable: true }) row: number | null;
  @ApiProperty({ type: 'string', isArray: true }) read: string[];
  @ApiPropertyOptional({ type: 'string', format: 'date', description: 'The day that it was decided for' })
  date?: string;
}

class FlipDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty({
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', items: { type: 'string' } },
      { type: 'null' },
    ],
  })
  to: VerdictView['flips'][number]['to'];
  @ApiProperty({ type: 'string' }) outcome: string;
}

export class ByTimeDto {
  @ApiProperty({ type: 'string', format: 'date', description: 'The first day, in the tenant’s zone' }) on: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: it has to be asked again then' })
  outcome: string | null;
  @ApiProperty({ type: TextView, nullable: true }) label: TextView | null;
  @ApiProperty({ type: TextView }) sentence: TextView;
}

@ApiExtraModels(TextView)
export class VerdictDto {
  @ApiProperty({ type: TextView, description: 'What the decision is about' }) title: TextView;
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(TextView) },
    description: 'What each outcome is called',
  })
  labels: Record<string, TextView>;
  @ApiProperty({ type: 'string', enum: ['settled', 'open', 'undetermined'] }) status: VerdictView['status'];
  @ApiProperty({ type: 'string', nullable: true }) outcome: string | null;
  @ApiProperty({ type: 'string', isArray: true }) possible: string[];
  @ApiProperty({ type: 'string', isArray: true }) missing: string[];
  @ApiProperty({ type: 'string', isArray: true }) declined: string[];
  @ApiProperty({ type: BecauseDto, nullable: true }) because: BecauseDto | null;
  @ApiProperty({ type: FlipDto, isArray: true }) flips: FlipDto[];
  @ApiProperty({ type: 'string', enum: ['exact', 'three-valued'] }) method: VerdictView['method'];
  @ApiProperty({ type: TextView }) sentence: TextView;
  @ApiProperty({ type: ByTimeDto, nullable: true, description: 'When time alone decides otherwise; null: never' })
  byTime: ByTimeDto | null;
}
