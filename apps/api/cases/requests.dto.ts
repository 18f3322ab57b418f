import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { channels } from '../../../libs/contacts/index.js';
import { IsMoment, PageQuery } from '../shell/index.js';
import { valueSchema } from './value-schema.js';

const word = /^[a-z0-9][a-z0-9-]{0,63}$/;
const language = /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/;

export class OpenCaseRequest {
  @ApiProperty({ type: 'string', example: 'good2talk' })
  @IsString()
  @Matches(word)
  program: string;

  @ApiPropertyOptional({ type: 'string', format: 'uuid', description: 'Without it a contact is opened' })
  @IsOptional()
  @IsUUID()
  contact?: string;

  @ApiProperty({ type: 'string', enum: channels })
  @IsIn(channels)
  channel: string;

  @ApiProperty({ type: 'string', example: 'en' })
  @IsString()
  @Matches(language)
  language: string;

  @ApiPropertyOptional({ type: 'string', description: 'Line or number that was dialled, for the contact' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  line?: string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description:
      'When an application that is entered later came in, by mail, fax, e-mail or in person: the day of opening, and whose turn it is, are of that moment. With its offset from UTC, or Z; the history names it',
    example: '2026-06-30T14:05:00-04:00',
  })
  @IsOptional()
  @IsMoment()
  received?: string;
}

export class AnswersRequest {
  @ApiProperty({
    type: 'object',
    additionalProperties: valueSchema,
    description: 'Answers by question id. `prefer-not`: would rather not say. `null`: not known after all.',
    example: { 'safety.danger': 'no' },
  })
  @IsObject()
  answers: Record<string, unknown>;
}

/** Its further fields are the event's own, so the body is read without the usual check for unknown ones. */
export class EventRequest {
  @ApiProperty({ type: 'string', example: 'risk-raised' })
  event: string;

  [field: string]: string | string[];
}

export class CaseQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: ['open', 'ended'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'ended'])
  status: 'open' | 'ended' = 'open';

  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Mine, and what waits in my queues' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  mine: boolean = false;

  @ApiPropertyOptional({
    type: 'string',
    maxLength: 40,
    example: 'K-104-2386',
    description: 'The one case of this number, open or ended; capitals, spaces and dashes are as you like',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  number?: string;
}
