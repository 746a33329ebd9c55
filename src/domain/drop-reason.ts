/** Why something never went to the board, in the words of the lanes. Knows no lane. */

export const DROP_REASONS = [
  'queue-full', // nobody paid for it, and the lane was full
  'board-away', // nobody paid for it, and the board was not there
  'expired', // nobody paid for it, and it was too late
  'stopped', // EMERGENCY STOP, or the stop button on the board
  'ended', // the session ended, or everything was switched off
  'replaced', // its rule lets the newest run stand for those that wait
  'dismissed', // a person did not want it any more
  'pin-busy', // pressed and held while the pin was busy or resting
  'unsupported', // the dialect has no words for it
] as const;

export type DropReason = (typeof DROP_REASONS)[number];
