import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { signKinds, type Sign } from '../../../libs/duplicates/index.js';
import { TextView } from '../shell/index.js';

const mostLetters = 1000;

class DuplicateSignDto {
  @ApiProperty({ type: 'string', enum: signKinds }) sign: Sign['sign'];
  @ApiProperty({ type: TextView, example: { en: 'same date of birth', fr: 'même date de naissance' } })
  sentence: TextView;
}

class DuplicateWordDto {
  @ApiProperty({ type: 'boolean', description: 'True: the same household; false: another one' }) same: boolean;
  @ApiProperty({ type: 'string', nullable: true }) note: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Name of who said it' }) byName: string | null;
  @ApiProperty({ type: 'string', description: 'In which role' }) role: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
}

export class DuplicateDto {
  @ApiProperty({
    type: 'string',
    format: 'uuid',
    nullable: true,
    description: 'The other application; null where it is of a region that I do not answer for',
  })
  case: string | null;
  @ApiProperty({ type: 'string', nullable: true }) number: string | null;
  @ApiProperty({ type: 'string', description: 'How it came in', example: 'mail' }) channel: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) receivedAt: string;
  @ApiProperty({ type: TextView, description: 'Where it stands, or how it ended' }) stands: TextView;
  @ApiProperty({
    type: DuplicateSignDto,
    isArray: true,
    description: 'What the two have in common now; nothing any more where somebody only said so once',
  })
  signs: readonly DuplicateSignDto[];
  @ApiProperty({ type: DuplicateWordDto, isArray: true, description: 'What people said of the two, newest first' })
  words: readonly DuplicateWordDto[];
}

export class DuplicatesOfCase {
  @ApiProperty({ type: DuplicateDto, isArray: true }) items: readonly DuplicateDto[];
}

export class SayDuplicateRequest {
  @ApiProperty({ type: 'string', format: 'uuid', description: 'The other application, one of those that are listed' })
  @IsUUID()
  case: string;
  @ApiProperty({ type: 'boolean', description: 'True: the same household; false: another one' })
  @IsBoolean()
  same: boolean;
  @ApiPropertyOptional({ type: 'string', maxLength: mostLetters, description: 'Why; erased with the answers' })
  @IsOptional()
  @IsString()
  @MaxLength(mostLetters)
  note?: string;
}
