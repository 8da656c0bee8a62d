import init, { open } from '../../target/wasm/options/vanguard.js';
import { start } from './start';

start('options', init, open);
