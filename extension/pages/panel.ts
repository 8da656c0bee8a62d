import init, { open } from '../../target/wasm/panel/vanguard.js';
import { start } from './start';

start('panel', init, open);
