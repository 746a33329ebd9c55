/** The what-if benchmark's own process: see what-if.ts and bundled.ts. */
import { whatIf } from './what-if.ts';

process.send?.(await whatIf());
