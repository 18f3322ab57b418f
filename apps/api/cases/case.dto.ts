import { GrantDto } from './grant.dto.js';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type {
  AgencyToldView,
  AllowedView,
  AnswerView,
  CaseView,
  ConsentView,
  QuestionView,
  TeamThen,
} from '../../../libs/cases/index.js';
import { teamsThen, toldToHolder } from '../../../libs/cases/index.js';
import { dispatchStages, questionTypes } from '../../../libs/workflow/index.js';
import { inquirers, relations } from '../../../libs/contacts/index.js';
import { TextView } from '../shell/index.js';
import { ChoiceDto, RowsDto } from './column.dto.js';
import { OfferDto } from './offer.dto.js';
import { EarlierDto, FollowingCaseDto, LaterDto, NamedCaseDto, OpensDto } from './renewal.dto.js';
import { valueSchema } from './value-schema.js';
import { VerdictDto } from './verdict.dto.js';

const text = { type: TextView } as const;
const textOrNull = { type: TextView, nullable: true } as const;
const string = { type: 'string' } as const;
const stringOrNull = { type: 'string', nullable: true } as const;
const instantOrNull = { type: 'string', format: 'date-time', nullable: true } as const;
const numberOrNull = { type: 'number', nullable: true } as const;
class WhyDto {
  @ApiProperty({ type: 'string', isArray: true }) purposes: string[];
  @ApiProperty(stringOrNull) decision: string | null;
  @ApiProperty(text) sentence: TextView;
}

export class QuestionDto {
  @ApiProperty({ type: 'string', example: 'safety.danger' }) id: string;
  @ApiProperty({ type: 'string', enum: questionTypes }) type: QuestionView['type'];
  @ApiProperty(text) ask: TextView;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty(textOrNull) help: TextView | null;
  @ApiProperty({ type: ChoiceDto, isArray: true }) answers: ChoiceDto[];
  @ApiProperty({ type: 'boolean' }) optional: boolean;
  @ApiProperty(numberOrNull) min: number | null;
  @ApiProperty(numberOrNull) max: number | null;
  @ApiProperty({ ...valueSchema, description: 'What we seem to know already, to be confirmed' })
  suggested: QuestionView['suggested'];
  @ApiProperty({
    ...{ type: EarlierDto, required: false },
    description: 'What was answered in the case before: no answer of this one until somebody confirms it',
  })
  earlier?: EarlierDto;
  @ApiProperty({ type: RowsDto, nullable: true, description: 'Of a list of rows' }) rows: RowsDto | null;
  @ApiProperty({ type: WhyDto }) why: WhyDto;
}

class AnswerDto {
  @ApiProperty(string) question: string;
  @ApiProperty({ type: 'string', enum: questionTypes }) type: AnswerView['type'];
  @ApiProperty(text) ask: TextView;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty({ type: ChoiceDto, isArray: true }) answers: ChoiceDto[];
  @ApiProperty(numberOrNull) min: number | null;
  @ApiProperty(numberOrNull) max: number | null;
  @ApiProperty(valueSchema) value: AnswerView['value'];
  @ApiProperty({ type: 'boolean' }) declined: boolean;
  @ApiProperty(text) label: TextView;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ ...instantOrNull, description: 'Not known any more: when it was said' }) doubtedSaidAt: string | null;
  @ApiProperty(stringOrNull) from: string | null;
  @ApiProperty({ type: RowsDto, nullable: true, description: 'Of a list of rows' }) rows: RowsDto | null;
}

class ConsentFactDto {
  @ApiProperty(string) question: string;
  @ApiProperty(text) ask: TextView;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty(textOrNull) label: TextView | null;
}

class ConsentDto {
  @ApiProperty(string) disclosure: string;
  @ApiProperty(text) purpose: TextView;
  @ApiProperty({ type: 'string', enum: ['route', 'us', 'holder'] }) to: ConsentView['to'];
  @ApiProperty({ type: TextView, isArray: true }) recipients: TextView[];
  @ApiProperty({ type: TextView, isArray: true }) agreedBefore: TextView[];
  @ApiProperty({ type: ConsentFactDto, isArray: true }) facts: ConsentFactDto[];
  @ApiProperty({ type: 'string', isArray: true }) givenBy: string[];
}

class FieldQuestionDto {
  @ApiProperty({ type: 'string', enum: questionTypes }) type: QuestionView['type'];
  @ApiProperty(textOrNull) help: TextView | null;
  @ApiProperty({ type: ChoiceDto, isArray: true }) answers: ChoiceDto[];
  @ApiProperty(numberOrNull) max: number | null;
}

