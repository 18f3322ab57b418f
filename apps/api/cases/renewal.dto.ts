import { ApiProperty } from '@nestjs/swagger';
import type { QuestionView } from '../../../libs/cases/index.js';
import { TextView } from '../shell/index.js';
import { valueSchema } from './value-schema.js';

const text = { type: TextView } as const;
const string = { type: 'string' } as const;
const stringOrNull = { type: 'string', nullable: true } as const;

export class EarlierDto {
  @ApiProperty(valueSchema) value: NonNullable<QuestionView['earlier']>['value'];
  @ApiProperty(text) label: TextView;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ ...stringOrNull, description: 'Name of the person of ours who wrote it down' }) by: string | null;
}

export class LaterDto {
  @ApiProperty(string) event: string;
  @ApiProperty(text) label: TextView;
  @ApiProperty({ type: 'string', format: 'date', description: 'There' }) on: string;
  @ApiProperty(text) sentence: TextView;
}

export class NamedCaseDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', example: 'K-104-2386' }) number: string;
}

export class FollowingCaseDto extends NamedCaseDto {
  @ApiProperty(string) program: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
}

export class OpensDto {
  @ApiProperty(string) program: string;
  @ApiProperty({ ...text, description: 'What is agreed to by doing it' }) purpose: TextView;
  @ApiProperty({ type: TextView, isArray: true, description: 'Whose answers are shown there, to be confirmed' })
  confirm: TextView[];
}
