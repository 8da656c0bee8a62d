const shownRows = () => [...document.querySelectorAll('tr[data-garden-id="tables.row"]')].filter((row) => row.checkVisibility());
const idOf = (row) => {
  const link = row.querySelector('td[data-test-id="ticket-table-cells-subject"] a');
  if (link) return link.href.split('/').pop();
  return row.querySelector('td[data-test-id="generic-table-cells-id"]')?.textContent.replace('#', '').trim() ?? '';
};
// "86 ⇥ Near breach ⏎ #17 ⇥ 27 min": the score, the band in words, the rank, the time left.
const facts = (badge) => {
  if (!badge) return null;
  const { ticket, level, score, rank, text = '' } = badge.dataset;
  const [, word = '', , time = ''] = text.split(/[\t\n]/);
  return { ticket, level, score, rank, word, time, label: badge.ariaLabel };
};
