import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import type { CaseView } from '../../libs/cases/index.js';
import { Desk, safe } from '../faults/desk.js';
import { type TestApp, startTestApp } from '../setup/app.js';

const minutes = 60_000;
type Item = Readonly<Record<string, unknown>> & { readonly id: string; readonly group: string };
type Offer = Readonly<{ id: string; service: string; status: string }>;

/** Somebody in the North East asks for a team, and agrees. */
const asksForTeam = [
  { lang: 'en', ...safe },
  { source: 'line-911', caller_relation: 'self', address: '200 Town Centre Court', callback: '4165550142' },
  { reason: 'distress', age16: 'yes', by_phone: 'no' },
] as const;

describe('the board of live dispatches', () => {
  let app: TestApp;
  let amina: Desk;
  let priya: Desk;
  beforeAll(async () => {
    app = await startTestApp();
    amina = await Desk.at(app);
    priya = await Desk.at(app, 'supervisor');
  });
  afterAll(() => app?.stop());

  const open = async (ward: string, more: object = {}) => {
    const body = { program: 'tccs', channel: 'phone', language: 'en' };
    const { id } = (await amina.post('/cases', body)).body;
    await amina.walk(String(id), [...asksForTeam, { ward, ...more }, 'give-consent']);
    return String(id);
  };
  const board = async (query = '') => {
    const { status, body } = await priya.get(`/dispatches?limit=200${query}`);
    expect(status).toBe(200);
    return body as unknown as { items: Item[]; counts: Record<string, number>; next: string | null };
  };
  const alertsOf = async (id: string, onlyWaiting: boolean) => {
    const { body } = await priya.get(`/alerts?limit=200&waiting=${onlyWaiting}`);
    return (body['items'] as Item[]).filter((one) => one['case'] === id);
  };
  const waiting = (id: string) => alertsOf(id, true);
  const of = async (id: string) => (await board()).items.find((one) => one.id === id);
  const offers = async (id: string) => (await amina.get(`/cases/${id}`)).body['offers'] as Offer[];
  const answer = async (id: string, how: string, body: object = {}) => {
    const offer = (await offers(id)).find(({ status }) => status === 'offered');
    const { status, text } = await amina.post(`/referrals/${offer?.id}/${how}`, body);
    if (status !== 200) throw new Error(text);
  };
  const pass = async (time: number) => {
    app.clock.advance(time);
    await app.app.get(TimerPump).drainOnce();
  };

  it('tells who is asked, who said no and why, who has it, and each clock of the team that has it', async () => {
    const id = await open('ward-21');
    expect(await of(id)).toMatchObject({
      ...{ group: 'asked', stage: 'asked', risk: false, overdue: 0, overdueSince: null, tries: [], alerts: [] },
      programTitle: { en: 'Toronto Community Crisis Service' },
      team: {
        ...{ referral: expect.any(String), agency: 'taibu-chc', service: 'taibu-crisis-team' },
        answerBy: expect.any(String),
      },
      about: [
        { question: 'source', label: { en: expect.stringMatching(/911/) } },
        { question: 'caller_relation' },
        { question: 'reason' },
      ],
      area: { en: expect.stringMatching(/North East/) },
      clocks: { dispatched: app.clock.now().toISOString(), accepted: null, enRoute: null, onScene: null },
    });
    app.clock.advance(2 * minutes);
    await answer(id, 'decline', { reason: 'full' });
    expect(await of(id)).toMatchObject({
      ...{ group: 'asked', team: { agency: 'gerstein-centre' } },
      tries: [{ how: 'declined', reason: 'full', name: { en: expect.stringMatching(/TAIBU/) } }],
    });
    await answer(id, 'accept');
    // The timeline names them, as nobody looks up who it was.
    const { items: steps } = (await amina.get(`/cases/${id}/history`)).body as {
      items: { sentence: { en: string } }[];
    };
    expect(steps.slice(-3).map(({ sentence }) => sentence.en)).toEqual([
      expect.stringMatching(/Team asked: TAIBU CHC, community crisis team\.$/),
      'TAIBU CHC, community crisis team could not take them. Team asked: Gerstein Crisis Centre, community crisis team.',
      'Gerstein Crisis Centre, community crisis team said yes.',
    ]);
    await amina.walk(id, ['depart']);
    const left = app.clock.now().toISOString();
    expect(await of(id)).toMatchObject({ group: 'en-route', clocks: { accepted: left, enRoute: left, onScene: null } });
    // A message is no reason to think that it takes too long.
    const [theirs] = (await offers(id)).filter(({ status }) => status === 'accepted');
    const kim = await agencyDesk('gerstein-centre');
    expect((await kim.post(`/referrals/${theirs?.id}/messages`, { text: 'Near.' })).status).toBe(201);
    expect(await of(id)).toMatchObject({ group: 'en-route', alerts: [{ what: { en: 'There is a new message' } }] });
    app.clock.advance(minutes);
    // The next one has neither left nor arrived, whatever the one before did.
    await amina.walk(id, [{ event: 'hand-back', why: 'unsafe' }]);
    // Nor does it read that nobody is in danger there, as if it held; a supervisor hears of it.
    const asked = (await offers(id)).find(({ status }) => status === 'offered') as unknown as { brief: object[] };
    const doubted = { question: 'safety.danger', label: { en: 'No', fr: 'Non' }, doubtedSaidAt: expect.any(String) };
    expect(asked.brief).toContainEqual(expect.objectContaining(doubted));
    const unsafe = { what: { en: expect.stringMatching(/turn|go on/), fr: expect.any(String) } };
    expect(await of(id)).toMatchObject({
      group: 'late',
      alerts: expect.arrayContaining([expect.objectContaining(unsafe)]),
    });
    await answer(id, 'accept');
    expect(await of(id)).toMatchObject({
      ...{ stage: 'accepted', clocks: { accepted: app.clock.now().toISOString(), enRoute: null } },
      tries: [
        { how: 'declined', reason: 'unsafe', name: { en: expect.stringMatching(/Gerstein/) } },
        { how: 'declined' },
      ],
    });
    await amina.walk(id, ['arrive']);
    const there = app.clock.now().toISOString();
    expect(await of(id)).toMatchObject({ group: 'on-scene', clocks: { onScene: there } });
    app.clock.advance(minutes);
    // With 911 called and there, they go on: they have been there since they came.
    await amina.walk(id, ['emergency-requested', 'hand-over', 'go-on-there']);
    expect(await of(id)).toMatchObject({ group: 'on-scene', clocks: { onScene: there }, risk: false });
    expect((await amina.get(`/cases/${id}`)).body['clocks']).toMatchObject({ 'on-scene': there });
    await amina.walk(id, ['find-solved']);
    expect(await of(id)).toBeUndefined();
  });

  it('tells supervisors at once when one of them must choose, and of whoever is not found and may be in danger', async () => {
    const id = await open('ward-15', { 'safety.suicide': 'thoughts', callback: 'prefer-not' });
    const told = async () => ((await of(id))?.['alerts'] as { what: { en: string } }[]).map(({ what }) => what.en);
    expect(await of(id)).toMatchObject({ group: 'unassigned', state: 'supervisor-pick', clocks: { dispatched: null } });
    expect(await told()).toEqual(['A supervisor chooses']);
    expect(await waiting(id)).toMatchObject([{ what: { en: 'A supervisor chooses' }, over: false, since: null }]);
    await priya.walk(id, [{ event: 'pick-team', agency: 'gerstein-crisis-team' }]);
    const happened = (await amina.get(`/cases/${id}/history`)).body['items'] as { sentence: unknown }[];
    expect(happened.at(-1)?.sentence).toEqual({
      en: 'Send a team. Team asked: Gerstein Crisis Centre, community crisis team.',
      fr: 'Envoyer une équipe. Équipe demandée : Gerstein Crisis Centre, équipe communautaire de crise.',
    });
    // That is done, so it waits for nobody; and being told of it does not make the next step late.
    expect(await waiting(id)).toEqual([]);
    expect((await alertsOf(id, false))[0]).toMatchObject({
      over: true,
      seenAt: null,
      since: { en: expect.any(String) },
    });
    expect(await told()).toEqual([]);
    expect(await of(id)).toMatchObject({ group: 'asked' });
    await answer(id, 'accept');
    await amina.walk(id, ['arrive', 'not-find']);
    expect(await of(id)).toMatchObject({ group: 'unassigned', stage: 'unassigned', state: 'missing-at-risk' });
    // They were there: that is no team which could not come.
    expect(await of(id)).toMatchObject({
      team: null,
      tries: [{ how: 'over', reason: null, ending: { en: 'The team did not find them', fr: expect.any(String) } }],
    });
    expect((await told())[0]).toBe('Not found, and maybe in danger');
    await priya.walk(id, ['stop-searching']);
    expect(await of(id)).toBeUndefined();
  });

  it('keeps the team that is out in hand while 911 is called: it arrives, or it turns back and is nobody’s', async () => {
    const id = await open('ward-21');
    const team = async (event: string) => {
      const { allowed } = (await amina.get(`/cases/${id}`)).body as unknown as CaseView;
      return allowed.find((one) => one.event === event)?.team?.what;
    };
    expect([await team('call-off'), await team('risk-raised')]).toEqual(['asked-no-more', undefined]);
    await answer(id, 'accept');
    const overdue = async () =>
      (await waiting(id)).flatMap(({ about, stateTitle }) =>
        about === 'due' ? [(stateTitle as { en: string }).en] : [],
      );
    await pass(11 * minutes);
    const [accepted] = await overdue();
    expect(accepted).toBeDefined();
    app.clock.advance(minutes);
    await amina.walk(id, ['depart']);
    expect(await overdue()).toEqual([]);
    await pass(46 * minutes);
    const [enRoute] = await overdue();
    app.clock.advance(minutes);
    expect([await team('call-off'), await team('emergency-requested'), await team('change-facts')]).toEqual([
      ...['called-off', 'beside'],
      undefined,
    ]);
    await amina.walk(id, ['emergency-requested', 'team-there']);
    // What was over does not come back beside that a life is at risk; what was not over goes on waiting.
    expect([await overdue(), enRoute === accepted]).toEqual([[enRoute], false]);
    const arrived = { stage: 'on-scene', clocks: { onScene: app.clock.now().toISOString() } };
    expect(await of(id)).toMatchObject({ ...arrived, team: { agency: 'taibu-chc' }, risk: true });
    // Nobody knows the answers now: that 911 was asked for is what says that a life is at risk.
    const [first, ...others] = (await priya.get('/floor?limit=200')).body['items'] as (Item & { risk: boolean })[];
    expect([first?.id, others.filter(({ risk }) => risk)]).toEqual([id, []]);
    const { verdicts } = (await amina.get(`/cases/${id}`)).body as { verdicts: Record<string, { outcome: unknown }> };
    expect(verdicts['safety.risk']?.outcome).toBeNull();
    await amina.walk(id, [{ event: 'team-turns-back', why: 'unsafe' }]);
    // One thing to look at, though both that they left and that it was not safe there are told.
    const back = (await waiting(id)).filter(({ about }) => about === 'team-turns-back');
    expect(back).toMatchObject([{ about: 'team-turns-back', reason: 'unsafe' }]);
    expect(await of(id)).toMatchObject({ group: 'unassigned', tries: [{ how: 'declined', reason: 'unsafe' }] });
    await amina.walk(id, ['hand-over', 'confirm-contact']);
    expect(await of(id)).toBeUndefined();
  });

  it('says what becomes of the team when the caller is gone in the midst of safety, and so it does', async () => {
    const gone = async (id: string) => {
      const { allowed } = (await amina.get(`/cases/${id}`)).body as unknown as CaseView;
      const said = allowed.find(({ event }) => event === 'caller-gone')?.team?.what;
      await amina.walk(id, ['caller-gone']);
      return [said, (await of(id))?.['stage'], (await amina.get(`/cases/${id}`)).body['state']];
    };
    // One is asked: they may still answer, and are not asked the same once more.
    const asked = await open('ward-21');
    await amina.walk(asked, ['risk-raised']);
    expect(await gone(asked)).toEqual(['still-asked', 'asked', 'team']);
    expect((await amina.get(`/cases/${asked}`)).body['offers']).toMatchObject([{ status: 'offered' }]);
    // One said yes meanwhile: it goes on, and nobody tells it to turn back.
    const meanwhile = await open('ward-21');
    await amina.walk(meanwhile, ['risk-raised']);
    await answer(meanwhile, 'accept');
    expect(await gone(meanwhile)).toEqual(['stays', 'accepted', 'accepted']);
    // One is out, and an answer about safety was taken back: they have the client all the while, and nobody hangs up there.
    const out = await open('ward-21');
    await answer(out, 'accept');
    const { allowed, ...beside } = (await amina.walk(out, [{ 'safety.weapon': null }])).body as unknown as CaseView;
    expect(beside).toMatchObject({ state: 'accepted', questions: [{ id: 'safety.weapon' }] });
    expect(allowed.map(({ event }) => event)).not.toContain('caller-gone');
    for (const id of [asked, meanwhile, out]) await amina.walk(id, [{ event: 'call-off', why: 'solved' }, safe]);
  });

  it('calls no call resolved of which nobody knows what became of the need', async () => {
    const { id } = (await amina.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' })).body;
    const thoughts = { ...asksForTeam[0], 'safety.suicide': 'thoughts' };
    await amina.walk(String(id), [
      thoughts,
      ...asksForTeam.slice(1),
      { ward: 'ward-21' },
      'withhold-consent',
      'settle',
    ]);
    const { body } = await amina.walk(String(id), ['withhold-consent', 'client-declined', 'withhold-consent']);
    expect(body).toMatchObject({
      disposition: 'phone_resolved',
      dispositionLabel: { en: 'Handled by phone', fr: 'Traité par téléphone' },
      needs: [{ status: 'unknown' }],
    });
  });

  it('says why a team could not go on, what came of it since, and asks nobody to look once another team is there', async () => {
    const id = await open('ward-21');
    await answer(id, 'accept');
    app.clock.advance(minutes);
    await amina.walk(id, [{ event: 'hand-back', why: 'unsafe' }]);
    const left = app.clock.now().toISOString();
    const alert = { about: 'hand-back', reason: 'unsafe', what: { en: 'The team cannot go on' } };
    expect(await waiting(id)).toMatchObject([alert]);
    expect((await of(id))?.['alerts']).toMatchObject([{ reason: 'unsafe', what: alert.what }]);
    // Whoever is asked next reads that a team left, and when: not which. Whoever left reads no more of it.
    const [next, gone] = [await agencyDesk('gerstein-centre'), await agencyDesk('taibu-chc')];
    const theirs = async (desk: Desk) => {
      const items = (await desk.get('/referrals?limit=200')).body['items'] as Item[];
      return items.filter((one) => one['case'] === id);
    };
    expect(await theirs(next)).toMatchObject([{ status: 'offered', leftUnsafeAt: left }]);
    expect(JSON.stringify(await theirs(next))).not.toMatch(/taibu/i);
    expect(await theirs(gone)).toMatchObject([{ status: 'declined', brief: null, leftUnsafeAt: null }]);
    const known = async () => ((await amina.get(`/cases/${id}`)).body as unknown as CaseView).answers;
    const inDoubt = async () =>
      (await known()).flatMap(({ question, at, doubtedSaidAt }) => (at === doubtedSaidAt ? [question] : []));
    expect(await inDoubt()).toEqual(Object.keys(safe));
    // They did answer: nobody knows whether that is still so.
    const { verdicts } = (await amina.get(`/cases/${id}`)).body as {
      verdicts: Record<string, { sentence: { en: string; fr: string } }>;
    };
    expect(verdicts['safety.risk']?.sentence).toEqual({
      en: expect.stringMatching(/^This was answered, but may not be true any more: ./),
      fr: expect.stringMatching(/^Une réponse a été donnée, mais elle n’est peut-être plus vraie : ./),
    });
    app.clock.advance(minutes);
    await answer(id, 'accept');
    expect(await waiting(id)).toMatchObject([{ ...alert, since: { en: expect.stringMatching(/./) }, over: false }]);
    expect((await next.get(`/cases/${id}`)).body['offers']).toMatchObject([{ leftUnsafeAt: left }]);
    // Half of it said anew is not all of it; then it is known again, and the team is there as if nobody had left.
    await amina.walk(id, [{ 'safety.danger': 'no', 'safety.weapon': 'no' }]);
    expect([await inDoubt(), await theirs(next)]).toMatchObject([
      ['safety.medical', 'safety.suicide'],
      [{ leftUnsafeAt: left }],
    ]);
    await amina.walk(id, [{ 'safety.medical': 'no', 'safety.suicide': 'none' }]);
    expect([await inDoubt(), await theirs(next)]).toMatchObject([[], [{ status: 'accepted', leftUnsafeAt: null }]]);
    // What is in doubt for another reason brings nothing back that was over.
    await amina.walk(id, ['depart', 'emergency-requested', 'hand-over', 'still-on-the-way']);
    expect([await inDoubt(), await theirs(next)]).toMatchObject([Object.keys(safe), [{ leftUnsafeAt: null }]]);
    await amina.walk(id, ['arrive']);
    // Why a team turned back is somebody's to look at, whoever is there now.
    expect(await waiting(id)).toMatchObject([{ ...alert, over: false }]);
    await amina.walk(id, ['find-solved']);
    expect(await alertsOf(id, false)).toMatchObject([
      { about: 'entry', over: true },
      { ...alert, over: true, seenAt: null },
    ]);
  });

  it('names whom to call about what they have not read, at a number that is not our own line, and which team goes', async () => {
    const call = (phones: string) =>
      app.database.ownerQuery(`UPDATE services SET phones = '${phones}' WHERE id = 'taibu-crisis-team'`);
    await call('[{"number": "416-555-0170", "extension": null}]');
    const id = await open('ward-21');
    await answer(id, 'accept');
    const unread = async () => (await of(id))?.['unread'];
    expect([await unread(), (await of(id))?.['team']]).toMatchObject([[], { sends: null }]);
    await amina.walk(id, [{ event: 'change-facts', whereabouts: 'Third floor' }]);
    const told = app.clock.now().toISOString();
    const taibu = { name: { en: expect.stringMatching(/TAIBU/) }, phone: '416-555-0170', at: told };
    expect(await unread()).toEqual([
      { ...taibu, name: { ...taibu.name, fr: expect.any(String) }, about: 'facts-changed' },
    ]);
    const team = await agencyDesk('taibu-chc');
    const [theirs] = await offers(id);
    expect((await team.post(`/referrals/${theirs?.id}/team`, { team: 'taibu-team-2' })).status).toBe(200);
    expect((await of(id))?.['team']).toMatchObject({ sends: { en: expect.stringMatching(/2/) } });
    const setOut = async () => {
      const mine = ((await team.get('/referrals?limit=200')).body['items'] as Item[]).find((one) => one['case'] === id);
      const { allowed } = mine?.['holding'] as { allowed: { event: string; setsOut?: true }[] };
      return allowed.flatMap((one) => (one.setsOut ? [one.event] : []));
    };
    expect(await setOut()).toEqual(['depart', 'arrive']);
    const news = (await team.get('/alerts?waiting=true')).body['items'] as Item[];
    await team.post(`/alerts/${news.find((one) => one['case'] === id)?.id}/seen`, {});
    expect(await unread()).toEqual([]);
    await amina.walk(id, ['depart']);
    expect(await setOut()).toEqual([]);
    // Whoever was called off and does not know it drives on; who was told of a change before that is asked about no more.
    app.clock.advance(minutes);
    await amina.walk(id, ['send-another-team']);
    await answer(id, 'accept');
    await call('[{"number": "416-555-0170", "extension": null, "ownLine": true}]');
    expect(await unread()).toMatchObject([{ name: taibu.name, phone: null, about: 'called-off' }]);
    expect((await amina.get(`/cases/${id}`)).body['agencyTold']).toMatchObject([{ phone: null, about: 'called-off' }]);
    await call('[]');
    await amina.walk(id, ['arrive', 'find-solved']);
  });

  it('says that a question about danger is open beside a team, until somebody has asked it', async () => {
    const id = await open('ward-21');
    await answer(id, 'accept');
    const told = async (onlyWaiting: boolean) =>
      (await alertsOf(id, onlyWaiting)).filter(({ about }) => about === 'asked-beside').map(({ over }) => over);
    await amina.walk(id, [{ 'safety.weapon': null }]);
    await pass(2 * minutes);
    expect([await told(true), (await of(id))?.group]).toEqual([[], 'accepted']);
    await pass(minutes);
    expect([await told(true), (await of(id))?.group]).toEqual([[false], 'late']);
    const [said] = (await alertsOf(id, true)).filter(({ about }) => about === 'asked-beside');
    expect(said).toMatchObject({ what: { en: expect.stringMatching(/^A question about danger is still open/) } });
    await amina.walk(id, [{ 'safety.weapon': 'yes' }]);
    expect([await told(true), await told(false)]).toEqual([[], [true]]);
    await amina.walk(id, [{ 'safety.weapon': 'no' }]);
    expect([await told(true), await told(false), (await of(id))?.group]).toEqual([[], [true], 'accepted']);
    await amina.walk(id, ['arrive', 'find-solved']);
  });

  it('asks nobody to weigh who goes once the answer is put back, or another team is asked', async () => {
    const id = await open('ward-21');
    await answer(id, 'accept');
    const weigh = async (onlyWaiting: boolean) =>
      (await alertsOf(id, onlyWaiting)).filter(({ about }) => about === 'decided-otherwise').map(({ over }) => over);
    await amina.walk(id, [{ ward: 'ward-1' }]);
    expect([await weigh(true), (await of(id))?.group]).toEqual([[false], 'late']);
    app.clock.advance(minutes);
    await amina.walk(id, ['depart']);
    expect([await weigh(true), (await of(id))?.group]).toEqual([[false], 'late']);
    await amina.walk(id, [{ ward: 'ward-21' }]);
    expect([await weigh(true), await weigh(false), (await of(id))?.group]).toEqual([[], [true], 'en-route']);
    app.clock.advance(minutes);
    await amina.walk(id, [{ ward: 'ward-1' }]);
    expect([await weigh(true), await weigh(false)]).toEqual([[false], [false, true]]);
    await amina.walk(id, ['send-another-team']);
    await answer(id, 'accept');
    expect([await weigh(true), await weigh(false), (await of(id))?.group]).toEqual([[], [true, true], 'accepted']);
    await amina.walk(id, ['arrive', 'find-solved']);
  });

  it('puts first whom nobody has, then who takes too long, then by how far it has come', async () => {
    const late = await open('ward-21');
    await answer(late, 'accept');
    await amina.walk(late, ['depart']);
    await pass(26 * minutes);
    const asked = await open('ward-21');
    const nobody = await open('ward-15');
    const { items, counts } = await board();
    expect(items.map(({ id, group }) => [id, group])).toEqual([
      [nobody, 'unassigned'],
      [late, 'late'],
      [asked, 'asked'],
    ]);
    expect(counts).toMatchObject({ unassigned: 1, late: 1, asked: 1, accepted: 0, 'en-route': 0, 'follow-up-late': 0 });
    expect(items[1]?.['alerts']).toMatchObject([{ what: { en: expect.stringMatching(/^25 minutes, and not yet: /) } }]);
    expect((await board('&group=late')).items.map(({ id }) => id)).toEqual([late]);
    expect((await priya.get('/dispatches?group=nothing')).status).toBe(400);
    const first = (await priya.get('/dispatches?limit=2')).body;
    const rest = (await priya.get(`/dispatches?limit=2&cursor=${String(first['next'])}`)).body;
    expect([...(first['items'] as Item[]), ...(rest['items'] as Item[])].map(({ id }) => id)).toEqual([
      nobody,
      late,
      asked,
    ]);
    // It is late until a team is there, whoever looks after it; what somebody looks after has their name.
    const [alert] = items[1]?.['alerts'] as { id: string }[];
    await priya.post(`/alerts/${alert?.id}/seen`, {});
    expect(await of(late)).toMatchObject({ group: 'late', alerts: [{ seenByName: expect.any(String) }] });
    await amina.walk(late, ['arrive']);
    expect(await of(late)).toMatchObject({ group: 'on-scene' });
  });

  it('lets a supervisor pick a team; where the client has not agreed that is an override, said before and reviewed after', async () => {
    const agreed = await open('ward-15');
    const pick = async (id: string) => {
      const { body } = await priya.get(`/cases/${id}`);
      expect(body['dispatch']).toBe('unassigned');
      const allowed = body['allowed'] as { event: string; override: string | null; fields: { choices: string[] }[] }[];
      return allowed.find(({ event }) => event === 'pick-team');
    };
    expect(await pick(agreed)).toMatchObject({
      override: null,
      fields: [{ choices: expect.arrayContaining(['cmha-crisis-team']) }],
    });
    const gone = (await amina.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' })).body['id'];
    const thoughts = { ...asksForTeam[0], 'safety.suicide': 'thoughts' };
    await amina.walk(String(gone), [thoughts, ...asksForTeam.slice(1), 'caller-gone']);
    // Whoever picks reads first how safe they are, and that nobody is on the line any more.
    expect(await of(String(gone))).toMatchObject({
      ...{ safety: { en: 'Distress' }, dangers: [{ question: 'safety.suicide' }], lineBroke: true, mayBeCalled: true },
    });
    expect(await of(agreed)).toMatchObject({ safety: null, dangers: [], lineBroke: false });
    expect(await pick(String(gone))).toMatchObject({ override: 'risk-of-harm' });
    for (const id of [agreed, String(gone)]) await priya.walk(id, [{ event: 'pick-team', agency: 'cmha-crisis-team' }]);
    expect(await of(agreed)).toMatchObject({ group: 'asked', team: { agency: 'cmha-toronto' } });
    // It says so of a team that is sent, too, until they are on the line again.
    for (const [event, lineBroke] of Object.entries({ 'line-lost': true, 'line-back': false })) {
      const { body } = await amina.walk(agreed, [event]);
      expect(body['allowed']).toContainEqual(expect.objectContaining({ event, line: lineBroke ? 'lost' : 'back' }));
      expect(await of(agreed)).toMatchObject({ lineBroke });
    }
    const happened = (await amina.get(`/cases/${agreed}/history`)).body['items'] as { event: string; line?: string }[];
    expect(happened.slice(-3).map(({ event, line }) => [event, line])).toEqual([
      [happened.at(-3)?.event, undefined],
      ...[
        ['line-lost', 'lost'],
        ['line-back', 'back'],
      ],
    ]);
    const { body } = await priya.get('/overrides?waiting=true&limit=200');
    const told = (body['items'] as { case: string; reason: string }[]).map(({ case: id, reason }) => [id, reason]);
    expect(told.filter(([id]) => id === agreed || id === gone)).toEqual([[gone, 'risk-of-harm']]);
  });

  it('tells the team in which language they call until the person’s own is known', async () => {
    const id = await open('ward-21');
    const brief = async () => (await amina.get(`/cases/${id}`)).body['offers'] as { brief: object[] }[];
    const lang = (label: string) => ({ question: 'lang', label: { en: label, fr: expect.any(String) } });
    await amina.walk(id, [{ lang: null }]);
    expect((await brief())[0]?.brief).toContainEqual(expect.objectContaining(lang('English (on this call)')));
    await amina.walk(id, [{ lang: 'fr' }]);
    expect((await brief())[0]?.brief).toContainEqual(expect.objectContaining(lang('French')));
  });

  it('asks whom the supervisor picked even where they said that they are full', async () => {
    const worker = await app.signIn('agency-worker', 'ontario-211', { agency: 'cmha-toronto' });
    const say = async (state: 'full' | 'open') => {
      const path = '/api/v1/agencies/cmha-toronto';
      const { etag = '' } = (await app.http.get(path).set('authorization', worker).expect(200)).headers;
      const put = app.http.put(`${path}/capacity`).set('authorization', worker).set('if-match', etag);
      await put.send({ state }).expect(200);
    };
    const id = await open('ward-15');
    await say('full');
    await priya.walk(id, [{ event: 'pick-team', agency: 'cmha-crisis-team' }]);
    expect(await of(id)).toMatchObject({ group: 'asked', team: { agency: 'cmha-toronto' } });
    await say('open');
    await answer(id, 'decline', { reason: 'full' });
    expect(await of(id)).toMatchObject({ group: 'unassigned' });
  });

  it('names what a reminder is of by the state that it belongs to', async () => {
    const id = await open('ward-21');
    await answer(id, 'accept');
    // What is asked again of danger is asked beside them: they have the client, and say how it goes, all the while.
    const again = (await amina.walk(id, [{ reason: 'suicidal-thoughts' }])).body;
    expect(again).toMatchObject({ state: 'accepted', owner: { kind: 'agency', id: 'taibu-chc' } });
    expect((again['questions'] as Item[])[0]).toMatchObject({ id: 'safety.suicide' });
    const taibu = await agencyDesk('taibu-chc');
    const { headers } = await taibu.get(`/cases/${id}`);
    await amina.walk(id, ['line-lost']);
    // Nothing of that is theirs to look at first.
    const asSeen = { 'if-match': headers.get('etag') ?? '' };
    expect((await taibu.post(`/cases/${id}/events`, { event: 'depart' }, asSeen)).status).toBe(200);
    expect((await taibu.post(`/cases/${id}/events`, { event: 'arrive' }, asSeen)).status).toBe(412);
    // Nor does a clock stop them that tells supervisors.
    const onTheWay = (await taibu.get(`/cases/${id}`)).headers.get('etag') ?? '';
    await pass(26 * minutes);
    const { body: late } = await amina.get(`/cases/${id}`);
    expect({ state: late['state'], same: onTheWay === `"${String(late['revision'])}"` }).toEqual({
      ...{ state: 'en-route', same: false },
    });
    const arrives = await taibu.post(`/cases/${id}/events`, { event: 'arrive' }, { 'if-match': onTheWay });
    expect(arrives.status).toBe(200);
    await amina.walk(id, ['emergency-requested']);
    await pass(1000);
    expect((await of(id))?.['alerts']).toContainEqual(
      expect.objectContaining({ what: { en: 'Calling 911 for the team', fr: expect.any(String) } }),
    );
    // That 911 was reached is not that the caller was.
    await amina.walk(id, [{ event: 'target-declined', reason: 'no-answer' }, 'reach-911']);
    expect(await of(id)).toMatchObject({ group: 'on-scene', lineBroke: true });
    await amina.walk(id, ['leave-to-911']);
  });

  it('is for supervisors of the tenant alone', async () => {
    const { status } = await amina.get('/dispatches');
    expect(status).toBe(403);
    const agency = await app.signIn('agency-worker', 'ontario-211');
    await app.http.get('/api/v1/dispatches').set('authorization', agency).expect(403);
    const elsewhere = await app.signIn('supervisor', 'greater-montreal');
    const { body } = await app.http.get('/api/v1/dispatches').set('authorization', elsewhere).expect(200);
    expect(body).toMatchObject({ items: [], next: null, counts: { unassigned: 0, late: 0, asked: 0 } });
    const seen = await app.database.ownerQuery(
      `SELECT 1 FROM audit WHERE action = 'read-dispatches' AND person_id = 'priya-raman'`,
    );
    expect(seen.length === 0 ? 'not noted' : 'noted').toBe('noted');
  });

  it('knows which place leads to whom, and who is asked next, as routing does', async () => {
    const { body } = await amina.get('/areas');
    const first = (await amina.get('/areas?limit=1')).body;
    const rest = await amina.get(`/areas?cursor=${String(first['next'])}`);
    expect([...(first['items'] as unknown[]), ...(rest.body['items'] as unknown[])]).toEqual(body['items']);
    expect([(first['items'] as unknown[]).length, rest.body['next']]).toEqual([1, null]);
    type Area = {
      id: string;
      order: string[];
      picks: string[];
      places: { question: string; values: { value: string }[] }[];
    };
    const areas = body['items'] as Area[];
    const of = (value: string) =>
      areas.find(({ places }) => places.some(({ values }) => values.some((one) => one.value === value)));
    expect(of('ward-21')).toMatchObject({
      id: 'tccs area north-east',
      order: expect.arrayContaining(['gerstein-crisis-team']),
    });
    expect(of('ward-21')?.order[0]).toBe('taibu-crisis-team');
    expect(of('M5V')?.order[0]).toBe('two-spirited-crisis-team');
    expect(of('ward-15')).toMatchObject({ order: [], picks: expect.arrayContaining(['cmha-crisis-team']) });
    // Each ward and each half of a postal code leads to one area.
    const all = areas.flatMap(({ places }) => places.flatMap(({ values }) => values.map(({ value }) => value)));
    expect(all.length).toBe(new Set(all).size);
    expect(all.filter((value) => value.startsWith('ward-')).length).toBe(25);
  });

  it('leaves a follow-up to its agency until it is overdue', async () => {
    const id = await open('ward-21');
    await answer(id, 'accept');
    await amina.walk(id, ['arrive', 'support', { event: 'give-consent', by: 'self' }]);
    expect(await of(id)).toBeUndefined();
    await pass(49 * 60 * minutes);
    [amina, priya] = [await signInAgain('navigator'), await signInAgain('supervisor')];
    expect(await of(id)).toMatchObject({ group: 'follow-up-late', overdue: 1, overdueSince: expect.any(String) });
    await amina.walk(id, ['need-nothing']);
    expect(await of(id)).toBeUndefined();
  });

  const agencyDesk = async (agency: string) => {
    const as = { role: 'agency-worker', tenant: 'ontario-211', agency };
    const { body } = await app.http.post('/api/v1/demo/sign-in').send(as).expect(200);
    return new Desk(await app.app.getUrl(), `Bearer ${(body as { token: string }).token}`);
  };
  /** Days have passed: nobody is signed in any more. */
  async function signInAgain(role: string): Promise<Desk> {
    const signedIn = await app.http.post('/api/v1/demo/sign-in').send({ role, tenant: 'ontario-211' }).expect(200);
    return new Desk(await app.app.getUrl(), `Bearer ${(signedIn.body as { token: string }).token}`);
  }
});
