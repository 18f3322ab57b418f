import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import {
  type DocumentMark,
  documentMarks,
  type DocumentStatus,
  documentStatuses,
  type MediaType,
  mediaTypes,
} from '../../../libs/documents/index.js';

const shown = documentStatuses.filter((status) => status !== 'arriving' && status !== 'erased');

const pictures = ['waiting', 'ready', 'failed', 'off'] as const;

export class DocumentQuery {
  @ApiProperty({ type: 'string', maxLength: 200, example: 'proof_income', description: 'A question of type document' })
  @IsString()
  @Length(1, 200)
  question: string;

  @ApiProperty({
    type: 'string',
    maxLength: 500,
    example: 'pay-slip.pdf',
    description: 'What the person calls the file',
  })
  @IsString()
  @Length(1, 500)
  name: string;
}

export class DocumentDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', example: 'proof_income' }) question: string;
  @ApiProperty({ type: 'string', nullable: true }) name: string | null;
  @ApiProperty({ type: 'string', enum: mediaTypes, nullable: true, description: 'Told by its content' })
  type: MediaType | null;
  @ApiProperty({ type: 'integer', nullable: true }) bytes: number | null;
  @ApiProperty({
    type: 'string',
    enum: shown,
    description:
      '`quarantined`: the virus check gave no answer yet; `unscanned`: the operator has none; `refused`: it found something',
  })
  status: DocumentStatus;
  @ApiProperty({
    type: 'string',
    enum: documentMarks,
    isArray: true,
    description: 'A PDF with a script, with a password or other protection, or with files inside',
  })
  marks: readonly DocumentMark[];
  @ApiProperty({
    type: 'string',
    enum: pictures,
    nullable: true,
    description:
      'Of a HEIC that may be opened, whether there is a picture (JPEG) of it: `waiting` to be drawn, `failed`, or `off` where none is drawn',
  })
  picture: (typeof pictures)[number] | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) receivedAt: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Name of the person' }) receivedBy: string | null;
}

export class DocumentPage {
  @ApiProperty({ type: DocumentDto, isArray: true }) items: readonly DocumentDto[];
}
