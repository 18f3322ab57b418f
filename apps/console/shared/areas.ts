/** The areas of the console and who has business there. The API holds the same line; here it spares people a refusal. */
export const areas = {
  inbox: { to: '/inbox', roles: ['agency-worker'] },
  capacity: { to: '/capacity', roles: ['agency-worker'] },
  system: { to: '/system', roles: ['agency-worker'] },
  calls: { to: '/', roles: ['navigator', 'supervisor'] },
  reviews: { to: '/reviews', roles: ['supervisor', 'reviewer'] },
  letters: { to: '/letters', roles: ['supervisor', 'reviewer'] },
  floor: { to: '/floor', roles: ['supervisor'] },
  teams: { to: '/teams', roles: ['navigator', 'supervisor'] },
  dispatches: { to: '/dispatches', roles: ['supervisor'] },
  alerts: { to: '/alerts', roles: ['navigator', 'supervisor', 'reviewer'] },
  overrides: { to: '/overrides', roles: ['supervisor', 'reviewer'] },
  partners: { to: '/partners', roles: ['supervisor', 'program-admin'] },
  sessions: { to: '/sessions', roles: ['supervisor', 'program-admin'] },
} as const satisfies Readonly<Record<string, { readonly to: string; readonly roles: readonly string[] }>>;
export type Area = keyof typeof areas;

export function mayUse(area: Area, role: string | undefined): boolean {
  return (areas[area].roles as readonly string[]).includes(role ?? '');
}

export function areasOf(role: string | undefined): Area[] {
  return (Object.keys(areas) as Area[]).filter((area) => mayUse(area, role));
}

/** Who watches over all calls begins with all of them, and takes one by the way. */
const begins: Readonly<Record<string, Area>> = { supervisor: 'floor' };

/** Where somebody lands after signing in. Roles without a screen yet are told so at `/`. */
export function homeOf(role: string | undefined): (typeof areas)[Area]['to'] {
  const first = begins[role ?? ''] ?? areasOf(role)[0];
  return first ? areas[first].to : '/';
}
