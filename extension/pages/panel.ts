import init, { open, ship } from '../../target/wasm/panel/vanguard.js';
import { rules } from './shipped';
import { start } from './start';

start('panel', init, open, rules, ship);
