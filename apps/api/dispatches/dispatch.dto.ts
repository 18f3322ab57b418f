import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type AgencyToldView, dispatchGroups, type DispatchGroup, toldToHolder } from '../../../libs/cases/index.js';
import { dispatchStages, type DispatchStage } from '../../../libs/workflow/index.js';
import { NamedOwnerDto } from '../floor/floor.dto.js';
import { PageQuery, TextView } from '../shell/index.js';

const text = { type: TextView } as const;
const textOrNull = { type: TextView, nullable: true } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const instantOrNull = { ...instant, nullable: true } as const;
const stringOrNull = { type: 'string', nullable: true } as const;

export class DispatchQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: dispatchGroups, description: 'Only this group' })
  @IsOptional()
  @IsIn(dispatchGroups)
  group?: DispatchGroup;
}

class DispatchClocksDto {
  @ApiProperty(instant) received: string;
  @ApiProperty({ ...instantOrNull, description: 'When a team was asked first' }) dispatched: string | null;
  @ApiProperty({ ...instantOrNull, description: 'Of the team that has it now' }) accepted: string | null;
  @ApiProperty(instantOrNull) enRoute: string | null;
  @ApiProperty(instantOrNull) onScene: string | null;
}

class DispatchTeamDto {
  @ApiProperty({
    ...{ type: 'string', format: 'uuid', nullable: true },
    description: 'By which it was asked; null where a team has the case without one',
  })
  referral: string | null;
  @ApiProperty(stringOrNull) agency: string | null;
  @ApiProperty(stringOrNull) service: string | null;
  @ApiProperty(text) name: TextView;
  @ApiProperty({ ...textOrNull, description: 'Which of its teams goes; null: nobody there has said it' })
  sends: TextView | null;
  @ApiProperty({ ...instant, description: 'Asked: since when. Has it: when it said yes' }) since: string;
  @ApiProperty({ ...instantOrNull, description: 'Asked: without an answer until then, the next is asked' })
  answerBy: string | null;
  @ApiProperty({ type: 'boolean', description: 'Asked: somebody picked it, and without a yes somebody picks again' })
  picked: boolean;
}

const ended = ['declined', 'expired', 'revoked', 'cancelled', 'over'] as const;

export class DispatchTryDto {
  @ApiProperty(text) name: TextView;
  @ApiProperty({ type: 'string', enum: ended, description: '`over`: it had said yes, and has the case no more' })
  how: (typeof ended)[number];
  @ApiProperty({ ...stringOrNull, description: 'The reason that it gave' }) reason: string | null;
  @ApiProperty({
    ...text,
    nullable: true,
    description: 'Of one that said yes: what happened there, as the program says it',
  })
  ending: TextView | null;
  @ApiProperty(instant) askedAt: string;
  @ApiProperty(instantOrNull) answeredAt: string | null;
}

class DispatchFactDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty(text) short: TextView;
  @ApiProperty(text) label: TextView;
}

class DispatchAlertDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty(text) what: TextView;
  @ApiProperty({ ...stringOrNull, description: 'Why a team gave the client back, where it tells of that' })
  reason: string | null;
  @ApiProperty(instant) at: string;
  @ApiProperty({ ...stringOrNull, description: 'Who looks after it; null: nobody yet' }) seenBy: string | null;
  @ApiProperty(stringOrNull) seenByName: string | null;
}

/** What whoever has the case, or was called off, was told last and has not read. */
class DispatchUnreadDto {
  @ApiProperty({ ...text, description: 'Of its service' }) name: TextView;
  @ApiProperty({ ...stringOrNull, description: 'To dial; null: the directory has none of theirs' }) phone:
    string | null;
  @ApiProperty({ type: 'string', enum: toldToHolder, description: 'entry: that emergency help is called beside it' })
  about: AgencyToldView['about'];
  @ApiProperty(instant) at: string;
}

export class DispatchDto {
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Of the case' }) id: string;
  @ApiProperty({ type: 'string', example: 'K-104-2386' }) number: string;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty(text) programTitle: TextView;
  @ApiProperty({ type: 'string' }) state: string;
  @ApiProperty(text) stateTitle: TextView;
  @ApiProperty({ type: 'string', enum: dispatchGroups, description: 'What needs a supervisor first' })
  group: DispatchGroup;
  @ApiProperty({ type: 'string', enum: dispatchStages, description: 'How far it has come' }) stage: DispatchStage;
  @ApiProperty({ type: 'boolean', description: 'A life is at risk: by the last verdict, or emergency help is called' })
  risk: boolean;
  @ApiProperty({ type: 'boolean', description: 'Whether a life is at risk is being asked about again' })
  safetyAsked: boolean;
  @ApiProperty({ type: DispatchClocksDto }) clocks: DispatchClocksDto;
  @ApiProperty({ type: DispatchTeamDto, nullable: true, description: 'Who has it, or is asked now' })
  team: DispatchTeamDto | null;
  @ApiProperty({
    type: DispatchTryDto,
    isArray: true,
    description: 'Who was asked before and is not coming; newest first',
  })
  tries: readonly DispatchTryDto[];
  @ApiProperty({ ...textOrNull, description: 'By which the first team was chosen' }) area: TextView | null;
  @ApiProperty({ type: DispatchFactDto, isArray: true, description: 'What the program reports on: source, reason' })
  about: readonly DispatchFactDto[];
  @ApiProperty({ ...textOrNull, description: 'How safe they are; null: they are, or nobody knows' })
  safety: TextView | null;
  @ApiProperty({ type: DispatchFactDto, isArray: true, description: 'What was said about safety that is no “no”' })
  dangers: readonly DispatchFactDto[];
  @ApiProperty({ type: 'boolean', description: 'The line to the caller broke, and nobody has reached anyone since' })
  lineBroke: boolean;
  @ApiProperty({ type: 'boolean', description: 'A number is known at which somebody may be called' })
  mayBeCalled: boolean;
  @ApiProperty({ type: DispatchAlertDto, isArray: true, description: 'Newest first' })
  alerts: readonly DispatchAlertDto[];
  @ApiProperty({ type: DispatchUnreadDto, isArray: true, description: 'Who is to be called' })
  unread: readonly DispatchUnreadDto[];
  @ApiProperty({ type: NamedOwnerDto, nullable: true }) owner: NamedOwnerDto | null;
  @ApiProperty(instantOrNull) due: string | null;
  @ApiProperty({ type: 'integer', description: 'How often its deadline has passed' }) overdue: number;
  @ApiProperty({ ...instantOrNull, description: 'When it passed last' }) overdueSince: string | null;
}

class DispatchCountsDto {
  @ApiProperty({ type: 'integer' }) unassigned: number;
  @ApiProperty({ type: 'integer' }) late: number;
  @ApiProperty({ type: 'integer' }) asked: number;
  @ApiProperty({ type: 'integer' }) accepted: number;
  @ApiProperty({ type: 'integer' }) 'en-route': number;
  @ApiProperty({ type: 'integer' }) 'on-scene': number;
  @ApiProperty({ type: 'integer' }) 'follow-up-late': number;
}

export class DispatchPage {
  @ApiProperty({ type: DispatchDto, isArray: true }) items: readonly DispatchDto[];
  @ApiProperty({ type: DispatchCountsDto, description: 'Of all live dispatches, by group' }) counts: DispatchCountsDto;
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
