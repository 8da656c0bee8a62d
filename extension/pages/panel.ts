import init, { openReview, ship } from '../../target/wasm/review/vanguard.js';
import { rules } from './shipped';
import { start } from './start';

start('review', init, openReview, rules, ship);
