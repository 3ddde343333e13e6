import { peakMb } from '../measure.ts';

/** Does nothing, and prints what that takes. */
process.stdout.write(String(peakMb()));
