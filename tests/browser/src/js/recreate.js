// Re-creates all rows at once, as sorting does, and takes the time until they are laid out, marks included.
const body = document.querySelector('table[data-test-id="generic-table"] tbody');
const marks = 'vanguard-badge, .stamp';
const plain = shownRows().map((row) => {
  const copy = row.cloneNode(true);
  copy.querySelectorAll(marks).forEach((mark) => mark.remove());
  return copy;
});
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const times = [];
for (let run = 0; run < args[0]; run += 1) {
  await frame();
  const fresh = plain.map((row) => row.cloneNode(true));
  let opened = 0;
  const first = new Promise((resolve) => requestAnimationFrame(() => { opened = performance.now(); resolve(); }));
  const start = performance.now();
  body.replaceChildren(...fresh);
  // Observers of the page run before this goes on.
  await null;
  body.getBoundingClientRect();
  const end = performance.now();
  // What they put off until the frame runs between these two.
  const last = new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  await first;
  times.push(end - start + ((await last) - opened));
}
return { times, marks: body.querySelectorAll(marks).length };
