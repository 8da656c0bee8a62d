/**
 * What `vanguard meetings` writes as a calendar file, read by ical.js: the same moments for ten years, zones taken from the file
 * alone. Every shipped call with a time, and 200 generated ones, over all zones that this Node knows.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';

const [program] = process.argv.slice(2);
const NOW = '2026-01-01T00:00:00Z';
const WEEKS = 522;
const GENERATED = 200;
/** Calls of one run of the program. */
const AT_ONCE = 24;

const random = (() => {
  // Of Marsaglia's kind: the same every time.
  let state = 0x2026_0101;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
})();
const pick = (list) => list[random(list.length)];
const two = (number) => String(number).padStart(2, '0');
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const defaults = JSON.parse(readFileSync(new URL('../../src/meetings/defaults.json', import.meta.url), 'utf8')).meetings;
const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Every shipped call in every zone, and the generated ones from zone to zone. */
function* calls() {
  let number = 0;
  const call = (meeting, timezone) => ({ ...meeting, id: `call-${number++}`, timezone, time: `${two(random(24))}:${two(random(12) * 5)}` });
  for (const zone of zones) for (const meeting of defaults) yield call(meeting, zone);
  for (let made = 0; made < GENERATED; made++) {
    const from = `${2024 + random(4)}-${two(1 + random(12))}-${two(1 + random(28))}`;
    const every = 1 + random(5);
    const weekday = pick(WEEKDAYS);
    const recurrence = random(2) ? { kind: 'weekly', weekday, every, from } : { kind: 'monthly', weekday, nth: pick([1, 2, 3, 4, 5, -1]), every, from };
    yield call({ name: 'Generated', recurrence }, zones[(made * 7) % zones.length]);
  }
}

function run(settings, ...more) {
  return execFileSync(program, ['meetings', '--now', NOW, '--weeks', String(WEEKS), '--settings', settings, ...more], { encoding: 'utf8', maxBuffer: 1 << 29 });
}

/** Seconds of all starts of the ten years, by UID. */
function read(file) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const from = Date.parse(NOW) / 1000;
  const to = from + WEEKS * 7 * 86_400;
  const found = new Map();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    const dates = event.iterator();
    const starts = [];
    for (let next = dates.next(); next; next = dates.next()) {
      const at = next.toUnixTime();
      if (at >= to) break;
      if (at >= from) starts.push(at);
    }
    found.set(event.uid, starts);
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'vanguard-ical-'));
const differing = [];
let compared = 0;
try {
  const all = [...calls()];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const meetings = all.slice(at, at + AT_ONCE);
    const settings = join(folder, 'settings.json');
    writeFileSync(settings, JSON.stringify({ meetings }));
    const byIcal = read(run(settings, '--format', 'ics'));
    const rows = JSON.parse(run(settings, '--format', 'json'));
    for (const meeting of meetings) {
      const theirs = byIcal.get(`${meeting.id}@vanguard`) ?? [];
      const ours = rows.filter(({ id }) => id === meeting.id).map(({ start }) => Date.parse(start) / 1000);
      compared += ours.length;
      const index = ours.findIndex((start, index) => start !== theirs[index]);
      if (ours.length === 0 || index >= 0 || theirs.length !== ours.length) differing.push({ ...meeting, ours: ours[index], theirs: theirs[index], index });
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
const say = (seconds) => (seconds === undefined ? 'none' : new Date(seconds * 1000).toISOString());
for (const { timezone, time, recurrence, ours, theirs } of differing) console.log(`${timezone} ${time} ${JSON.stringify(recurrence)}: ${say(ours)} here, ${say(theirs)} by ical.js`);
console.log(`${compared} moments in ${zones.length} zones, ${differing.length} calls differ`);
process.exitCode = differing.length === 0 && compared > 500_000 ? 0 : 1;
