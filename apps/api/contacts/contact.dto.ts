import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';
import {
  channels,
  inquirers,
  relations,
  type Channel,
  type ContactView,
  type Inquirer,
  type Relation,
} from '../../../libs/contacts/index.js';
import { OwnerDto } from '../cases/case.dto.js';

/** BCP 47, as programs and lines name languages. */
const languageCode = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const spoken = { type: 'string', pattern: languageCode.source, maxLength: 35, example: 'fr' } as const;

export class OpenContactRequest {
  @ApiProperty({ type: 'string', maxLength: 100, example: 'good2talk', description: 'Id or number of the line' })
  @IsString()
  @Length(1, 100)
  line: string;

  @ApiProperty({ type: 'string', enum: channels, example: 'phone' })
  @IsIn(channels)
  channel: Channel;

  @ApiProperty(spoken)
  @Matches(languageCode)
  @Length(2, 35)
  language: string;

  @ApiPropertyOptional({ ...spoken, description: 'Language of the interpreter on the line' })
  @IsOptional()
  @Matches(languageCode)
  @Length(2, 35)
  interpreter?: string;

  @ApiPropertyOptional({ type: 'string', enum: inquirers, description: 'Left out: not said yet' })
  @IsOptional()
  @IsIn(inquirers)
  inquirer?: Inquirer;

  @ApiPropertyOptional({ type: 'string', enum: relations, description: 'What a third party is to the client' })
  @IsOptional()
  @IsIn(relations)
  relation?: Relation;
}

export class WhoCallsRequest {
  @ApiProperty({ type: 'string', enum: inquirers })
  @IsIn(inquirers)
  inquirer: Inquirer;

  @ApiPropertyOptional({ type: 'string', enum: relations, description: 'Left out: not said, or the client' })
  @IsOptional()
  @IsIn(relations)
  relation?: Relation;
}

export class WrapUpRequest {
  @ApiProperty({ type: 'string', minLength: 1, maxLength: 4000, description: 'What the next person should know' })
  @IsString()
  @Length(1, 4000)
  note: string;
}

export class SpokenLanguageRequest {
  @ApiProperty(spoken)
  @Matches(languageCode)
  @Length(2, 35)
  language: string;

  @ApiPropertyOptional({ ...spoken, description: 'Left out: no interpreter' })
  @IsOptional()
  @Matches(languageCode)
  @Length(2, 35)
  interpreter?: string;
}

export class InterpreterRequest {
  @ApiProperty({ ...spoken, nullable: true, description: 'Null: nobody interprets any more' })
  @ValidateIf(({ language }: InterpreterRequest) => language !== null)
  @Matches(languageCode)
  @Length(2, 35)
  language: string | null;
}

class InterpreterLegDto {
  @ApiProperty({ type: 'string' }) language: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) startedAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Null: still on the line' })
  endedAt: string | null;
}

export class ContactDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) line: string;
  @ApiProperty({ type: 'string' }) channel: string;
  @ApiProperty({ type: 'string' }) language: string;
  @ApiProperty({ type: 'string', nullable: true }) interpreter: string | null;
  @ApiProperty({ type: InterpreterLegDto, isArray: true }) interpreters: readonly InterpreterLegDto[];
  @ApiProperty({ type: 'string', enum: inquirers, nullable: true, description: 'Null: not said' })
  inquirer: Inquirer | null;
  @ApiProperty({ type: 'string', enum: relations, nullable: true }) relation: Relation | null;
  @ApiProperty({ type: 'boolean', description: 'The bilingual greeting was given and recorded' }) greeted: boolean;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) greetedAt: string | null;
  @ApiProperty({ type: 'string', isArray: true }) greetedIn: readonly string[];
  @ApiProperty({ type: OwnerDto, nullable: true }) owner: OwnerDto | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) due: string | null;
  @ApiProperty({ type: 'string', enum: ['open', 'wrap-up', 'closed'] }) status: ContactView['status'];
  @ApiProperty({ type: 'string', format: 'uuid', isArray: true, description: 'Cases of this contact, oldest first' })
  cases: readonly string[];
  @ApiProperty({ type: 'string', format: 'date-time' }) startedAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ type: 'string', nullable: true }) note: string | null;
  @ApiProperty({ type: 'integer', description: 'The ETag is made from it' }) revision: number;
}

export function viewContact(contact: ContactView, cases: readonly string[]): ContactDto {
  const {
    id,
    line,
    channel,
    language,
    interpreter,
    interpreters,
    inquirer,
    relation,
    greetedAt,
    greetedIn,
    owner,
    due,
  } = contact;
  const { status, startedAt, endedAt, note, revision } = contact;
  const said = { greeted: greetedAt !== null, greetedAt, greetedIn };
  const where = { id, line, channel, language, interpreter, interpreters, inquirer, relation };
  return { ...where, ...said, owner, due, status, cases, startedAt, endedAt, note, revision };
}
