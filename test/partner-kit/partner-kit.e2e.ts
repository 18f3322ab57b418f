import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecret } from '../../libs/agencies/index.js';
import { TimerPump } from '../../libs/platform/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { type House, Instructions, kitAgency } from './house.js';
import { type Flaw, Partner } from './partner.js';
import { type Chapter, chapters, type Finding, play } from './play.js';

describe('the kit for partners', () => {
  let test: TestApp;
  let house: House;
  let instructions: Instructions;
  let key: string;
  const [secret, nextSecret] = [newSecret('hmac').secret, newSecret('hmac').secret];
  beforeAll(async () => {
    test = await startTestApp();
    const [navigator, admin] = [await test.signIn('navigator'), await test.signIn('program-admin')];
    const api = `${await test.app.getUrl()}/api/v1`;
    const expire = async () => {
      test.clock.advance(3_600_000);
      await test.app.get(TimerPump).drainOnce();
    };
    house = { api, agency: kitAgency, navigator, admin, expire };
    instructions = await Instructions.open();
    const made = await test.http
      .post(`/api/v1/agencies/${kitAgency}/keys`)
      .set('authorization', admin)
      .send({ name: 'kit', scopes: ['referrals:read', 'referrals:act'] });
    key = (made.body as { secret: string }).secret;
  });
  afterAll(async () => {
    await instructions.close();
    await test.stop();
  });

  async function failures(which: readonly Chapter[], flaw?: Flaw, patience = 5000): Promise<readonly string[]> {
    const asked = { secrets: [secret, nextSecret], api: house.api, key, instructions: instructions.url };
    const partner = await Partner.open({ ...asked, ...(flaw && { flaw }) });
    try {
      const options = { url: partner.url, secret, nextSecret, answerWithin: patience, actWithin: patience };
      const found: readonly Finding[] = await play(house, instructions, options, which);
      expect(found.length).toBeGreaterThan(which.length);
      return found.filter(({ passed }) => !passed).map(({ check, said }) => `${check}: ${said}`);
    } finally {
      await partner.close();
    }
  }

  it('finds nothing wrong with a partner that does as the guide says', async () => {
    expect(await failures(chapters)).toEqual([]);
  });

  it.each<[Flaw, Chapter, RegExp]>([
    ['believes-anything', 'forgeries', /refuses a signature by another secret: it answered 204/],
    ['believes-old', 'forgeries', /refuses a message of ten minutes ago/],
    ['acts-twice', 'tolerance', /a message that came before is not acted on/],
    ['knows-one-secret', 'changingOver', /takes signed by the next secret alone: it answered 401/],
    ['never-answers', 'changingOver', /it did not answer in time/],
    ['refuses-unknown', 'tolerance', /takes a kind of message that it does not know: it answered 400/],
  ])('finds a partner that %s (%s)', async (flaw, chapter, said) => {
    expect(await failures([chapter], flaw, 300)).toContainEqual(expect.stringMatching(said));
  });
});
