/** A command of the log as a person reads it, its pin by its name: "PULSE feeder 200", "SERVO claw 150°". Knows no component. */
import type { PinSettings } from '#domain/rule.ts';

const COMMAND = /^(SET|PULSE|BLINK|PWM|SERVO|TONE) (\d+)(?= |$)/;

/** Servo positions up to here are degrees, above it µs. */
const MOST_DEGREES = 180;

const withUnit = (command: string): string =>
  command.replace(/^(SERVO \d+ )(\d+)$/, (_, verb: string, position: string) =>
    Number(position) <= MOST_DEGREES ? `${verb}${position}°` : `${verb}${position} µs`,
  );

/** A pin without a name keeps its number, as do pins called differently on different boards. */
export function namedCommand(command: string, pins: readonly PinSettings[]): string {
  return withUnit(command).replace(COMMAND, (whole, verb: string, number: string) => {
    const names = new Set(
      pins.flatMap(({ pin, name }) => (pin === Number(number) && name.trim() ? [name.trim()] : [])),
    );
    const [name] = names;
    return name !== undefined && names.size === 1 ? `${verb} ${name}` : whole;
  });
}
