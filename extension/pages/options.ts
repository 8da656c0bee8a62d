import init, { openOptions, ship } from '../../target/wasm/review/vanguard.js';
import { rules } from './shipped';
import { start } from './start';

document.title = chrome.i18n.getMessage(location.search === '?first-run' ? 'first_run_title' : 'options_title');
start('review', init, openOptions, [...rules, 'schema'], ship);
