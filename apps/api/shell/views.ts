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
