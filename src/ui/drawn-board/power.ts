/** Whether a board runs, as the drawing shows it. */

/** `idle`: it is plugged in, and nobody speaks with it. */
export type Power = 'running' | 'idle' | 'unplugged';
