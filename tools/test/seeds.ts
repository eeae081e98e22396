import fc from 'fast-check';
import { seed } from './cases';

// Before each file of unit tests, so that fast-check draws as all of them do.
fc.configureGlobal({ seed });
