import { describe, expect, it } from '@jest/globals';
import type { Config } from '../loading/read-config.js';
import { refuseUnsentMails } from './refuse-unsent-mails.js';

describe('an agency that wants its offers by mail', () => {
  const wanting = (linkTo: string | null) =>
    ({ tenants: [{ agencies: [{ id: 'gerstein-centre', linkTo }] }], programs: {} }) as unknown as Config;
  const mailServer = { url: 'smtps://mail.example.org', from: 'links@example.org' };

  it('keeps live mode from starting without a mail server, and is named', () => {
    const start = () =>
      refuseUnsentMails({ mode: 'live', mailServer: null, printsAll: false }, wanting('desk@example.org'));
    expect(start).toThrow(/SMTP_URL and MAIL_FROM are missing: gerstein-centre[^]*SMTP_URL et MAIL_FROM manquent/);
  });

  it('keeps nothing from starting in the demo, with a mail server, or when there is none', () => {
    refuseUnsentMails({ mode: 'demo', mailServer: null, printsAll: false }, wanting('desk@example.org'));
    refuseUnsentMails({ mode: 'live', mailServer, printsAll: false }, wanting('desk@example.org'));
    refuseUnsentMails({ mode: 'live', mailServer: null, printsAll: false }, wanting(null));
  });
});

describe('a program that writes by e-mail', () => {
  const sends = [{ letter: 'decision', email: 'email', print: 'home_address' }];
  const writing = (program: object) =>
    ({ tenants: [], programs: { fares: { program: { id: 'fares', states: {}, ...program } } } }) as unknown as Config;
  const live = { mode: 'live', mailServer: null, printsAll: false } as const;

  it('keeps live mode from starting without a mail server, unless all is to be printed', () => {
    for (const program of [{ states: { denied: { sends } } }, { grants: { pass: { sends } } }]) {
      expect(() => refuseUnsentMails(live, writing(program))).toThrow(
        /fares sends letters[^]*SMTP_URL=none[^]*fares envoie/,
      );
      refuseUnsentMails({ ...live, printsAll: true }, writing(program));
      refuseUnsentMails({ ...live, mode: 'demo' }, writing(program));
    }
    refuseUnsentMails(live, writing({ states: { denied: { sends: [{ letter: 'card', print: 'home_address' }] } } }));
  });

  it('is told together with an agency that wants its offers by mail, which no printing helps', () => {
    const both = {
      ...writing({ states: { denied: { sends } } }),
      tenants: [{ agencies: [{ id: 'dso', linkTo: 'a@example.org' }] }],
    };
    expect(() => refuseUnsentMails(live, both as unknown as Config)).toThrow(/dso want[^]*fares sends/);
    expect(() => refuseUnsentMails({ ...live, printsAll: true }, both as unknown as Config)).toThrow('dso want');
  });
});
