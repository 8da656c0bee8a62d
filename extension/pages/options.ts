import init, { open, ship } from '../../target/wasm/options/vanguard.js';
import { rules } from './shipped';
import { start } from './start';

document.title = chrome.i18n.getMessage(location.search === '?first-run' ? 'first_run_title' : 'options_title');
start('options', init, open, [...rules, 'schema'], ship);
