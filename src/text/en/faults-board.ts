/** Faults of the board in words, in English: what happened, what was kept, what to do next. */
import type { FaultWordsOf } from './fault-words.ts';

const boardOwed = 'What people paid for meanwhile is kept as owed.';

export const boardFaults: FaultWordsOf<'board'> = {
  'serial-unsupported': {
    happened: 'This browser cannot reach serial ports.',
    kept: 'Everything else works; the virtual Arduino shows what would move.',
    next: 'Open this page in Chrome or Edge on a computer.',
  },
  'port-busy': {
    happened: 'Another program holds the board’s port.',
    kept: boardOwed,
    next: 'Close the Arduino IDE, its serial monitor or the other tab, then try again.',
  },
  'port-lost': {
    happened: 'The board’s cable went.',
    kept: boardOwed,
    next: 'Plug it in again: Giftwire goes on by itself.',
  },
  'port-stuck': {
    happened: 'The board’s port does not open or close: its driver hangs.',
    kept: 'Giftwire waits for it no longer; everything else goes on.',
    next: 'Unplug the board, wait a moment and plug it in again. If that does not help, restart Chrome.',
  },
  'port-needs-choosing': {
    happened: 'Chrome sees no board that this page may open, or could not open it.',
    kept: boardOwed,
    next: 'Plug it in. If it does not come back by itself, press “Choose board…”: Chrome forgets a board without a serial number when it is unplugged.',
  },
  'board-silent': {
    happened: 'The port is open, but nothing answers.',
    kept: boardOwed,
    next: 'On the Board screen check what runs on it and the baud rate: a sketch that does not speak the Giftwire protocol needs “Your own sketch”.',
  },
  'board-unsuitable': {
    happened: 'This kind of board seldom speaks the Giftwire protocol.',
    kept: boardOwed,
    next: 'On the Board screen choose “Your own sketch”, unless the sketch on it speaks the protocol.',
  },
  'board-reset': {
    happened: 'The board started anew in the middle of work.',
    kept: 'Nothing is sent again by itself: what was on its way is marked unknown.',
    next: 'Check the power supply: motors and servos need one of their own.',
  },
  'board-watchdog': {
    happened: 'The board heard nothing for a while and turned everything off.',
    kept: 'What was on its way is marked unknown.',
    next: 'Check the cable. If the PC slept, nothing else is wrong.',
  },
  'board-off-unasked': {
    happened: 'The board turned everything off without being asked.',
    kept: 'What was on its way is marked unknown. Rules stay as they are.',
    next: 'Check the stop button and the wiring.',
  },
  'board-limit-cut': {
    happened: 'A pin was on for longer than its limit, so the board cut it.',
    kept: 'Everything else goes on.',
    next: 'Shorten the rule’s time or raise the pin’s limit on the Board screen.',
  },
  'board-refused': {
    happened: 'The board refused a command.',
    kept: 'The action log shows which one. Other commands go on.',
    next: 'Check pin and values in the rule: the board may not have this pin.',
  },
  'board-reply-damaged': {
    happened: 'A reply of the board arrived damaged.',
    kept: 'Giftwire asked again; nothing was done twice.',
    next: 'If it happens often, use a shorter cable, away from motors.',
  },
  'board-nak': {
    happened: 'The board received a damaged command.',
    kept: 'It was sent again; nothing was done twice.',
    next: 'If it happens often, use a shorter cable, away from motors.',
  },
  'board-ack-timeout': {
    happened: 'The board did not answer in time.',
    kept: 'The command was repeated; the board does it once at most.',
    next: 'If it happens often, check the cable and the speed (baud).',
  },
  'command-unsupported': {
    happened: 'A command has no line for your own sketch.',
    kept: 'It was not sent; other commands go on.',
    next: 'Set the line template on the Board screen, or use a text step in the rule.',
  },
  'queue-full': {
    happened: 'More was waiting for a pin than its rule allows.',
    kept: 'What is paid for waits as owed; the rest was dropped and is in the record.',
    next: 'Shorten the effect, or raise “longest queue” in the rule.',
  },
};
