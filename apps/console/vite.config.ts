import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const api = process.env.FRONT_DOOR_API ?? 'http://localhost:3000';

/** Tells the service worker which files this build has. They carry their hash in their names, so their names are its version. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    writeBundle({ dir = '' }) {
      // From the disk: names can still change while a bundle is put together.
      const files = readdirSync(join(dir, 'assets')).map((name) => `/assets/${name}`);
      const version = createHash('sha256').update(files.sort().join()).digest('hex').slice(0, 16);
      const written = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n`;
      const source = written + readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');
      writeFileSync(join(dir, 'service-worker.js'), source);
    },
  };
}

const page = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), serviceWorker()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The manifest tells the size test which files the call route loads.
    manifest: true,
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // The form on which people apply is the server's; what browsers add to it is a file of its own.
    rolldownOptions: { input: { index: page('./index.html'), apply: page('./apply/main.ts') } },
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': api } },
});
