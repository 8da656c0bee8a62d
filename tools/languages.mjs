/**
 * Holds the languages of `extension/_locales` together: every message in each of them, with the same values in it, said
 * somewhere, and known where it is said. Prints what is wrong and fails then.
 */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const locales = join(root, 'extension', '_locales');

const wrong = [];

const languages = (await readdir(locales)).sort();
const messages = new Map();
for (const language of languages) messages.set(language, JSON.parse(await readFile(join(locales, language, 'messages.json'), 'utf8')));
const english = messages.get('en');

/** `$1` to `$9`, in the order of their numbers; how often each stands there is the language's affair. */
const values = (text) => [...new Set(text.match(/\$[1-9]/g))].sort().join(' ');

for (const [language, own] of messages) {
  const say = (key, what) => wrong.push(`${language}: ${key}: ${what}`);
  for (const key in english) if (!(key in own)) say(key, 'is missing');
  for (const [key, { message, description }] of Object.entries(own)) {
    if (!(key in english)) {
      say(key, 'is no message of English');
      continue;
    }
    if (typeof message !== 'string' || message.trim() === '') say(key, 'is empty');
    else {
      if (message.replace(/\$[1-9]/g, '').includes('$')) say(key, 'has a `$` that is not one of `$1` to `$9`');
      if (values(message) !== values(english[key].message)) say(key, `has the values [${values(message)}], English has [${values(english[key].message)}]`);
    }
    if (language === 'en' && !description) say(key, 'has no description for translators');
  }
  if (own.text_language?.message !== language) say('text_language', `is not ${language}`);
}

const said = new Map();
/** What a setting must be. */
const wanted = [];
const note = (key, where) => said.set(key, [...(said.get(key) ?? []), where]);

/** In quotes anywhere in the code counts as said; where a message is asked for by its key, the key has to be one. */
const asked = {
  '.rs': [/\b(?:words|say)\(\s*"([^"]*)"/g, /"([a-z0-9_]+_(?:what|todo))"/g],
  '.ts': [/\b(?:say|getMessage)\(\s*'([^']*)'/g],
};
const quoted = { '.rs': /"([a-z][a-z0-9_]*)"/g, '.ts': /'([a-z][a-z0-9_]*)'/g };

for (const folder of ['src', 'extension']) {
  const files = await readdir(join(root, folder), { recursive: true });
  for (const file of files.filter((name) => extname(name) in asked).sort()) {
    const whole = await readFile(join(root, folder, file), 'utf8');
    // What tests say to each other is no message.
    const [text] = whole.split('#[cfg(test)]');
    for (const [, key] of text.matchAll(quoted[extname(file)])) if (key in english) note(key, file);
    for (const [, what] of text.matchAll(/(?:\bwants\(\s*|_SHAPE: &str = )"([^"]*)"/g)) wanted.push(what);
    for (const pattern of asked[extname(file)]) {
      for (const [, key] of text.matchAll(pattern)) {
        // `@@` stands before the browser's own.
        if (!(key in english || key.startsWith('@@'))) wrong.push(`${folder}/${file}: asks for ${key}, which is no message`);
      }
    }
  }
}
for (const [, key] of (await readFile(join(root, 'manifest.json'), 'utf8')).matchAll(/__MSG_(\w+)__/g)) {
  note(key, 'manifest.json');
  if (!(key in english)) wrong.push(`manifest.json: asks for ${key}, which is no message`);
}

/** As src/words.rs makes it of a text; names can be changed, so all of their words count. */
function keyOf(prefix, text) {
  const words = text.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  return [prefix, ...(prefix === 'name' ? words : words.slice(0, 8))].join('_');
}

/** What is written elsewhere and looked up by its words. */
function holdTo(prefix, texts, file) {
  for (const text of new Set(texts)) {
    const key = keyOf(prefix, text);
    note(key, file);
    if (english[key]?.message !== text) wrong.push(`${file}: “${text}” is not what English has as ${key}`);
  }
}

const defaults = JSON.parse(await readFile(join(root, 'src', 'settings', 'defaults.json'), 'utf8'));
const calls = JSON.parse(await readFile(join(root, 'src', 'meetings', 'defaults.json'), 'utf8'));
const pages = await readFile(join(root, 'src', 'links.rs'), 'utf8');
const names = [
  ...defaults.presets.flatMap(({ name, bands }) => [name, ...bands.flatMap((band) => [band.name, band.word])]),
  ...defaults.results.channels.map(({ name }) => name),
  ...calls.meetings.flatMap(({ name, purpose }) => [name, purpose]),
  ...[...pages.matchAll(/^ {8}"(?!https)(.*)",$/gm)].map(([, name]) => name),
];
holdTo('name', names, 'the defaults');

const schema = JSON.parse(await readFile(join(root, 'src', 'settings', 'schema.json'), 'utf8'));
/** Where a key has no title, it is one. */
const titleOf = (key) => key.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

function* textsOf(part) {
  if (typeof part !== 'object' || part === null) return;
  for (const text of [part.title, part.description]) if (typeof text === 'string') yield text;
  for (const [key, { title, type, $ref }] of Object.entries(part.properties ?? {})) if (!title && (type || $ref)) yield titleOf(key);
  for (const below of Object.values(part)) yield* textsOf(below);
}

const { vanguard: _, ...sections } = schema.properties;
holdTo('setting', [...textsOf({ properties: sections }), ...textsOf(schema.$defs)], 'schema.json');
holdTo('wanted', wanted, 'src');
for (const [, values] of JSON.stringify(schema).matchAll(/"enum":(\[[^\]]*\])/g)) {
  for (const value of JSON.parse(values)) note(keyOf('setting', `${value}`), 'schema.json');
}

for (const key in english) if (!said.has(key)) wrong.push(`en: ${key}: is said nowhere`);

for (const line of wrong) console.error(line);
if (wrong.length > 0) process.exit(1);
console.log(`${Object.keys(english).length} messages in ${languages.join(', ')}`);
