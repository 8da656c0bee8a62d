import init, { open, ship } from '../../target/wasm/options/vanguard.js';
import { rules } from './shipped';
import { start } from './start';

start('options', init, open, [...rules, 'schema'], ship);
