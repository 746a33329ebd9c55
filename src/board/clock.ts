/** The board worker's only notion of time, so that tests run on a fake. Knows nothing of what is timed. */
export interface BoardClock {
  /** ms with fractions, never running backwards. */
  now(): number;
  /** Runs `task` once, `ms` from now. The returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}
