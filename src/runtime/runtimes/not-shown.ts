import { Known, type RuntimeFact, read } from '../fact';

/** What nobody has shown, by a run or in a source. */
export const NOT_SHOWN: RuntimeFact = read(Known.UNKNOWN, 'nobody has shown it');
