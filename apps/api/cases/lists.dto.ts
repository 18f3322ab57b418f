import { ApiProperty } from '@nestjs/swagger';
import { TextView } from '../shell/index.js';
import { OwnerDto } from './case.dto.js';
import { NamedCaseDto } from './renewal.dto.js';

const instantOrNull = { type: 'string', format: 'date-time', nullable: true } as const;

export class CaseListItemDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', example: 'K-104-2386' }) number: string;
  @ApiProperty({ type: 'string' }) program: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) contact: string;
  @ApiProperty({ type: 'string' }) state: string;
  @ApiProperty({ type: TextView }) stateTitle: TextView;
  @ApiProperty({ type: TextView }) programTitle: TextView;
  @ApiProperty({ type: OwnerDto, nullable: true }) owner: OwnerDto | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) due: string | null;
  @ApiProperty({ type: 'boolean' }) overdue: boolean;
  @ApiProperty({ ...instantOrNull, description: 'When its deadline passed last; the next one is `due`' })
  overdueSince: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) openedAt: string;
  @ApiProperty({ type: 'string', nullable: true }) disposition: string | null;
  @ApiProperty({ type: TextView, nullable: true }) dispositionLabel: TextView | null;
}

export class CasePage {
  @ApiProperty({ type: CaseListItemDto, isArray: true }) items: readonly CaseListItemDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

class ActorDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: 'string' }) role: string;
  @ApiProperty({ type: 'string', nullable: true }) name: string | null;
  @ApiProperty({
    ...{ type: TextView, nullable: true },
    description: 'The agency whose people did it: by a link there is no name. Null: they are of no agency',
  })
  agency: TextView | null;
}

class TraceDto {
  @ApiProperty({ type: 'string' }) from: string;
  @ApiProperty({ type: 'string' }) exit: string;
  @ApiProperty({ type: 'string' }) to: string;
}

class ReadAnswerDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty({ type: TextView }) ask: TextView;
  @ApiProperty({ type: TextView, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty({ type: TextView, description: 'As it was answered then' }) label: TextView;
}

class WhyStepDto {
  @ApiProperty({ type: 'string', example: 'safety.risk' }) decision: string;
  @ApiProperty({ type: TextView, description: 'What the decision is about' }) title: TextView;
  @ApiProperty({ type: 'string', description: 'An outcome of the decision, or `undetermined`' }) outcome: string;
  @ApiProperty({ type: TextView }) outcomeLabel: TextView;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the decision table, from 1' }) row: number | null;
  @ApiProperty({ type: TextView, nullable: true, description: 'What the row says of itself' }) reason: TextView | null;
  @ApiProperty({ type: 'integer', description: 'Of the program' }) version: number;
  @ApiProperty({
    type: 'string',
    format: 'date',
    nullable: true,
    description: 'The day whose limits counted, where limits change',
  })
  date: string | null;
  @ApiProperty({ type: ReadAnswerDto, isArray: true, description: 'The answers that counted' }) read: ReadAnswerDto[];
}

export class HistoryDto {
  @ApiProperty({ type: 'integer' }) seq: number;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: ActorDto }) by: ActorDto;
  @ApiProperty({ type: 'string' }) event: string;
  @ApiProperty({
    ...{ type: 'string', enum: ['lost', 'back'], required: false },
    description: 'It said that the line to the caller broke, or that somebody is on it again',
  })
  line?: 'lost' | 'back';
  @ApiProperty({
    ...{ type: 'string', format: 'date-time', required: false },
    description: 'Of the first step of an application that was entered later: when it came in',
  })
  received?: string;
  @ApiProperty({
    ...{ type: NamedCaseDto, required: false },
    description: 'Of the first step: the case that this one follows',
  })
  renews?: NamedCaseDto;
  @ApiProperty({
    ...{ type: NamedCaseDto, required: false },
    description: 'Of a step that opened another case: that one',
  })
  opened?: NamedCaseDto;
  @ApiProperty({ type: 'string' }) from: string;
  @ApiProperty({ type: 'string' }) to: string;
  @ApiProperty({ type: TextView }) toTitle: TextView;
  @ApiProperty({ type: TraceDto, isArray: true }) trace: TraceDto[];
  @ApiProperty({ type: TextView }) sentence: TextView;
  @ApiProperty({ type: WhyStepDto, isArray: true, description: 'What was decided in this step, as it was then' })
  why: WhyStepDto[];
}

export class HistoryPage {
  @ApiProperty({ type: HistoryDto, isArray: true }) items: HistoryDto[];
}
