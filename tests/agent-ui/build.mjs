// Bundles the agent pages into target/agent-ui/{app.js,app.css}, which the stand-in serves.
import { build } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

await build({
  entryPoints: { app: join(here, 'src', 'main.tsx') },
  outdir: join(root, 'target', 'agent-ui'),
  bundle: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  // React's development build warns on the console; the pages must keep it clean.
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});
