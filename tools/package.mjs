/**
 * Puts dist/chrome and dist/firefox together from what is built: the two bundles, the styles, the
 * WebAssembly, icons, texts and each browser's manifest. Same input, same bytes.
 */
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';
import { managedSchemaOf } from './managed-schema.mjs';
import { browsers, manifestFor } from './manifest.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const extension = join(root, 'extension');

const source = await readFile(join(root, 'manifest.json'), 'utf8');
const manifests = Object.fromEntries(browsers.map((name) => [name, manifestFor(source, name)]));

/** Each with a script, a module and a stylesheet of its name. */
const pages = ['popup', 'panel', 'options'];

/** By the name that modules know them under (`extension/pages/shipped.ts`). */
const shipped = {
  settings: 'settings/defaults.json',
  escalation: 'escalation/defaults.json',
  redaction: 'escalation/redact/defaults.json',
  contribution: 'contribution/defaults.json',
  schema: 'settings/schema.json',
};

/** What the extension does, to be read in the version that is installed. */
const documents = ['PRIVACY', 'SECURITY', 'SUPPORT'];

const managedSchema = managedSchemaOf(await readFile(join(root, 'src', 'settings', 'schema.json'), 'utf8'));

/** The oldest browser that the manifest allows is what the bundles are written for. */
const targets = {
  chrome: `chrome${JSON.parse(manifests.chrome).minimum_chrome_version}`,
  firefox: `firefox${parseInt(JSON.parse(manifests.firefox).browser_specific_settings.gecko.strict_min_version)}`,
};

for (const browser of browsers) {
  const stage = join(root, 'target', 'stage', browser);
  await rm(stage, { recursive: true, force: true });
  await bundle(browser, stage);
  await squeeze(join(stage, 'content.js'));
  await copyWasm(stage);
  await copyIcons(stage);
  await copyShipped(stage);
  await copyMessages(stage);
  for (const page of pages) await cp(join(extension, 'pages', `${page}.html`), join(stage, `${page}.html`));
  await cp(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  for (const document of documents) await writeFile(join(stage, `${document.toLowerCase()}.txt`), await asText(`${document}.md`));
  await writeFile(join(stage, 'manifest.json'), manifests[browser]);
  if (JSON.parse(manifests[browser]).storage) await writeFile(join(stage, 'managed_schema.json'), managedSchema);

  // In one step, so that nobody loads half an extension.
  const dist = join(root, 'dist', browser);
  await rm(dist, { recursive: true, force: true });
  await mkdir(dirname(dist), { recursive: true });
  await rename(stage, dist);
}

async function bundle(browser, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: join(extension, 'content', 'main.ts'), out: 'content' },
      { in: join(extension, 'content', 'overlay.css'), out: 'overlay' },
      { in: join(extension, 'background', 'background.ts'), out: 'background' },
      { in: join(extension, 'pages', 'style.css'), out: 'style' },
      ...pages.flatMap((page) => ['ts', 'css'].map((kind) => ({ in: join(extension, 'pages', `${page}.${kind}`), out: page }))),
    ],
    outdir,
    bundle: true,
    // Neither content scripts nor a classic service worker can be modules.
    format: 'iife',
    target: targets[browser],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    // wasm-bindgen's default address of the module; the background passes its own.
    logOverride: { 'empty-import-meta': 'silent' },
  });
}

/** Every tab compiles this script anew: terser takes another thirtieth off what esbuild leaves. */
async function squeeze(script) {
  const { code } = await minify(await readFile(script, 'utf8'), {
    ecma: 2020,
    compress: { passes: 3 },
    format: { ecma: 2020 },
    toplevel: true,
  });
  await writeFile(script, `${code}\n`);
}

/** Each module under the name of its cargo feature. */
async function copyWasm(stage) {
  const built = join(root, 'target', 'wasm');
  for (const module of await readdir(built)) {
    await cp(join(built, module, 'vanguard.wasm'), join(stage, `${module}.wasm`));
  }
}

/** Browsers show text, and guess the encoding of one without a mark. */
async function asText(document) {
  return `\uFEFF${await readFile(join(root, document), 'utf8')}`;
}

async function copyIcons(stage) {
  for (const icon of (await readdir(join(extension, 'icons'))).filter((name) => name.endsWith('.png'))) {
    await cp(join(extension, 'icons', icon), join(stage, 'icons', icon));
  }
}

/** Without what is for translators. */
async function copyMessages(stage) {
  for (const language of await readdir(join(extension, '_locales'))) {
    const all = JSON.parse(await readFile(join(extension, '_locales', language, 'messages.json'), 'utf8'));
    const messages = Object.entries(all).map(([key, { message }]) => [key, { message }]);
    await mkdir(join(stage, '_locales', language), { recursive: true });
    await writeFile(join(stage, '_locales', language, 'messages.json'), JSON.stringify(Object.fromEntries(messages)));
  }
}

/** Without what only makes them readable. */
async function copyShipped(stage) {
  await mkdir(join(stage, 'shipped'));
  for (const [name, file] of Object.entries(shipped)) {
    const value = JSON.parse(await readFile(join(root, 'src', file), 'utf8'));
    await writeFile(join(stage, 'shipped', `${name}.json`), JSON.stringify(value));
  }
}
