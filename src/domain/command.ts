/**
 * What a board can be asked to do, and what became of it. Knows no bytes: wire/ spells commands,
 * live/ queues them. Ranges are those of wire protocol v1 and are checked where a profile is read.
 */

export type BoardCommand =
  | { readonly verb: 'SET'; readonly pin: number; readonly on: boolean }
  /** ms 1–60000 */
  | { readonly verb: 'PULSE'; readonly pin: number; readonly ms: number }
  /** on/off ms 1–60000; times 0 = for ever */
  | { readonly verb: 'BLINK'; readonly pin: number; readonly on: number; readonly off: number; readonly times: number }
  /** value 0–255 */
  | { readonly verb: 'PWM'; readonly pin: number; readonly value: number }
  /** position 0–180 degrees or 500–2500 µs */
  | { readonly verb: 'SERVO'; readonly pin: number; readonly position: number }
  | { readonly verb: 'TONE'; readonly pin: number; readonly hz: number; readonly ms: number }
  | { readonly verb: 'OFF' };

/** One thing to send: a board command, or a line for somebody's own sketch (already sanitised when queued). */
export type Command = BoardCommand | { readonly verb: 'TEXT'; readonly line: string };

/** The pin a command occupies; null for OFF and text lines. */
export const pinOf = (command: Command): number | null => ('pin' in command ? command.pin : null);

/** How long a command holds its pin's lane, ms, without the gap after it; 0 = holds nothing. */
export function holdMs(command: Command): number {
  switch (command.verb) {
    case 'PULSE':
    case 'TONE':
      return command.ms;
    case 'BLINK':
      return command.times * (command.on + command.off);
    default:
      return 0;
  }
}

/** True for what switches outputs off and nothing on: a pause does not hold it back. Of a line nobody knows. */
export function onlySwitchesOff(command: Command): boolean {
  if (command.verb === 'SET') return !command.on;
  return command.verb === 'OFF' || (command.verb === 'PWM' && command.value === 0);
}

/** What became of a command or of a whole action; the words of the record. */
export type Outcome =
  | 'waiting' // in a lane, or on its way without an answer yet
  | 'acked' // the board said ok
  | 'refused' // the board said err
  | 'sent' // written to a board that does not answer (text)
  | 'unknown' // written, and the answer was lost: it may or may not have happened
  | 'dropped' // not sent: queue full, board away, not paid for
  | 'expired' // not sent: too late, not paid for
  | 'owed' // not sent, paid for: offered by hand
  | 'muted' // not sent: EMERGENCY STOP
  | 'cooldown'; // not sent: the rule's own cooldown or limit
