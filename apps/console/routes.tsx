import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { homeOf, mayUse, type Area } from './shared/areas';
import { rememberPage } from './shared/return-to';
import { session } from './shared/session';
import { Shell } from './shared/shell';

const rootRoute = createRootRoute({ component: Shell });
const signedIn = () => {
  if (session()) return;
  rememberPage(window.location.pathname);
  throw redirect({ to: '/sign-in' });
};
/** Everybody else is led to where they may be. */
const only = (area: Area) => () => {
  signedIn();
  const role = session()?.person.role;
  if (!mayUse(area, role)) throw redirect({ to: homeOf(role) });
};

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./navigator/sign-in'), 'SignIn'),
});
const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    signedIn();
    const role = session()?.person.role;
    const home = homeOf(role);
    if (!mayUse('calls', role) && home !== '/') throw redirect({ to: home });
  },
  component: lazyRouteComponent(() => import('./navigator/start'), 'Start'),
});
const greeting = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lines/$line',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./navigator/greeting'), 'Greeting'),
});
const call = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cases/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./navigator/call-screen'), 'CallScreen'),
});
const floor = createRoute({
  getParentRoute: () => rootRoute,
  path: '/floor',
  beforeLoad: only('floor'),
  component: lazyRouteComponent(() => import('./supervisor/floor'), 'Floor'),
});
const dispatches = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dispatches',
  beforeLoad: only('dispatches'),
  component: lazyRouteComponent(() => import('./supervisor/dispatches'), 'Dispatches'),
});
const reviews = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reviews',
  beforeLoad: only('reviews'),
  component: lazyRouteComponent(() => import('./review/reviews'), 'Reviews'),
});
const review = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reviews/$id',
  beforeLoad: only('reviews'),
  component: lazyRouteComponent(() => import('./review/review-screen'), 'ReviewScreen'),
});
const letters = createRoute({
  getParentRoute: () => rootRoute,
  path: '/letters',
  beforeLoad: only('letters'),
  component: lazyRouteComponent(() => import('./review/letters'), 'Letters'),
});
const teams = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  beforeLoad: only('teams'),
  component: lazyRouteComponent(() => import('./supervisor/teams'), 'Teams'),
});
const alerts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  beforeLoad: only('alerts'),
  component: lazyRouteComponent(() => import('./supervisor/alerts'), 'Alerts'),
});
const overrides = createRoute({
  getParentRoute: () => rootRoute,
  path: '/overrides',
  beforeLoad: only('overrides'),
  component: lazyRouteComponent(() => import('./supervisor/overrides'), 'Overrides'),
});
const inbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  beforeLoad: only('inbox'),
  component: lazyRouteComponent(() => import('./agency/inbox'), 'Inbox'),
});
const capacity = createRoute({
  getParentRoute: () => rootRoute,
  path: '/capacity',
  beforeLoad: only('capacity'),
  component: lazyRouteComponent(() => import('./agency/capacity'), 'Capacity'),
});
const partners = createRoute({
  getParentRoute: () => rootRoute,
  path: '/partners',
  beforeLoad: only('partners'),
  component: lazyRouteComponent(() => import('./partners/partners'), 'Partners'),
});
const sessions = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions',
  beforeLoad: only('sessions'),
  component: lazyRouteComponent(() => import('./supervisor/sessions'), 'Sessions'),
});
const system = createRoute({
  getParentRoute: () => rootRoute,
  path: '/system',
  beforeLoad: only('system'),
  component: lazyRouteComponent(() => import('./partners/partners'), 'Partners'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signIn,
    start,
    greeting,
    call,
    floor,
    reviews,
    review,
    letters,
    teams,
    dispatches,
    alerts,
    overrides,
    inbox,
    capacity,
    partners,
    sessions,
    system,
  ]),
  // Focus and scrolling are the screens' own.
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
