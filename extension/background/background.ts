/**
 * The background: wires the browser's events to the core, which decides. Listeners are registered
 * in the first turn, or a browser that wakes this script up for an event does not deliver it.
 */
import init, { answered, look, start, tabClosed } from '../../target/wasm/background/vanguard.js';
import defaults from '../../src/settings/defaults.json';
import type { Look, Plan, Push } from '../content/protocol';
import { isLook, patterns, trustedHost } from './trust';

/** Rejected where WebAssembly cannot run. */
let ready: Promise<void> = wake();

// Said in each answer, and not on the console.
ready.catch(() => undefined);

async function wake(): Promise<void> {
  await init({ module_or_path: chrome.runtime.getURL('background.wasm') });
  await applySettings();
}

async function applySettings(): Promise<void> {
  const { settings } = await chrome.storage.local.get('settings');
  start(JSON.stringify(defaults), settings === undefined ? undefined : JSON.stringify(settings));
}

chrome.runtime.onMessage.addListener((message: unknown, sender, answer: (plan?: string) => void) => {
  const host = trustedHost(sender);
  const tab = sender.tab?.id;
  if (host === null || tab === undefined || !isLook(message)) return false;
  plan(tab, host, message)
    .then(answer, () => answer(undefined))
    .then(() => ready)
    .then(answered)
    .catch(() => undefined);
  return true;
});

async function plan(tab: number, host: string, message: Look): Promise<string> {
  try {
    await ready;
  } catch {
    return withoutWasm();
  }
  const bodies = message.answers.flatMap(({ body }) => body ?? []);
  const answers = message.answers.map((one) => ({ ...one, body: one.body === null ? null : '' }));
  return look(tab, host, JSON.stringify({ ...message, answers }), bodies);
}

function withoutWasm(): string {
  const status = {
    code: 'VG-WASM',
    what: chrome.i18n.getMessage('wasm_off_what'),
    todo: chrome.i18n.getMessage('wasm_off_todo'),
    retry: false,
    until: null,
  };
  const plan: Plan = { badges: [], explanations: [], order: [], requests: [], status, replanAt: null, next: null, skew: 0 };
  return JSON.stringify(plan);
}

chrome.tabs.onRemoved.addListener((tab) => {
  ready.then(() => tabClosed(tab)).catch(() => undefined);
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== 'local' || !('settings' in changes)) return;
  ready = ready.then(applySettings);
  ready.then(replanAll).catch(() => undefined);
});

async function replanAll(): Promise<void> {
  for (const { id } of await chrome.tabs.query({ url: patterns() })) {
    if (id !== undefined) await push(id, { kind: 'replan' });
  }
}

chrome.commands.onCommand.addListener((command, tab) => {
  if (tab?.id !== undefined && isCommand(command)) void push(tab.id, { kind: 'command', command });
});

chrome.action.onClicked.addListener((tab) => {
  if (tab.id !== undefined) void openRankedList(tab.id);
});

/** On any other page the icon leads to Zendesk. */
async function openRankedList(tab: number): Promise<void> {
  if (await push(tab, { kind: 'command', command: 'ranked-list' })) return;
  const [pattern = ''] = patterns();
  await chrome.tabs.create({ url: pattern.replace('*', 'agent') });
}

const isCommand = (command: string): command is 'take-next' | 'ranked-list' =>
  command === 'take-next' || command === 'ranked-list';

/** False where the tab has no content script of ours. */
async function push(tab: number, message: Push): Promise<boolean> {
  try {
    await chrome.tabs.sendMessage(tab, message);
    return true;
  } catch {
    return false;
  }
}

void chrome.action.setBadgeBackgroundColor({ color: '#ad1d1d' });
void chrome.action.setBadgeTextColor({ color: '#ffffff' });
