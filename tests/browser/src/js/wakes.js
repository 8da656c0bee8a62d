// Runs before the overlay's script, in its world: counts what wakes it up, and notes when an API answer has been read.
const count = () => localStorage.setItem('vanguard-wakes', String(Number(localStorage.getItem('vanguard-wakes') ?? 0) + 1));
const counted = (callback) => (...given) => {
  count();
  return callback(...given);
};
for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
  const original = globalThis[name].bind(window);
  globalThis[name] = (callback, ...rest) => original(counted(callback), ...rest);
}
const request = globalThis.fetch.bind(window);
globalThis.fetch = async (...given) => {
  const answer = await request(...given);
  const read = answer.text.bind(answer);
  answer.text = async () => {
    const text = await read();
    document.documentElement.dataset.vanguardAnswered = String(performance.now());
    return text;
  };
  return answer;
};
