import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Length } from 'class-validator';
import { describeHours, handovers, type AgencyView, type ServiceView } from '../../../libs/agencies/index.js';
import type { Handover } from '../../../libs/workflow/index.js';
import type { Language } from '../shell/messages.js';
import { TextView } from '../shell/index.js';

const capacityStates = ['open', 'full'] as const;

export class CapacityRequest {
  @ApiProperty({ type: 'string', enum: capacityStates, example: 'full' })
  @IsIn(capacityStates)
  state: 'open' | 'full';

  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'When "full" ends by itself' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(17, 35)
  fullUntil?: string;

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

class ServiceDto {
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
  @ApiProperty({ type: 'string', enum: handovers, isArray: true }) handovers: readonly Handover[];
  @ApiProperty({ type: CapacityDto }) capacity: CapacityDto;
  @ApiProperty({ type: 'string', nullable: true, description: 'What to check before live use' })
  verify: string | null;
}

export class AgencyDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: TextView }) name: TextView;
  @ApiProperty({ type: 'string', nullable: true }) website: string | null;
  @ApiProperty({ type: 'integer', description: 'The ETag for PUT …/capacity is made from it: 3 is "3"' })
  revision: number;
  @ApiProperty({ type: ServiceDto, isArray: true }) services: readonly ServiceDto[];
}

export class AgencyPage {
  @ApiProperty({ type: AgencyDto, isArray: true }) items: readonly AgencyDto[];
}

export function viewAgency(agency: AgencyView, language: Language): AgencyDto {
  const { id, name, website, revision } = agency;
  return { id, name, website, revision, services: agency.services.map((service) => viewService(service, language)) };
}

function viewService(service: ServiceView, language: Language): ServiceDto {
  const { id, name, description, phone, ownLine, languages, interpreter, areas, capacity, verify } = service;
  const { open, hoursKnown, opens } = service;
  const when = { open, hoursKnown, opens, hours: describeHours(service.hours, language) };
  const where = { serviceArea: areas, handovers: service.handovers };
  return { id, name, description, phone, ownLine, languages, interpreter, ...when, ...where, capacity, verify };
}
