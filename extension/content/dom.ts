/** A page that nobody sees asks for nothing of its own. */
export const isVisible = (): boolean => document.visibilityState === 'visible';

/** Elements are built one by one and text is set as text: nothing of a ticket is ever parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: object = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Only a change is written: live regions speak at every write. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** One child for each text; the `first` children stay as they are. */
export function setLines(parent: Element, name: 'li' | 'span', lines: readonly string[], part: string, first = 0): void {
  const shown = [...parent.children].slice(first);
  if (shown.length === lines.length && shown.every((line, index) => line.textContent === lines[index])) return;
  for (const line of shown) line.remove();
  parent.append(...lines.map((line) => element(name, { part }, line)));
}

/** As attributes that are there or not: null, undefined and false take one away, true leaves it empty. */
export function setAttributes(node: Element, attributes: Record<string, string | number | boolean | null | undefined>): void {
  for (const name in attributes) {
    const value = attributes[name] ?? false;
    if (value === false) node.removeAttribute(name);
    else {
      const text = value === true ? '' : `${value}`;
      if (node.getAttribute(name) !== text) node.setAttribute(name, text);
    }
  }
}
