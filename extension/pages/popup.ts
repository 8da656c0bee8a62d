import init, { open } from '../../target/wasm/popup/vanguard.js';
import { start } from './start';

start('popup', init, open);
