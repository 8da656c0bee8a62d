/** Texts that a module needs and does not carry itself, because another one needs them too: tools/package.mjs copies them. */
export type Shipped = 'settings' | 'escalation' | 'redaction' | 'contribution' | 'schema';

/** What drafts, redaction and routing go by. */
export const rules: readonly Shipped[] = ['settings', 'escalation', 'redaction', 'contribution'];

/** Fetches them while the module itself is on its way. */
export async function withShipped(module: Promise<unknown>, names: readonly Shipped[], ship: (name: string, text: string) => void): Promise<void> {
  const texts = names.map(async (name) => [name, await (await fetch(chrome.runtime.getURL(`shipped/${name}.json`))).text()] as const);
  const [all] = await Promise.all([Promise.all(texts), module]);
  for (const [name, text] of all) ship(name, text);
}
