/** Commands as a person reads them in a log: the words of wire protocol v1, without its numbering. Knows no language. */
import type { Command } from './command.ts';
import type { Effect } from './rule.ts';

/** `PULSE 13 200`; a text line as it stands. */
export function commandText(command: Command): string {
  switch (command.verb) {
    case 'SET':
      return `SET ${command.pin} ${command.on ? 1 : 0}`;
    case 'PULSE':
      return `PULSE ${command.pin} ${command.ms}`;
    case 'BLINK':
      return `BLINK ${command.pin} ${command.on} ${command.off} ${command.times}`;
    case 'PWM':
      return `PWM ${command.pin} ${command.value}`;
    case 'SERVO':
      return `SERVO ${command.pin} ${command.position}`;
    case 'TONE':
      return `TONE ${command.pin} ${command.hz} ${command.ms}`;
    case 'OFF':
      return 'OFF';
    case 'TEXT':
      return command.line;
  }
}

/** What one run of an effect sends, in order; waits send nothing. */
export const effectCommands = (effect: Effect): readonly string[] =>
  effect.steps.flatMap((step) => {
    if (step.do === 'wait') return [];
    return step.do === 'command' ? commandText(step.command) : step.line;
  });

/** The first thing an effect sends ('' when nothing) and how many things it sends in all: enough for one line in any language. */
export function effectText(effect: Effect): { readonly first: string; readonly steps: number } {
  const commands = effectCommands(effect);
  return { first: commands[0] ?? '', steps: commands.length };
}
