/** A browser without a screen: cookies by host, one redirect at a time. `sites`: where public addresses really answer. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly sites: Readonly<Record<string, string>>) {}

  async get(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const real = this.sites[url.origin] ?? url.origin;
    const mine = [...this.cookies]
      .filter(([key]) => key.startsWith(`${url.host} `))
      .map(([key, value]) => `${key.split(' ')[1]}=${value}`);
    const response = await fetch(`${real}${url.pathname}${url.search}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie: mine.join('; '), ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(`${url.host} ${name}`, value);
    }
    return response;
  }

  /** Follows redirects up to an address that `until` names, which it does not ask for. */
  async follow(address: string, until: (url: URL) => boolean): Promise<URL> {
    let url = new URL(address);
    for (let hops = 0; hops < 10 && !until(url); hops++) {
      const response = await this.get(url.href);
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`${url.pathname} led nowhere: ${response.status} ${await response.text()}`);
      url = new URL(location, url);
    }
    return url;
  }
}
