import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from './access.js';

/** Holds the document that is built once all controllers are known. */
export class ApiDocument {
  value: OpenAPIObject | null = null;
}

@ApiTags('health')
@Public()
@Controller('api')
export class DocumentController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @ApiOperation({ operationId: 'readDocument', summary: 'This document' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  read(): OpenAPIObject | null {
    return this.document.value;
  }
}
