/**
 * The text dialect: one line per command, for people's own sketches. Spells lines and says which may travel.
 * Knows no pacing and no port.
 */
import type { BoardCommand } from '#domain/command.ts';
import type { TextDialect } from '#domain/rule.ts';
import { fillLine } from '#domain/template.ts';

/** A line is never longer: sketches read into small buffers. Without its line end. */
export const MAX_LINE_CHARS = 120;
/** A plain line beside acknowledged frames: with its LF and the longest PING frame (13 bytes) it fits the window of 60. */
export const MAX_PLAIN_CHARS = 46;

/** The number a sketch would want of a command: level, duty, degrees or µs, Hz, times. */
function valueOf(command: BoardCommand): number | '' {
  switch (command.verb) {
    case 'SET':
      return command.on ? 1 : 0;
    case 'PWM':
      return command.value;
    case 'SERVO':
      return command.position;
    case 'TONE':
      return command.hz;
    case 'BLINK':
      return command.times;
    default:
      return '';
  }
}
function msOf(command: BoardCommand): number | '' {
  if (command.verb === 'BLINK') return command.on;
  return 'ms' in command ? command.ms : '';
}

/**
 * A board command through the profile's template, without line end; null when the profile has none.
 * @param device the pin's name, its number where it has none
 */
export function templateLine(command: BoardCommand, device: string, dialect: TextDialect): string | null {
  if (!dialect.template) return null;
  const pin = 'pin' in command ? command.pin : '';
  const values = {
    device: device || String(pin),
    pin,
    action: command.verb,
    value: valueOf(command),
    ms: msOf(command),
  };
  return fillLine(dialect.template, values).trim();
}

/** Anything but printable characters of ASCII: a line end inside a line would be a second command. */
const UNPRINTABLE = /[^\x20-\x7e]/;

/** Why a line cannot travel in the text dialect, or null. */
export function lineProblem(line: string): string | null {
  if (!line) return 'empty line';
  if (line.length > MAX_LINE_CHARS) return `line longer than ${MAX_LINE_CHARS} characters`;
  if (UNPRINTABLE.test(line)) return 'line holds characters other than plain ASCII';
  return null;
}

/** Why a plain line cannot travel beside acknowledged frames, or null. ":" starts a frame there. */
export function plainLineProblem(line: string): string | null {
  if (line.includes(':')) return 'line holds ":"';
  if (line.length > MAX_PLAIN_CHARS) return `line longer than ${MAX_PLAIN_CHARS} characters`;
  return lineProblem(line);
}

export const lineEnd = (dialect: TextDialect): string => (dialect.newline === 'crlf' ? '\r\n' : '\n');
