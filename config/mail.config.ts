import type { Settings } from './settings.js';

/** Who hands mails to agencies over, and whom they come from. */
export interface MailServer {
  readonly url: string;
  readonly from: string;
}

/** No mail is sent, and that is meant: `SMTP_URL=none`. */
export const printsAll = (settings: Settings): boolean => settings.get('SMTP_URL') === 'none';

/** Null where no mail is sent; half of it is a mistake. What the address says is never shown: it may hold a password. */
export function readMailServer(settings: Settings): MailServer | null {
  const [url, from] = [settings.get('SMTP_URL'), settings.get('MAIL_FROM')];
  if ((url === null && from === null) || printsAll(settings)) return null;
  const server = {
    url: settings.need(
      'SMTP_URL',
      'the mail server, for example smtps://user:password@mail.example.org',
      'le serveur de courriel, par exemple smtps://compte:motdepasse@mail.example.org',
    ),
    from: settings.need(
      'MAIL_FROM',
      'the address that mails to agencies come from',
      'l’adresse d’où partent les courriels aux organismes',
    ),
  };
  if (url !== null && !/^smtps?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    settings.refuse(
      'SMTP_URL is no address of a mail server: write smtp://host:587 or smtps://host, with user:password@ where it asks for them.',
      'SMTP_URL n’est pas l’adresse d’un serveur de courriel : écrivez smtp://hôte:587 ou smtps://hôte, avec compte:motdepasse@ s’il les demande.',
    );
  }
  if (from !== null && !/^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(from)) {
    settings.refuse(
      `MAIL_FROM is "${from}": write a mail address, for example Front Door <links@example.org>.`,
      `MAIL_FROM est « ${from} » : écrivez une adresse de courriel, par exemple Front Door <liens@example.org>.`,
    );
  }
  return server;
}
