/** The page that somebody asked for who was not signed in: they are led there once they are. One of this window. */
const key = 'front-door.return-to';

export function rememberPage(path: string): void {
  if (path !== '/' && !path.startsWith('/sign-in')) sessionStorage.setItem(key, path);
}

export const askedPage = (): string | null => sessionStorage.getItem(key);

/** Once; null when nobody asked for one. */
export function takePage(): string | null {
  const path = askedPage();
  sessionStorage.removeItem(key);
  return path;
}
