/** The engine benchmark's own process: see engine.ts and bundled.ts. */
import { engine } from './engine.ts';

process.send?.(engine());
