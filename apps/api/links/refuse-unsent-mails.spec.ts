import { describe, expect, it } from '@jest/globals';
import type { Config } from '../loading/read-config.js';
import { refuseUnsentMails } from './refuse-unsent-mails.js';

describe('an agency that wants its offers by mail', () => {
  const wanting = (linkTo: string | null) =>
    ({ tenants: [{ agencies: [{ id: 'gerstein-centre', linkTo }] }] }) as unknown as Config;
  const mailServer = { url: 'smtps://mail.example.org', from: 'links@example.org' };

  it('keeps live mode from starting without a mail server, and is named', () => {
    const start = () => refuseUnsentMails({ mode: 'live', mailServer: null }, wanting('desk@example.org'));
    expect(start).toThrow(/SMTP_URL and MAIL_FROM are missing: gerstein-centre[^]*SMTP_URL et MAIL_FROM manquent/);
  });

  it('keeps nothing from starting in the demo, with a mail server, or when there is none', () => {
    refuseUnsentMails({ mode: 'demo', mailServer: null }, wanting('desk@example.org'));
    refuseUnsentMails({ mode: 'live', mailServer }, wanting('desk@example.org'));
    refuseUnsentMails({ mode: 'live', mailServer: null }, wanting(null));
  });
});
