/** The codes that pages of Zendesk have shown last, for diagnostics: `[code, milliseconds since the epoch]`, the latest last. */

const KEY = 'shown';
const AT_MOST = 20;

type Shown = [code: string, at: number];

let last = '';
let underWay: Promise<unknown> = Promise.resolve();

/** Looks at a plan that has left: a code is noted when it takes the place of another. */
export function noteCode(plan: string): void {
  const code = /"status":\{"code":"(VG-[A-Z-]+)"/.exec(plan)?.[1] ?? '';
  if (code === last) return;
  last = code;
  if (code !== '') underWay = underWay.then(() => keep([code, Date.now()])).catch(() => undefined);
}

async function keep(one: Shown): Promise<void> {
  const { [KEY]: before = [] } = await chrome.storage.session.get<{ [KEY]?: Shown[] }>(KEY);
  await chrome.storage.session.set({ [KEY]: [...before, one].slice(-AT_MOST) });
}