class FieldDto {
  @ApiProperty(string) name: string;
  @ApiProperty(string) type: string;
  @ApiProperty({ type: 'string', isArray: true }) choices: string[];
  @ApiProperty({ type: 'boolean' }) optional: boolean;
  @ApiProperty({ ...textOrNull, description: 'Of a field that is an answer: how it is asked' }) ask: TextView | null;
  @ApiProperty({ type: FieldQuestionDto, nullable: true, description: 'Of a field that is an answer: what fits it' })
  question: FieldQuestionDto | null;
}

class PassedOverDto {
  @ApiProperty(string) service: string;
  @ApiProperty(text) name: TextView;
  @ApiProperty({ type: 'string', enum: ['closed', 'full', 'outside-area', 'language', 'handover'] })
  reason: CaseView['passedOver'][number]['reason'];
  @ApiProperty({ ...instantOrNull, description: 'Until when it is full or closed, as it said then' }) until:
    string | null;
}

export class TeamThenDto {
  @ApiProperty(text) name: TextView;
  @ApiProperty({
    type: 'string',
    enum: teamsThen,
    description:
      'stays: it keeps the case; beside: also while emergency help is called beside it; called-off: it is told not to go; not-told: it loses the case and is not told so; asked-no-more: it had not answered; asked-again: neither, and a team is asked all the same; still-asked: it had not answered, and may go on to answer',
  })
  what: TeamThen['what'];
}

export class AllowedDto {
  @ApiProperty({ type: 'string', description: 'Send as `event`' }) event: string;
  @ApiProperty(text) label: TextView;
  @ApiProperty({ type: 'string', enum: ['interrupt', 'consent', 'offer', 'event', 'case'] }) kind: AllowedView['kind'];
  @ApiProperty({
    ...stringOrNull,
    description: 'Doing it tells a service of the client without their consent, for this reason; somebody reviews it',
  })
  override: string | null;
  @ApiProperty({ type: FieldDto, isArray: true }) fields: FieldDto[];
  @ApiProperty({
    ...{ type: 'boolean', enum: [true], required: false },
    description: 'Somebody is told of it, and the case stays where it is. Left out where it goes on',
  })
  stays?: true;
  @ApiProperty({
    ...{ type: 'string', enum: ['lost', 'back'], required: false },
    description: 'Doing it says that the line to the caller broke, or that somebody is on it again',
  })
  line?: 'lost' | 'back';
  @ApiProperty({
    ...{ type: 'boolean', enum: [true], required: false },
    description:
      'Of a referral that its agency has: by it the team sets out, or is there already: so it is known which one goes',
  })
  setsOut?: true;
  @ApiProperty({
    ...{ type: TeamThenDto, required: false },
    description: 'What becomes of the team that is out, or asked. Left out where there is none, and for an agency',
  })
  team?: TeamThenDto;
  @ApiProperty({
    ...{ type: OpensDto, required: false },
    description: 'Doing it opens another case for the same person',
  })
  opens?: OpensDto;
}

class ForOthersDto {
  @ApiProperty(string) event: string;
  @ApiProperty(text) label: TextView;
}

export class OwnerDto {
  @ApiProperty({ type: 'string', enum: ['person', 'queue', 'agency'] }) kind: 'person' | 'queue' | 'agency';
  @ApiProperty(string) id: string;
}

class NeedDto {
  @ApiProperty(stringOrNull) need: string | null;
  @ApiProperty({ type: 'string', enum: ['referred', 'met', 'unmet', 'unknown'] })
  status: CaseView['needs'][number]['status'];
  @ApiProperty({ type: 'string', required: false, description: 'With `unmet`' }) reason?: string;
}

class NextDto {
  @ApiProperty(string) program: string;
  @ApiProperty(stringOrNull) case: string | null;
  @ApiProperty(stringOrNull) line: string | null;
  @ApiProperty(stringOrNull) phone: string | null;
}

class AgencyToldDto {
  @ApiProperty({ ...text, description: 'Of its service' }) name: TextView;
  @ApiProperty(stringOrNull) phone: string | null;
  @ApiProperty({ type: 'string', enum: toldToHolder, description: 'entry: that emergency help is called beside it' })
  about: AgencyToldView['about'];
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ ...instantOrNull, description: 'Null: nobody there has shown that they read it' }) readAt:
    string | null;
}

