// A canvas turns any colour that CSS can write into four numbers.
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const paint = (...colours) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (text, grounds) => {
  const [light, dark] = [luminance(paint(...grounds, text)), luminance(paint(...grounds))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const grounds = (node) => {
  const found = [];
  for (let at = node; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor);
  return ['white', ...found];
};
const contrasts = () => {
  const found = new Map();
  for (const badge of document.querySelectorAll('vanguard-badge[data-level]')) {
    const { level, size } = badge.dataset;
    if (!badge.checkVisibility()) continue;
    for (const part of ['::before', '::after']) {
      const { content, color: text, backgroundColor } = getComputedStyle(badge, part);
      if (content === 'none') continue;
      found.set(`${level} ${size} ${part}`, { what: `${level} in a ${size}`, text, ratio: contrast(text, [...grounds(badge), backgroundColor]) });
    }
  }
  return [...found.values()];
};
