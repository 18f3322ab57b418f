import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import {
  describeHours,
  fullPresets,
  handovers,
  type AgencyView,
  type Covers,
  type FullPreset,
  type ListedService,
} from '../../../libs/agencies/index.js';
import type { Handover } from '../../../libs/workflow/index.js';
import type { Language } from '../shell/messages.js';
import { IsMoment, TextView } from '../shell/index.js';

const capacityStates = ['open', 'full'] as const;

export class CapacityRequest {
  @ApiProperty({ type: 'string', enum: capacityStates, example: 'full' })
  @IsIn(capacityStates)
  state: 'open' | 'full';

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'When "full" ends by itself. With its offset from UTC',
  })
  @IsOptional()
  @IsMoment()
  fullUntil?: string;

  @ApiPropertyOptional({
    type: 'string',
    enum: fullPresets,
    description: 'The same in words, instead of fullUntil: worked out here, in the time of the agency',
  })
  @IsOptional()
  @IsIn(fullPresets)
  preset?: FullPreset;

  @ApiPropertyOptional({ type: 'string', maxLength: 100, description: 'One of its services. Left out: all of them' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  service?: string;
}

class CapacityDto {
  @ApiProperty({ type: 'string', enum: capacityStates }) state: 'open' | 'full';
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) fullUntil: string | null;
}

export class FullOptionDto {
  @ApiProperty({ type: 'string', enum: fullPresets }) preset: FullPreset;
  @ApiProperty({ type: 'string', format: 'date-time' }) until: string;
}

class TeamCountDto {
  @ApiProperty({ type: 'integer' }) all: number;
  @ApiProperty({ type: 'integer' }) onShift: number;
  @ApiProperty({ type: 'integer', description: 'On shift, in service and not sent to anybody' }) free: number;
}

const extentTypes = ['ward', 'fsa'] as const;
class ServiceAreaDto {
  @ApiProperty({ type: 'string', enum: extentTypes }) extentType: (typeof extentTypes)[number];
  @ApiProperty({ type: 'string', description: 'Number of the ward, or the first half of postal codes' }) extent: string;
}

export class ServiceDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: TextView }) name: TextView;
  @ApiProperty({ type: TextView, nullable: true }) description: TextView | null;
  @ApiProperty({ type: 'string', nullable: true }) phone: string | null;
  @ApiProperty({ type: 'boolean', description: 'The number is a line that we answer ourselves' }) ownLine: boolean;
  @ApiProperty({ type: 'string', isArray: true }) languages: readonly string[];
  @ApiProperty({ type: 'boolean', description: 'Takes clients with an interpreter on the line' }) interpreter: boolean;
  @ApiProperty({ type: 'boolean', description: 'Answers at this moment; with hoursKnown false: it is worth a try' })
  open: boolean;
  @ApiProperty({ type: 'boolean' }) hoursKnown: boolean;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Next opening when closed now' })
  opens: string | null;
  @ApiProperty({ type: 'string', description: 'In the language of Accept-Language' }) hours: string;
  @ApiProperty({ type: 'string', isArray: true, nullable: true, description: 'Null: everywhere the tenant serves' })
  serviceArea: readonly string[] | null;
  @ApiProperty({
    type: ServiceAreaDto,
    isArray: true,
    description: 'The same on a map (HSDS service_areas), where known',
  })
  serviceAreas: readonly ServiceAreaDto[];
  @ApiProperty({ type: 'string', enum: handovers, isArray: true }) handovers: readonly Handover[];
  @ApiProperty({ type: CapacityDto }) capacity: CapacityDto;
  @ApiProperty({ type: 'boolean', description: 'Its people said that it is full. Full without that: no team is free' })
  saidFull: boolean;
  @ApiProperty({ type: FullOptionDto, isArray: true, description: 'What "full until" means in words now' })
  fullOptions: readonly FullOptionDto[];
  @ApiProperty({
    type: TeamCountDto,
    nullable: true,
    description: 'Its capacity goes by these; null: by its word alone',
  })
  teams: TeamCountDto | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'What to check before live use' })
  verify: string | null;
}

export class AgencyDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: TextView }) name: TextView;
  @ApiProperty({ type: 'string', nullable: true }) website: string | null;
  @ApiProperty({ type: 'string', description: 'IANA zone in which its hours and shifts are meant' }) timeZone: string;
  @ApiProperty({ type: 'integer', description: 'The ETag for PUT …/capacity is made from it: 3 is "3"' })
  revision: number;
  @ApiProperty({ type: ServiceDto, isArray: true }) services: readonly ServiceDto[];
}

export class AgencyPage {
  @ApiProperty({ type: AgencyDto, isArray: true }) items: readonly AgencyDto[];
}

export function viewAgency(agency: AgencyView, language: Language): AgencyDto {
  const { id, name, website, timeZone, revision } = agency;
  return {
    id,
    name,
    website,
    timeZone,
    revision,
    services: agency.services.map((service) => viewService(service, language)),
  };
}

function viewService(service: ListedService, language: Language): ServiceDto {
  const { id, name, description, phone, ownLine, languages, interpreter, areas, verify } = service;
  const { open, hoursKnown, opens, capacity, saidFull, fullOptions, teams } = service;
  const when = { open, hoursKnown, opens, hours: describeHours(service.hours, language) };
  const where = { serviceArea: areas, serviceAreas: areasOf(service.covers), handovers: service.handovers };
  const room = { capacity, saidFull, fullOptions, teams };
  return { id, name, description, phone, ownLine, languages, interpreter, ...when, ...where, ...room, verify };
}

function areasOf(covers: Covers | null): readonly ServiceAreaDto[] {
  const wards = (covers?.wards ?? []).map((ward) => ({ extentType: 'ward' as const, extent: String(ward) }));
  return [...wards, ...(covers?.fsas ?? []).map((extent) => ({ extentType: 'fsa' as const, extent }))];
}
