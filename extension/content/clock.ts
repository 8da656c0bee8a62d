import { say } from './words';

const MINUTE = 60_000;

/** "35 min", "1 h 05", "2 d 4 h": whole minutes, rounded towards zero. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} ${say('unit_minutes')}`;
  if (hours < 48) return `${hours} ${say('unit_hours')} ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} ${say('unit_days')} ${hours % 24} ${say('unit_hours')}`;
}

/** As in a badge: a minus sign where the time is over. */
export const timeLeft = (milliseconds: number): string => (milliseconds <= -MINUTE ? '−' : '') + duration(milliseconds);

let timer: ReturnType<typeof setTimeout> | undefined;
let last = -Infinity;

/**
 * One wake-up of a visible tab, at most one a minute however many things are waited for. `moment` is the first of
 * them, by this machine's clock; null where only the time left ticks on.
 */
export function arm(moment: number | null, wake: () => void): void {
  rest();
  if (document.visibilityState !== 'visible') return;
  const now = Date.now();
  const at = Math.max(last + MINUTE, Math.min(moment ?? Infinity, now + MINUTE));
  timer = setTimeout(() => {
    last = Date.now();
    wake();
  }, at - now);
}

/** A hidden tab has no timer; it looks again when it is shown. */
export const rest = (): void => clearTimeout(timer);
