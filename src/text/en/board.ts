/** English words of the Board screen. Data only; parameters arrive already formatted. */
import { boardLink } from './board-link.ts';
import { boardPins } from './board-pins.ts';

export const board = {
  ...boardPins,
  ...boardLink,
  title: 'Board',
  // Its true state in one plain sentence, then what to do next
  state: {
    none: 'No board is in use.',
    virtual: (name: string) => `${name} is running.`,
    absent: 'No board is plugged in.',
    closed: 'A board is plugged in, but Giftwire does not hold it.',
    opening: 'Opening the board…',
    busy: 'Another program holds the board.',
    greeting: 'The board is open. Waiting for it to answer…',
    silent: 'The board is open, but nothing answers.',
    ready: 'The board is ready.',
    readyText: 'The port is open. Your sketch is sent lines; it does not answer.',
    lost: 'The cable went.',
    lent: 'The board is being prepared.',
  },
  next: {
    none: 'Choose a board, or practise with a virtual one.',
    virtual:
      'It is the very firmware of a real board on an emulated chip, so nothing real moves. Rules, pins and this screen work the same with your Arduino.',
    virtualUnplugged:
      'Its cable is pulled: nothing moves, and what is paid for waits as owed. Plug it in again below the drawing.',
    absent: 'Plug your Arduino in and press “Choose board”. Chrome asks once; after that Giftwire opens it by itself.',
    closed: 'Press “Open again”. If it stays closed, unplug the board and plug it in again.',
    opening: 'This takes a moment.',
    busy: 'Close the Arduino IDE, its serial monitor or any other program that uses the board, then press “Open again”.',
    greeting: 'Most boards restart when they are opened: this takes up to three seconds.',
    silent:
      'Prepare it here: that puts the Giftwire firmware on it. Does a sketch of your own run on it? Then choose “Your own sketch” below and its baud rate.',
    ready: 'Every command is answered. Its latency stands in the actions on the Live screen.',
    readyText: 'Outcomes read “sent”: whether the pin really moved, nobody can tell from here.',
    lost: 'Plug it in again: it is opened by itself, nothing is replayed, and what was paid for meanwhile is kept as owed.',
    lent: 'Giftwire has given it up for now. It is opened again by itself afterwards; what is paid for meanwhile is kept as owed.',
    choosing:
      'Plug it in. If it does not come back by itself, press “Choose board” and pick it again: Chrome forgets a board without a serial number when it is unplugged.',
    unsuitable:
      'This kind of board cannot take the Giftwire firmware. For a sketch of your own choose “Your own sketch” below and its baud rate.',
    unsupported:
      'This browser has no Web Serial. Open Giftwire in Chrome or Edge on a computer; the virtual Arduino works here too.',
  },
  choose: 'Choose board…',
  openAgain: 'Open again',
  useText: 'Use your own sketch',
  which: 'Which board',
  whichAuto: 'Automatic',
  whichAutoHint: 'A real board when one is plugged in, else the virtual Uno.',
  whichUnoHint: 'The firmware of a real board, in this page. Nothing real moves.',
  whichMegaHint: 'The same with 70 pins.',
  whichSerial: 'Real board only',
  whichSerialHint: 'Without it, what is paid for waits as owed.',
  language: 'How it is spoken to',
  runs: 'What runs on it',
  giftwire: 'Giftwire firmware',
  giftwireHint:
    'It checks and answers every command, and switches everything off when the page is gone. So does any sketch that speaks protocol v1.',
  text: 'Your own sketch',
  textHint: 'One line of text for each command.',
  textWarning:
    'Plain text has no answers and no watchdog: Giftwire cannot know whether a pin moved, and if this page or the cable goes while something is on, it stays on. Build the switch-off into your sketch.',
  baud: 'Baud rate',
  newline: 'Line ends with',
  lf: 'LF (\\n)',
  crlf: 'CR LF (\\r\\n)',
  template: 'Line for a board command',
  templateHint:
    '{device} {pin} {action} {value} {ms} are filled in. Empty: board commands are refused, only text steps are sent.',
  stopLines: 'Stop lines',
  stopLinesHint: 'Sent by EMERGENCY STOP, one a line, ahead of everything that waits.',
  save: 'Save',
  reset: 'Discard',
  notSaved: (why: string) => `Not saved: ${why}`,
  wiring: 'Before you wire',
  wiringServo:
    'Servos and motors need a supply of their own (5–6 V). From the Arduino’s 5 V pin they make it restart at the worst moment.',
  wiringDiode:
    'A relay coil, pump, solenoid or motor needs a transistor or driver and a flyback diode across it (stripe towards +). A pin gives 20 mA, no more.',
  wiringGround: 'Connect all grounds: supply, driver and Arduino GND together, or nothing switches reliably.',
  wiringMains:
    'Mains voltage only through a finished relay module in a closed box. If you are not sure, stay below 24 V.',
};
