import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { mostLettersOfNote } from '../../../libs/cases/index.js';

export class NoteRequest {
  @ApiProperty({
    type: 'string',
    minLength: 1,
    maxLength: mostLettersOfNote,
    description: 'For people of the house; erased with the answers of the case',
    example: 'The landlord confirmed the address by phone.',
  })
  @IsString()
  @Length(1, mostLettersOfNote)
  @Matches(/\S/)
  text: string;
}

export class NoteDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null once it was erased' }) text: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Name of who wrote it' }) name: string | null;
  @ApiProperty({ type: 'string', description: 'In which role' }) role: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
}

export class NotePage {
  @ApiProperty({ type: NoteDto, isArray: true }) items: readonly NoteDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
