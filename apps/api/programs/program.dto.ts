import { ApiProperty } from '@nestjs/swagger';
import type { ProgramView } from '../../../libs/programs/index.js';
import { TextView } from '../shell/index.js';

export class ProgramDto implements ProgramView {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: 'string', isArray: true }) languages: readonly string[];
  @ApiProperty({ type: 'integer', description: 'The version that new cases get' }) version: number;
  @ApiProperty({ type: 'string', description: 'SHA-256 of that version’s document' }) sha256: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: from the configuration' })
  publishedBy: string | null;
  @ApiProperty({ type: 'integer', description: 'Drafts that wait for a person' }) drafts: number;
}

export class ProgramPage {
  @ApiProperty({ type: ProgramDto, isArray: true }) items: readonly ProgramDto[];
}
