import init, { open } from '../../target/wasm/popup/vanguard.js';
import initCalls, { calendarFile, readCalendar } from '../../target/wasm/errands/vanguard.js';
import { start } from './start';

/** Calendar files are another module's, which is loaded for the first of them. */
let calls: Promise<unknown> | undefined;
const withCalls = <A extends unknown[], R>(act: (...given: A) => R) => async (...given: A): Promise<R> => {
  await (calls ??= initCalls({ module_or_path: chrome.runtime.getURL('errands.wasm') }));
  return act(...given);
};
Object.assign(globalThis, { calendarFile: withCalls(calendarFile), readCalendar: withCalls(readCalendar) });

start('popup', init, open);
