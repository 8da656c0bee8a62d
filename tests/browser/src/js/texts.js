/** Everything that the overlay says of its own, seen or heard; what others wrote (subjects, projects) and codes are left out. */
function texts(root) {
  const said = ({ dataset, ariaLabel, title }, ...more) => [dataset.text, ariaLabel, title, ...more];
  const own = (node) => said(node, node.getAttribute('aria-description'));
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [...document.querySelectorAll('vanguard-badge, vanguard-ticket *'), ...root.querySelectorAll('*')]
    .filter((node) => !node.matches('[part=issue], [part=issue] *, bdi'))
    .flatMap(own);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('[part=issue], bdi, code')) found.push(walker.currentNode.data);
  for (const node of document.querySelectorAll('vanguard-ticket span:not(:has(*))')) if (!node.closest('[part=issue]')) found.push(node.textContent);
  return [...new Set(found.filter(Boolean))];
}
