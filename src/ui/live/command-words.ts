/** A command of the log with its pin's name in place of the number: "PULSE feeder 200". Knows no component. */
import type { PinSettings } from '#domain/rule.ts';

const COMMAND = /^(SET|PULSE|BLINK|PWM|SERVO|TONE) (\d+)(?= |$)/;

/** A pin without a name keeps its number, as do pins called differently on different boards. */
export function namedCommand(command: string, pins: readonly PinSettings[]): string {
  return command.replace(COMMAND, (whole, verb: string, number: string) => {
    const names = new Set(
      pins.flatMap(({ pin, name }) => (pin === Number(number) && name.trim() ? [name.trim()] : [])),
    );
    const [name] = names;
    return name !== undefined && names.size === 1 ? `${verb} ${name}` : whole;
  });
}
