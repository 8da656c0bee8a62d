import type { Escalate } from '../content/protocol';

/**
 * The review of an escalation, or the note that asks for documentation, in a window of the browser's own: nothing of a page
 * can cover it or press in it. One of each per ticket; a second press brings the first window to the front.
 */
export async function openPanel(host: string, { ticket, purpose }: Escalate): Promise<void> {
  const key = `panel ${host}/${ticket} ${purpose}`;
  const { [key]: open } = await chrome.storage.session.get(key);
  if (typeof open === 'number' && (await bringToFront(open))) return;
  const url = chrome.runtime.getURL(`panel.html#${new URLSearchParams({ host, ticket, purpose }).toString()}`);
  const made = await chrome.windows.create({ url, type: 'popup', width: 900, height: 900 });
  if (made?.id !== undefined) await chrome.storage.session.set({ [key]: made.id });
}

/** False where it was closed meanwhile. */
async function bringToFront(id: number): Promise<boolean> {
  try {
    await chrome.windows.update(id, { focused: true });
    return true;
  } catch {
    return false;
  }
}
