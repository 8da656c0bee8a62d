/**
 * The background: wires the browser's events to the core, which decides. Listeners are registered
 * in the first turn, or a browser that wakes this script up for an event does not deliver it.
 */
import init, { answered, ask, look, resume, start, tabClosed, told } from '../../target/wasm/background/vanguard.js';
import initReview, { route, ship } from '../../target/wasm/review/vanguard.js';
import initErrands, { count, countOn, leads, remind, results, woken } from '../../target/wasm/errands/vanguard.js';
import defaults from '../../src/settings/defaults.json';
import type { Look, Plan, Push } from '../content/protocol';
import { rules, withShipped } from '../pages/shipped';
import { agentPages, hosts, isZendesk, named, registerContentScript } from './hosts';
import { onInstalled } from './installed';
import { openPanel } from './panel';
import { noteCode } from './shown';
import { contentHost, isAskRoute, isEscalate, isLook, isOwnPage, isTold } from './trust';

/** The review's module knows how to route a ticket; it is started for the first that asks. */
let review: Promise<unknown> | undefined;

/** Rejected where WebAssembly cannot run. */
let ready: Promise<void> = wake();

// Firefox has no such call.
chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });

// Said in each answer, and not on the console.
ready.catch(() => undefined);

async function wake(): Promise<void> {
  await init({ module_or_path: chrome.runtime.getURL('background.wasm') });
  await applySettings();
}

async function applySettings(): Promise<void> {
  const [{ settings = {}, install = await drawInstall() }, policy, zendesks] = await Promise.all([
    chrome.storage.local.get<{ settings?: object; install?: number }>(['settings', 'install']),
    companyPolicy(),
    hosts(),
  ]);
  const layers = [JSON.stringify(defaults), JSON.stringify(settings), JSON.stringify(policy)] as const;
  start(...layers, zendesks, install);
  begin = () => {
    remind(layers[1], layers[2]);
    count(...layers, zendesks, install);
  };
  if (errands !== undefined || 'reminders' in settings || 'reminders' in policy) void onErrand(begin).catch(() => undefined);
}

/** Firefox refuses where there is none. */
const companyPolicy = (): Promise<object> => chrome.storage.managed.get().catch(() => ({}));

/** Resolved once errands can be run, by a module of their own, which is not loaded before there is one. */
let errands: Promise<unknown> | undefined;

/** Gives the errands the settings in force. */
let begin = (): void => undefined;

/** Rejected where WebAssembly cannot run, or with what is wrong with the build. */
async function onErrand<T>(run: () => T): Promise<T> {
  await (errands ??= initErrands({ module_or_path: chrome.runtime.getURL('errands.wasm') }).then(() => begin()));
  return run();
}

/** Tells this browser's claims on tickets from others', for good. */
async function drawInstall(): Promise<number> {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  await chrome.storage.local.set({ install: drawn });
  return drawn;
}

type Answer = (plan?: string) => void;

chrome.runtime.onMessage.addListener((message: unknown, sender, answer: Answer) => {
  if (isOwnPage(sender)) {
    if (typeof message !== 'string') return false;
    asked(message).then(answer, () => answer(undefined));
    return true;
  }
  const host = contentHost(sender);
  const tab = sender.tab?.id;
  if (host === null || tab === undefined) return false;
  if (named().includes(host)) return heard(message, host, tab, answer);
  void hosts().then((all) => {
    if (!all.includes(host) || !heard(message, host, tab, answer)) answer(undefined);
  });
  return true;
});

/** From a host that is believed. Whether an answer follows. */
function heard(message: unknown, host: string, tab: number, answer: Answer): boolean {
  if (isEscalate(message)) void openPanel(host, message);
  if (isAskRoute(message)) {
    routed(host, message.ticket, tab).then(answer, () => answer(undefined));
    return true;
  }
  // Of a ticket of another host it is not believed.
  if (isTold(message)) ready.then(() => told(host, JSON.stringify(message))).catch(() => undefined);
  if (!isLook(message)) return false;
  plan(tab, host, message)
    .then(
      (text) => {
        answer(text);
        noteCode(text);
      },
      () => answer(undefined),
    )
    // What is left to do waits its turn: the answer leaves with the end of this one.
    .then(() => new Promise((turn) => setTimeout(turn)))
    .then(() => ready)
    .then(() => answered(tab))
    .catch(() => undefined);
  return true;
}

