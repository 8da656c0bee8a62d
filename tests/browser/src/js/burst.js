// A thousand changes at once that have nothing to do with tickets: a chat widget that opens, say.
const place = document.createElement('div');
document.body.append(place);
const times = [];
for (let run = 0; run < args[0]; run += 1) {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const start = performance.now();
  for (let change = 0; change < 1000; change += 1) {
    const line = document.createElement('p');
    line.append(document.createElement('b'), 'typing');
    place.append(line);
  }
  // Observers of the page run before this goes on.
  await null;
  times.push(performance.now() - start);
  place.replaceChildren();
}
place.remove();
return { times };
