import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { PageQuery, TextView } from '../shell/index.js';

export class AlertQuery extends PageQuery {
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: 'Only those that nobody has seen, and whose cause is not over',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  waiting: boolean = false;
}

export class AlertView {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true }) case: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'Instead of a case: this contact waits' })
  contact: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Of the case' }) number: string | null;
  @ApiProperty({
    type: TextView,
    description: 'Of a contact: what its line is called; of an agency’s system: the agency',
  })
  programTitle: TextView;
  @ApiProperty({ type: TextView, nullable: true, description: 'What `state` is called' }) stateTitle: TextView | null;
  @ApiProperty({ type: 'string', example: 'supervisors' }) queue: string;
  @ApiProperty({
    type: 'string',
    description:
      '`due`, `entry` of the state, a timer or event of the program, `facts-changed`, `called-off`, `in-other-hands`, `new-message`',
  })
  about: string;
  @ApiProperty({ type: TextView, description: 'What happened, in the words of the program where it has them' })
  what: TextView;
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'solved',
    description: 'Why the team was called off, or went back',
  })
  reason: string | null;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description:
      'Where the case stood; `open` or `wrap-up` of a contact; null for an agency whose case is back with us',
  })
  state: string | null;
  @ApiProperty({ type: TextView, nullable: true, description: 'Where the case stands, if it has gone on since' })
  since: TextView | null;
  @ApiProperty({ type: 'boolean', description: 'What it was about is over: it waits for nobody any more' })
  over: boolean;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string', nullable: true }) seenBy: string | null;
  @ApiProperty({ type: 'string', nullable: true }) seenByName: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) seenAt: string | null;
}

export class AlertPage {
  @ApiProperty({ type: AlertView, isArray: true }) items: readonly AlertView[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
