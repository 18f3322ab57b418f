import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A sentence in English and French, and in further languages where a program has them. */
export class TextView {
  @ApiProperty({ type: 'string' })
  en: string;

  @ApiProperty({ type: 'string' })
  fr: string;

  [language: string]: string;
}

class FaultView {
  @ApiProperty({ type: 'string', description: 'JSON pointer into the body, or /<name> of a parameter' })
  pointer: string;

  @ApiProperty({ type: 'string', description: 'What to write instead' })
  detail: string;

  @ApiPropertyOptional({ type: 'string', description: 'A mistake in a file: which one' })
  file?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'From 1' })
  line?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'From 1' })
  column?: number;

  @ApiPropertyOptional({ type: 'string', description: 'Stable name of the kind of mistake' })
  code?: string;

  @ApiPropertyOptional({ type: 'string' })
  message?: string;

  @ApiPropertyOptional({ type: 'string' })
  instead?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'In a decision table: the row, from 1' })
  row?: number;

  @ApiPropertyOptional({ type: 'string', description: 'In a decision table: the label of the column' })
  cell?: string;

  @ApiPropertyOptional({ type: 'string', description: 'What stands there' })
  text?: string;
}

export class ProblemView {
  @ApiProperty({ type: 'string', description: 'Stable: /problems/<kind>' })
  type: string;

  @ApiProperty({ type: 'string' })
  title: string;

  @ApiProperty({ type: 'integer' })
  status: number;

  @ApiProperty({ type: 'string' })
  detail: string;

  @ApiProperty({ type: 'string' })
  instance: string;

  @ApiPropertyOptional({ type: 'string', description: 'With 409: why the engine refused' })
  reason?: string;

  @ApiPropertyOptional({ type: 'string' })
  about?: string;

  @ApiPropertyOptional({ type: 'string', isArray: true })
  instead?: string[];

  @ApiPropertyOptional({ type: FaultView, isArray: true })
  errors?: FaultView[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'With 412: what it looks like now' })
  current?: Record<string, unknown>;
}
