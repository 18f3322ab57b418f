/** What we use of oidc-provider, which ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  interface Client {
    backchannelLogout(subject: string, sid: string): Promise<void>;
  }
  interface Context {
    readonly oidc: {
      readonly client?: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
    };
  }
  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: string, tell: (context: Context) => void): this;
    readonly Client: { find(id: string): Promise<Client | undefined> };
    readonly Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
  }
}
