import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { session } from './shared/session';
import { Shell } from './shared/shell';

const rootRoute = createRootRoute({ component: Shell });
const signedIn = () => {
  if (!session()) throw redirect({ to: '/sign-in' });
};

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./navigator/sign-in'), 'SignIn'),
});
const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: signedIn,
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

export const router = createRouter({
  routeTree: rootRoute.addChildren([signIn, start, greeting, call]),
  // Focus and scrolling are the screens' own.
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
