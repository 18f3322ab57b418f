/** A folder that the embedded database needs cannot be used. Says what is wrong, where, and what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

const reasons: Readonly<Record<string, readonly [en: string, fr: string]>> = {
  EACCES: ['this account may not write there', 'ce compte ne peut pas y écrire'],
  EPERM: ['the system does not allow it', 'le système ne le permet pas'],
  EROFS: ['its disk can only be read', 'ce disque est en lecture seule'],
  ENOTDIR: ['a part of this path is a file, not a folder', 'une partie de ce chemin est un fichier, pas un dossier'],
  EEXIST: ['there is a file of this name', 'il y a un fichier de ce nom'],
  ENOSPC: ['its disk is full', 'ce disque est plein'],
  EDQUOT: ['this account has used up its space there', 'ce compte y a utilisé tout son espace'],
};
const otherPlace = 'FRONT_DOOR_DATA=~/front-door-data npm start';

/** Does something with the file system; an error about it becomes one that tells a person what to do. */
export function withFolder<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code = '', path = folder } = error as { code?: string; path?: string };
    if (!(code in reasons)) throw error;
    throw folderError(code, path, { cause: error });
  }
}

export function folderError(code: string, place: string, options?: ErrorOptions): FolderError {
  const [en, fr] = reasons[code] ?? [code, code];
  const [instead, plutot] =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? ['Free some space, or keep the data elsewhere', 'Libérez de l’espace, ou gardez les données ailleurs']
      : ['Keep the data in a folder of your own', 'Gardez les données dans un dossier à vous'];
  return new FolderError(
    `The database cannot keep its data in ${place}: ${en} (${code}). ${instead}: ${otherPlace}\n` +
      `La base de données ne peut pas garder ses données dans ${place} : ${fr} (${code}). ${plutot} : ${otherPlace}`,
    options,
  );
}
