import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findProgram, listPrograms } from '../../../libs/programs/index.js';
import { AllowRoles, CurrentWho, notFound } from '../shell/index.js';
import { ProgramDto, ProgramPage } from './program.dto.js';

@ApiTags('programs')
@AllowRoles('navigator', 'supervisor', 'reviewer', 'program-admin', 'approver', 'funder')
@Controller('programs')
export class ProgramsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listPrograms', summary: 'Programs that new cases can be opened in' })
  @ApiOkResponse({ type: ProgramPage })
  async list(@CurrentWho() who: Who): Promise<ProgramPage> {
    return { items: await this.work.run(who, (tx) => listPrograms(tx)) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readProgram', summary: 'One program and its active version' })
  @ApiOkResponse({ type: ProgramDto })
  async read(@CurrentWho() who: Who, @Param('id') id: string): Promise<ProgramDto> {
    const program = await this.work.run(who, (tx) => findProgram(tx, id));
    if (!program) throw notFound();
    return program;
  }
}
