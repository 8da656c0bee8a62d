// Turns the page, and notes when all rows of the new one carry their badges, laid out: the next frame shows them.
const before = new Set(shownRows().map(idOf));
const complete = () => {
  const rows = shownRows();
  return rows.length > 0 && rows.every((row) => {
    const id = idOf(row);
    const badge = row.querySelector('vanguard-badge');
    return !before.has(id) && badge?.dataset.ticket === id && badge.dataset.score !== undefined;
  });
};
const laidOut = new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    document.body.getBoundingClientRect();
    const now = performance.now();
    // Looking through the rows is no work of the overlay's.
    if (!complete()) return;
    observer.disconnect();
    resolve(now);
  });
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-score', 'data-ticket'] });
});
window.vanguardTimes = laidOut.then((painted) => {
  const answer = performance.getEntriesByType('resource').findLast(({ name }) => name.includes('/show_many'));
  const read = Number(document.documentElement.dataset.vanguardAnswered);
  return { painted, read, answered: answer ? answer.responseEnd : read };
});
document.querySelector("[data-test-id='standin-paging'] li:last-child > button").click();
