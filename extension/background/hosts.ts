/**
 * Zendesk hosts: those that the manifest names, and those that the person has allowed, each by itself. The browser keeps what was
 * allowed, and the person takes it back there; nothing else has to be kept.
 */

/** One account's host and no pattern of several: anybody can register another. As src/zendesk/hosts.rs has it. */
const ONE_ACCOUNT = /^https:\/\/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.zendesk\.com)\/\*$/;

const hostOf = (pattern: string): string[] => ONE_ACCOUNT.exec(pattern)?.slice(1) ?? [];

/** Hosts that the manifest, and so the person who installed it, names. */
export function named(): string[] {
  return ((chrome.runtime.getManifest() as chrome.runtime.ManifestV3).host_permissions ?? []).flatMap(hostOf);
}

async function allowed(): Promise<string[]> {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.flatMap(hostOf).filter((host) => !named().includes(host));
}

/** Whoever allowed one works there: it comes first. */
export async function hosts(): Promise<string[]> {
  return [...(await allowed()), ...named()];
}

export const agentPages = (host: string): string => `https://${host}/agent/*`;

/** Whether a change of what is allowed is about a Zendesk. */
export const isZendesk = ({ origins = [] }: chrome.permissions.Permissions): boolean => origins.some((origin) => hostOf(origin).length > 0);

/** On the hosts that were allowed; the manifest's own has its content script by the manifest. */
export async function registerContentScript(): Promise<void> {
  await navigator.locks.request('content-script', async () => {
    const matches = (await allowed()).map(agentPages);
    const registered = await chrome.scripting.getRegisteredContentScripts();
    if (registered.length > 0) await chrome.scripting.unregisterContentScripts();
    if (matches.length === 0) return;
    await chrome.scripting.registerContentScripts([
      { id: 'zendesk', matches, js: ['content.js'], css: ['overlay.css'], runAt: 'document_start' },
    ]);
  });
}
