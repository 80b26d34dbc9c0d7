import fc from 'fast-check';
import { SEED } from '../property/runs';

// Every property of the project starts at one seed, which a failure prints.
fc.configureGlobal({ seed: SEED });
