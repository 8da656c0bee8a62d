/** What is done once: after the installation, and after an update to another version. */

/** The page of the first steps. A company that has set Vanguard up has its own way to say what is left to do. */
async function welcome(isSetUp: () => Promise<boolean>): Promise<void> {
  if (!(await isSetUp())) await chrome.tabs.create({ url: chrome.runtime.getURL('options.html?first-run') });
}

/** The popup says what is new since that version, until it is told to stop; no page is opened. */
async function noteUpdate(before: string | undefined): Promise<void> {
  const { version } = chrome.runtime.getManifest();
  if (before !== undefined && before !== version) await chrome.storage.local.set({ updated_from: before });
}

export function onInstalled({ reason, previousVersion }: chrome.runtime.InstalledDetails, isSetUp: () => Promise<boolean>): void {
  if (reason === 'install') void welcome(isSetUp);
  if (reason === 'update') void noteUpdate(previousVersion);
}