@ApiExtraModels(VerdictDto)
export class CaseDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', example: 'K-104-2386', description: 'To be said aloud' }) number: string;
  @ApiProperty({ type: 'string', example: 'good2talk' }) program: string;
  @ApiProperty(text) programTitle: TextView;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: 'integer', description: 'The ETag is made from it' }) revision: number;
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Nil for an agency: contacts are ours' }) contact: string;
  @ApiProperty({
    type: 'string',
    enum: inquirers,
    nullable: true,
    description: 'Null: not said. An agency is not told',
  })
  inquirer: CaseView['inquirer'];
  @ApiProperty({ type: 'string', enum: relations, nullable: true, description: 'What a third party is to the client' })
  relation: CaseView['relation'];
  @ApiProperty({ ...string, description: '`und` for an agency that may be told nothing' }) language: string;
  @ApiProperty({ type: 'string', example: 'safety', description: '`gone` for an agency that has the case no more' })
  state: string;
  @ApiProperty(text) stateTitle: TextView;
  @ApiProperty({ type: 'string', enum: ['ask', 'consent', 'offer', 'grant', 'wait', 'end'] }) kind: CaseView['kind'];
  @ApiProperty({ ...textOrNull, description: 'To say aloud' }) script: TextView | null;
  @ApiProperty({ ...textOrNull, description: 'For the navigator, never said aloud' }) help: TextView | null;
  @ApiProperty({ type: QuestionDto, isArray: true }) questions: QuestionDto[];
  @ApiProperty({ type: AnswerDto, isArray: true }) answers: AnswerDto[];
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(VerdictDto) } })
  verdicts: Record<string, VerdictDto>;
  @ApiProperty({ type: ConsentDto, nullable: true }) consent: ConsentDto | null;
  @ApiProperty({ type: OfferDto, isArray: true }) offers: OfferDto[];
  @ApiProperty({
    type: PassedOverDto,
    isArray: true,
    description: 'Who of the route was not asked when somebody was looked for, and why; empty for an agency',
  })
  passedOver: PassedOverDto[];
  @ApiProperty({ type: AllowedDto, isArray: true }) allowed: AllowedDto[];
  @ApiProperty({
    ...{ type: ForOthersDto, isArray: true, required: false },
    description: 'Events that need other eyes than those of whoever reads this: somebody else has to bring them',
  })
  forOthers?: ForOthersDto[];
  @ApiProperty({
    ...{ type: 'boolean', required: false },
    description: 'True where reviewers decide in this program: it has notes, and may look for duplicates',
  })
  reviewed?: true;
  @ApiProperty({
    ...{ type: 'boolean', required: false },
    description: 'True while the client may go on with it over the web, with a code that a navigator gives',
  })
  online?: true;
  @ApiProperty({
    ...{ type: LaterDto, isArray: true, required: false },
    description: 'Events that whoever reads this may bring from a later day of the year on',
  })
  later?: LaterDto[];
  @ApiProperty({
    ...{ type: NamedCaseDto, required: false },
    description: 'The case of the same person that this one follows',
  })
  renews?: NamedCaseDto;
  @ApiProperty({ ...{ type: FollowingCaseDto, required: false }, description: 'The case that follows this one' })
  renewedBy?: FollowingCaseDto;
  @ApiProperty({ type: OwnerDto, nullable: true }) owner: OwnerDto | null;
  @ApiProperty(instantOrNull) due: string | null;
  @ApiProperty({ type: 'boolean' }) overdue: boolean;
  @ApiProperty({
    type: 'string',
    enum: dispatchStages,
    nullable: true,
    description: 'How far the dispatch of a team has come; null: there is none. Null for an agency',
  })
  dispatch: CaseView['dispatch'];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', format: 'date-time' },
    description: 'The clocks of the program that were passed, of the team that has the case now; empty for an agency',
  })
  clocks: Record<string, string>;
  @ApiProperty(stringOrNull) disposition: string | null;
  @ApiProperty(textOrNull) dispositionLabel: TextView | null;
  @ApiProperty({ type: NeedDto, isArray: true }) needs: NeedDto[];
  @ApiProperty({ type: NextDto, nullable: true }) next: NextDto | null;
  @ApiProperty({ type: GrantDto, isArray: true, required: false, description: 'Of a case that has asked for grants' })
  grants?: GrantDto[];
  @ApiProperty({
    ...{ type: AgencyToldDto, isArray: true, required: false },
    description: 'For us alone: what the agency that has the client, or was called off, was told last',
  })
  agencyTold?: AgencyToldDto[];
  @ApiProperty({
    type: 'boolean',
    required: false,
    description: 'For an agency alone: what was agreed was taken back, so it is told nothing more of the client',
  })
  withdrawn?: boolean;
}
