// Looks at the list at the last moment before a changed frame is painted: a fresh ResizeObserver reports after
// the frame's layout. A ticket that had a badge once must have it in every frame from then on.
const probe = { frames: 0, rows: 0, misses: [] };
const known = new Set();
const seen = new WeakMap();
let pending = false;

const isPainted = (row, id) => {
  const badge = row.querySelector('vanguard-badge');
  return badge?.dataset.score !== undefined && badge.dataset.ticket === id && badge.getBoundingClientRect().width > 0;
};

const sample = () => {
  pending = false;
  probe.frames += 1;
  for (const row of shownRows()) {
    const id = idOf(row);
    const painted = isPainted(row, id);
    if (known.has(id) && seen.get(row) !== id) {
      probe.rows += 1;
      if (!painted) probe.misses.push(id);
    }
    seen.set(row, id);
    if (painted) known.add(id);
  }
};

const observer = new MutationObserver(() => {
  if (pending) return;
  pending = true;
  const beforePaint = new ResizeObserver(() => {
    beforePaint.disconnect();
    sample();
  });
  beforePaint.observe(document.documentElement);
});

sample();
probe.frames = 0;
observer.observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['href', 'data-score'] });
window.vanguardProbe = probe;
