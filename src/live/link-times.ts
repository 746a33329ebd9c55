/** The times of wire protocol v1 as the host keeps them, ms, and how often it tries. Numbers only. */
export const TIMES = {
  /** Bootloaders listen for up to 1.4 s after a reset, and one that hears us early may stay: say nothing for longer. */
  bootSilence: 2_500,
  /** An answer takes about 10 ms at 115200; this much means it was lost. */
  ack: 200,
  ackTries: 5,
  hello: 500,
  helloTries: 5,
  /** Lets the board read and reject the rest of a damaged window before it comes again. */
  nakPause: 8,
  /** The board turns everything off when it heard nothing for so long … */
  watchdog: 5_000,
  /** … so an idle host says something this often. */
  ping: 1_000,
} as const;
