import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { appOptions, type AppOptions } from '../shell/options.js';

/** Where a link leads. */
@Injectable()
export class LinkAddress {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  urlOf(token: string): string {
    return `${this.options.publicUrl ?? this.here()}/link/${token}`;
  }

  /** The demo answers on this machine alone; the port may have been picked by the system. */
  private here(): string {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    return `http://localhost:${(server.address() as AddressInfo | null)?.port ?? 80}`;
  }
}
