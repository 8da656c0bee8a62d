const HUES = ['#1f73b7', '#038153', '#8c3b0a', '#6b4fbb', '#a3174d', '#05676e', '#5c6970'];

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

function hue(name: string): string | undefined {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return HUES[sum % HUES.length];
}

export function Avatar({ name, size = 32 }: { name: string; size?: number }) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      data-initials={initials(name)}
      style={{ background: hue(name), width: size, height: size, fontSize: size * 0.4 }}
    />
  );
}
