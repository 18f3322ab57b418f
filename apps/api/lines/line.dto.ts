import { ApiProperty } from '@nestjs/swagger';
import { describeHours, isOpen, type Holidays } from '../../../libs/agencies/index.js';
import type { LineView } from '../../../libs/programs/index.js';
import type { Language } from '../shell/messages.js';
import { TextView } from '../shell/index.js';

export class LineDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: 'string', example: '1-866-925-5454' }) number: string;
  @ApiProperty({ type: 'string' }) program: string;
  @ApiProperty({ type: 'boolean', description: 'False: a number to give or dial; its program opens no case here' })
  loaded: boolean;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: TextView, description: 'Said in both languages, whichever the caller chooses' })
  greeting: TextView;
  @ApiProperty({ type: 'string', isArray: true, description: 'Spoken by our own people; others by an interpreter' })
  languages: readonly string[];
  @ApiProperty({ type: 'boolean', description: 'Answered at this moment' }) open: boolean;
  @ApiProperty({ type: 'string', description: 'In the language of Accept-Language' }) hours: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'What to check before live use' })
  verify: string | null;
  @ApiProperty({
    ...{ type: 'string', isArray: true, required: false },
    description: 'Channels by which applications come in that staff enter afterwards; absent: none',
  })
  entered?: readonly string[];
}

export class LinePage {
  @ApiProperty({ type: LineDto, isArray: true }) items: readonly LineDto[];
}

export function viewLine(
  line: LineView,
  holidays: Holidays,
  now: Date,
  language: Language,
  entered: readonly string[],
): LineDto {
  const { id, number, program, loaded, title, greeting, languages, verify, hours } = line;
  const open = isOpen(hours, holidays, now, line.timeZone);
  return {
    id,
    number,
    program,
    loaded,
    title,
    greeting,
    languages,
    verify,
    open,
    hours: describeHours(hours, language),
    ...(entered.length > 0 && { entered }),
  };
}
