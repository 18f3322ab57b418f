import { type AppConfig, ConfigurationError } from '../../config/app.config.js';
import { FolderError } from '../../libs/platform/index.js';
import { ConfigError } from './loading/read-config.js';

type Config = Pick<AppConfig, 'port' | 'host' | 'logLevel'>;

/**
 * What the operator is told when the start fails: what is wrong, where, and what to do. A stack only for what nobody foresaw,
 * or when the log is for debugging.
 */
export function whyNotStarted(error: unknown, config: Config): string {
  if (error instanceof ConfigError || error instanceof ConfigurationError || error instanceof FolderError)
    return error.message;
  const said = isListening(error) ? aboutPort(codeOf(error), config) : aboutDatabase(codeOf(error));
  if (said !== null) return said;
  if (!(error instanceof Error)) return String(error);
  return isSentence(error) && config.logLevel !== 'debug' ? error.message : (error.stack ?? error.message);
}

/** We throw plain errors with a sentence for people; what breaks by itself has a code or a name of its own. */
const isSentence = (error: Error): boolean => error.name === 'Error' && codeOf(error) === '';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** EACCES and the like are said of files too: only Node's `listen` means the port. */
const isListening = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'listen';

function aboutPort(code: string, { port, host }: Config): string | null {
  const other = port < 65_535 ? port + 1 : 3000;
  switch (code) {
    case 'EADDRINUSE':
      return (
        `Port ${port} is in use, perhaps by another Front Door. Close that one, or take another port: PORT=${other} npm start\n` +
        `Le port ${port} est déjà pris, peut-être par un autre Front Door. Fermez-le, ou prenez un autre port : PORT=${other} npm start`
      );
    case 'EACCES':
      return (
        `This account may not open port ${port} on ${host}. Use one above 1023: PORT=3000 npm start\n` +
        `Ce compte ne peut pas ouvrir le port ${port} sur ${host}. Prenez-en un au-dessus de 1023 : PORT=3000 npm start`
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return (
        `This machine has no address ${host}. Correct HOST, or leave it out.\n` +
        `Cette machine n’a pas l’adresse ${host}. Corrigez HOST, ou omettez-le.`
      );
    default:
      return null;
  }
}

/** Never shows an address: it may hold a password. */
function aboutDatabase(code: string): string | null {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'EAI_AGAIN':
      return (
        `The database does not answer (${code}). Check DATABASE_URL, and that the server is running.\n` +
        `La base de données ne répond pas (${code}). Vérifiez DATABASE_URL, et que le serveur fonctionne.`
      );
    case '28P01':
    case '28000':
      return (
        'The database does not let us in. Check role and password in DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL.\n' +
        'La base de données nous refuse l’accès. Vérifiez le rôle et le mot de passe dans DATABASE_URL, DATABASE_WORKER_URL et DATABASE_OWNER_URL.'
      );
    case '3D000':
      return (
        'The server has no database of that name. Create it with owner frontdoor_owner, or correct DATABASE_URL.\n' +
        'Le serveur n’a pas de base de données de ce nom. Créez-la avec frontdoor_owner comme propriétaire, ou corrigez DATABASE_URL.'
      );
    default:
      return null;
  }
}