/** The background's own module knows most; what is not for it is for the errands. */
async function asked(message: string): Promise<string | undefined> {
  await ready;
  return (await ask(message)) ?? onErrand(() => results(message));
}

async function routed(host: string, ticket: string, tab: number): Promise<string | undefined> {
  await (review ??= withShipped(initReview({ module_or_path: chrome.runtime.getURL('review.wasm') }), rules, ship));
  return route(host, ticket, tab);
}

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
  const plan: Plan = { badges: [], explanations: [], escalations: [], follows: [], order: [], hidden: '', requests: [], status, replanAt: null, next: null, skew: 0 };
  return JSON.stringify(plan);
}

chrome.alarms.onAlarm.addListener(({ name }) => {
  const run = { reminders: () => onErrand(woken), results: () => onErrand(countOn) }[name] ?? ((): void => resume(name));
  ready.then(run).catch(() => undefined);
});

/** Optional, so there is no such event before the person allows it; a background that starts later has it at once. */
const hearPresses = () => chrome.notifications?.onClicked.addListener(followReminder);
hearPresses();
chrome.permissions.onAdded.addListener(hearPresses);

/** Leads to the call, its agenda, or all calls. Adding the same listener twice adds it once. */
function followReminder(id: string): void {
  void chrome.notifications.clear(id);
  ready
    .then(() => onErrand(() => leads(id)))
    .catch(() => undefined)
    .then((url) => chrome.tabs.create({ url: url ?? 'popup.html' }));
}

// Woken with the browser, the background derives its alarms anew: Firefox forgets them.
chrome.runtime.onStartup.addListener(() => void registerContentScript());

chrome.runtime.onInstalled.addListener((details) => {
  void offerInMenu();
  // An update takes what was registered away.
  void registerContentScript();
  onInstalled(details, async () => Object.keys(await companyPolicy()).length > 0);
});

chrome.permissions.onAdded.addListener(zendeskAllowed);
chrome.permissions.onRemoved.addListener(zendeskAllowed);

/** Or not any more. */
function zendeskAllowed(changed: chrome.permissions.Permissions): void {
  if (!isZendesk(changed)) return;
  void registerContentScript();
  void offerInMenu();
  ready = ready.then(applySettings);
  ready.catch(() => undefined);
}

/** An update finds the entry of the version before. */
async function offerInMenu(): Promise<void> {
  const documentUrlPatterns = (await hosts()).map(agentPages);
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({
    id: 'escalate',
    title: chrome.i18n.getMessage('command_escalate'),
    contexts: ['all'],
    documentUrlPatterns,
  });
}

chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
  if (menuItemId === 'escalate' && tab?.id !== undefined) void push(tab.id, { kind: 'command', command: 'escalate' });
});

chrome.tabs.onRemoved.addListener((tab) => {
  ready.then(() => tabClosed(tab)).catch(() => undefined);
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== 'managed' && !(area === 'local' && 'settings' in changes)) return;
  ready = ready.then(applySettings);
  ready.then(replanAll).catch(() => undefined);
});

async function replanAll(): Promise<void> {
  for (const { id } of await chrome.tabs.query({ url: (await hosts()).map(agentPages) })) {
    if (id !== undefined) await push(id, { kind: 'replan' });
  }
}

chrome.commands.onCommand.addListener((command, tab) => {
  if (tab?.id !== undefined && isCommand(command)) void push(tab.id, { kind: 'command', command });
});

type Command = Extract<Push, { kind: 'command' }>['command'];

const isCommand = (command: string): command is Command => ['take-next', 'ranked-list', 'escalate'].includes(command);

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
