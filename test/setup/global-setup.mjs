import './register-ts.mjs';

export default async function globalSetup() {
  const { startTestCluster } = await import('./test-cluster.ts');
  await startTestCluster();
}
