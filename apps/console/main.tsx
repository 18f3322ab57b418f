import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shared/styles/tokens.css';
import './shared/styles/base.css';
import './shared/styles/controls.css';
import { AnnounceProvider } from './shared/announce';
import { ApiProblem } from './shared/api';
import './shared/i18n';
import { router } from './routes';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Lost connections are retried below the queries, with patience; a refusal is not worth asking again.
      retry: false,
      staleTime: 5_000,
      networkMode: 'always',
      throwOnError: (error) => !(error instanceof ApiProblem),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <AnnounceProvider>
          <RouterProvider router={router} />
        </AnnounceProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

// A page loaded again without a connection still opens. Once this page is there: nobody waits for it.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener(
    'load',
    () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined),
  );
}
