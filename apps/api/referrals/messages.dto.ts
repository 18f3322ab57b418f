import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { mostLettersOfMessage } from '../../../libs/referrals/index.js';

const writers = ['agency', 'helpline'] as const;

export class MessageRequest {
  @ApiProperty({
    type: 'string',
    minLength: 1,
    maxLength: mostLettersOfMessage,
    description: 'Only what the client agreed to share',
    example: 'We are at the door. Is there a side entrance?',
  })
  @IsString()
  @Length(1, mostLettersOfMessage)
  @Matches(/\S/)
  text: string;
}

/** What was written down. Its text is not told again: a repeated request could come when nothing may be told any more. */
export class WrittenMessageDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', enum: writers }) writtenBy: 'agency' | 'helpline';
  @ApiProperty({ type: 'string', nullable: true, description: 'Name of the person' }) name: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
}

export class MessageDto extends WrittenMessageDto {
  @ApiProperty({ type: 'string' }) text: string;
}

export class MessagePage {
  @ApiProperty({ type: MessageDto, isArray: true }) items: readonly MessageDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
  @ApiProperty({ type: 'boolean', description: 'False: nothing may be told to the agency (now), so it reads none' })
  told: boolean;
  @ApiProperty({ type: 'boolean', description: 'Whether I may write one now' }) mayWrite: boolean;
}
