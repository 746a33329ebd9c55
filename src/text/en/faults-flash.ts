/** Faults of preparing an Arduino in words, in English: what happened, what was kept, what to do next. */
import type { FaultWordsOf } from './fault-words.ts';

const untouched = 'Nothing was written: the board is as it was.';
const again = 'The board can take the firmware again at once: its bootloader was not touched.';

export const flashFaults: FaultWordsOf<'flash'> = {
  'flash-unsuitable': {
    happened: 'This kind of board cannot run the Giftwire firmware.',
    kept: untouched,
    next: 'Use an Arduino Uno, Nano or Mega 2560. With a sketch of your own this board works too: choose “Your own sketch” on the Board screen.',
  },
  'flash-port-busy': {
    happened: 'Another program holds the board’s port.',
    kept: untouched,
    next: 'Close the Arduino IDE, its serial monitor or the other tab, then try again.',
  },
  'flash-cable-lost': {
    happened: 'The board is not plugged in any more.',
    kept: again,
    next: 'Plug it in again and press “Try again”. If it happens often, use another cable or another socket.',
  },
  'flash-no-sync': {
    happened: 'The board’s bootloader does not answer.',
    kept: untouched,
    next: 'Press “Try again”, and while Giftwire looks for the board, press the reset button on it once every second. If that does not help: unplug whatever is wired to pins 0 and 1, and check that it is an Uno, Nano or Mega 2560.',
  },
  'flash-wrong-chip': {
    happened: 'The chip on this board is another than the firmware is made for.',
    kept: untouched,
    next: 'Use a board with an ATmega328P (Uno, Nano) or ATmega2560 (Mega).',
  },
  'flash-line-failed': {
    happened: 'The board stopped answering, or its answers arrived damaged.',
    kept: again,
    next: 'Unplug whatever is wired to pins 0 and 1, use a short cable straight into the PC, and try again.',
  },
  'flash-verify-failed': {
    happened: 'What was read back from the board is not what was written.',
    kept: again,
    next: 'Try again. If it fails at the same address, the chip’s memory is worn out: use another board.',
  },
  'flash-hex-missing': {
    happened: 'The firmware could not be loaded from Giftwire’s host.',
    kept: untouched,
    next: 'Check the network and try again.',
  },
  'flash-hex-damaged': {
    happened: 'The firmware file arrived damaged or cut short.',
    kept: untouched,
    next: 'Reload this page and try again. If it stays so, the files on Giftwire’s host are damaged.',
  },
  'flash-hex-too-big': {
    happened: 'The firmware file does not fit this board.',
    kept: untouched,
    next: 'Reload this page and try again. If it stays so, the files on Giftwire’s host are not the right ones.',
  },
  'flash-not-answering': {
    happened: 'The firmware is on the board and every byte of it is right, but it does not answer.',
    kept: again,
    next: 'Unplug everything that is wired to the board, plug the USB cable in again and try again. On a board with an 8 MHz chip, such as a 3.3 V Pro Mini, it cannot answer: the firmware is made for 16 MHz.',
  },
};
