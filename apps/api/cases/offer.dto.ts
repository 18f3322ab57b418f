import { ApiProperty } from '@nestjs/swagger';
import type { OfferView } from '../../../libs/cases/index.js';
import { referralStatuses } from '../../../libs/referrals/index.js';
import { declineReasons, handoverSteps } from '../../../libs/workflow/index.js';
import { TextView } from '../shell/index.js';

const text = { type: TextView } as const;
const string = { type: 'string' } as const;
const stringOrNull = { type: 'string', nullable: true } as const;
const instantOrNull = { type: 'string', format: 'date-time', nullable: true } as const;

class BriefDto {
  @ApiProperty(string) question: string;
  @ApiProperty(text) ask: TextView;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty(text) label: TextView;
  @ApiProperty({ ...instantOrNull, description: 'Not known any more: when it was said' }) doubtedSaidAt: string | null;
  @ApiProperty({ ...stringOrNull, description: 'Where it is a number to dial' }) phone: string | null;
}

class HandoverStepDto {
  @ApiProperty({ type: 'string', enum: handoverSteps }) step: OfferView['steps'][number]['step'];
  @ApiProperty(instantOrNull) at: string | null;
}

class NotedNumberDto {
  @ApiProperty({ type: 'string', description: 'The question that it answers' }) question: string;
  @ApiProperty(text) short: TextView;
  @ApiProperty(string) number: string;
}

export class SentTeamDto {
  @ApiProperty(string) id: string;
  @ApiProperty(text) name: TextView;
}

export class OfferDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty(string) state: string;
  @ApiProperty(string) service: string;
  @ApiProperty({ ...stringOrNull, description: 'Whose service it is' }) agency: string | null;
  @ApiProperty({ type: 'boolean', description: 'Somebody picked it: without a yes nobody is asked next' })
  picked: boolean;
  @ApiProperty(text) name: TextView;
  @ApiProperty({ ...stringOrNull, description: 'Null: not known. Never invented.' }) phone: string | null;
  @ApiProperty({
    type: 'boolean',
    description: 'That number is a line that we answer ourselves: a call comes back to us',
  })
  ownLine: boolean;
  @ApiProperty({
    type: NotedNumberDto,
    nullable: true,
    description: 'A number that was found in this call, where the directory has none to dial',
  })
  noted: NotedNumberDto | null;
  @ApiProperty({ type: 'boolean', description: 'False: its hours are not confirmed; it is worth a try' })
  hoursKnown: boolean;
  @ApiProperty({ type: 'string', enum: ['warm', 'cold', 'number', 'dispatch'] }) handover: OfferView['handover'];
  @ApiProperty({ type: 'string', enum: referralStatuses }) status: OfferView['status'];
  @ApiProperty({ ...stringOrNull, description: `no-answer, ${declineReasons.join(', ')}` }) reason: string | null;
  @ApiProperty({ type: 'boolean' }) fallback: boolean;
  @ApiProperty(stringOrNull) consent: string | null;
  @ApiProperty({ ...stringOrNull, description: 'Why something was told without consent' }) override: string | null;
  @ApiProperty({ type: BriefDto, isArray: true, nullable: true, description: 'Null: nothing may be told' })
  brief: BriefDto[] | null;
  @ApiProperty({
    type: TextView,
    isArray: true,
    description: 'What could be told, and nobody knows: not asked, or not said',
  })
  notKnown: TextView[];
  @ApiProperty({
    ...instantOrNull,
    description:
      'When somebody else who had the client left because it was not safe there, until safety is known anew. Null where nothing may be told',
  })
  leftUnsafeAt: string | null;
  @ApiProperty({ type: SentTeamDto, nullable: true, description: 'Who of the agency goes, once it has said so' })
  team: SentTeamDto | null;
  @ApiProperty({ type: HandoverStepDto, isArray: true }) steps: HandoverStepDto[];
  @ApiProperty(instantOrNull) expires: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) offeredAt: string;
  @ApiProperty({ ...instantOrNull, description: 'When it answered, or we took it back' }) answeredAt: string | null;
}
