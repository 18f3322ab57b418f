import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type LetterStatus, letterStatuses, type LetterWay, letterWays } from '../../../libs/letters/index.js';
import { PageQuery, TextView } from '../shell/index.js';

export class LetterQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: letterStatuses, description: '`to-print` is the print list' })
  @IsOptional()
  @IsIn(letterStatuses)
  status?: LetterStatus;
}

export class LetterEventView {
  @ApiProperty({ type: 'string', enum: [...letterStatuses, 'erased'] }) status: string;
  @ApiProperty({ type: 'string', enum: letterWays }) way: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: it happened by itself' }) byName: string | null;
  @ApiProperty({ type: 'string', nullable: true }) reason: string | null;
}

export class LetterView {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Of the case' }) number: string | null;
  @ApiProperty({ type: 'string', description: 'Which letter of the program' }) letter: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: 'string', enum: ['letter', 'card'] }) kind: string;
  @ApiProperty({ type: 'string', example: 'fr' }) language: string;
  @ApiProperty({ type: 'string', enum: letterWays }) way: LetterWay;
  @ApiProperty({
    type: 'string',
    enum: letterStatuses,
    description: 'By e-mail: `queued`, then `sent` or `failed`. On paper: `to-print`, `printed`, `posted`',
  })
  status: LetterStatus;
  @ApiProperty({ type: 'string', format: 'date-time' }) statusAt: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Of a failure: `no-address`, `erased`, or what the mail server answered',
  })
  reason: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Its words are kept no more' })
  erasedAt: string | null;
  @ApiProperty({ type: LetterEventView, isArray: true, description: 'Oldest first' }) events: LetterEventView[];
}

export class LetterPage {
  @ApiProperty({ type: LetterView, isArray: true }) items: readonly LetterView[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

export class LettersOfCase {
  @ApiProperty({ type: LetterView, isArray: true, description: 'Newest first' }) items: readonly LetterView[];
  @ApiProperty({ type: () => LetterToPreview, isArray: true, description: 'What its program can send' })
  previews: readonly LetterToPreview[];
}
export class LetterToPreview {
  @ApiProperty({ type: 'string' }) letter: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: 'string', isArray: true, example: ['en', 'fr'] }) languages: string[];
}

export class PreviewLetterRequest {
  @ApiProperty({ type: 'string', maxLength: 100, example: 'decision' })
  @IsString()
  @MaxLength(100)
  letter: string;

  @ApiPropertyOptional({ type: 'string', maxLength: 20, description: 'The case’s own when left out' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  language?: string;
}

export class LetterPreview {
  @ApiProperty({ type: 'string' }) title: string;
  @ApiProperty({ type: 'string' }) language: string;
  @ApiProperty({ type: 'string', description: 'The whole letter as one page of HTML, without a script' }) html: string;
  @ApiProperty({ type: 'string', isArray: true, description: 'Values that are not known: nothing would stand there' })
  missing: readonly string[];
  @ApiProperty({ type: 'string', isArray: true, description: 'Characters that the PDF could not show' })
  unprintable: readonly string[];
}

export class SendAgainRequest {
  @ApiPropertyOptional({ type: 'string', enum: letterWays, description: 'As last time when left out' })
  @IsOptional()
  @IsIn(letterWays)
  way?: LetterWay;
}
