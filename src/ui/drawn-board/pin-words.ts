/** What a pin does, in words: for gauges, accessible names and the drawing's text alternative. Knows no component. */
import type { BoardModel } from '#domain/board-model.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import { servoDegrees } from '#store/board-facts.ts';
import type { Formatters } from '#store/format.ts';
import type { Power, ShownPins } from './drawing.ts';
import type { Words } from '#text/en.ts';

export type Tongue = { readonly words: Words['drawnBoard']; readonly fmt: Formatters };

/** Short, for a gauge: "140°", "50%", "440 Hz". */
export function valueText(shown: PinShown | undefined, { words, fmt }: Tongue): string {
  switch (shown?.does) {
    case 'servo':
      return words.degrees(fmt.number(servoDegrees(shown.us)));
    case 'pwm':
      return fmt.percent(shown.duty);
    case 'tone':
      return words.hertz(fmt.number(shown.hz));
    case 'on':
      return words.on;
    default:
      return words.off;
  }
}

/** In a sentence: "servo 140°", "50% on", "tone 440 Hz". */
export function stateText(shown: PinShown | undefined, tongue: Tongue): string {
  const value = valueText(shown, tongue);
  const { words } = tongue;
  if (shown?.does === 'servo') return words.servo(value);
  if (shown?.does === 'pwm') return words.pwm(value);
  return shown?.does === 'tone' ? words.tone(value) : value;
}

export interface PinToSay {
  readonly print: string;
  readonly name: string;
  readonly shown: PinShown | undefined;
  readonly waiting: number;
  readonly inverted: boolean;
  readonly serial: boolean;
}

/** "Pin 9, claw, servo 140°, 3 waiting" */
export function pinText(pin: PinToSay, tongue: Tongue): string {
  const { words, fmt } = tongue;
  return [
    words.pin(pin.print),
    pin.name,
    pin.serial ? words.serial : stateText(pin.shown, tongue),
    pin.inverted ? words.inverted : '',
    pin.waiting ? words.waiting(fmt.number(pin.waiting)) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The whole drawing in a sentence or two: what is on, pin by pin. `say`: one pin as pinText does. */
export function summaryText(
  model: BoardModel,
  power: Power,
  pins: ShownPins,
  say: (pin: number) => string,
  words: Tongue['words'],
): string {
  const on = Object.entries(pins).flatMap(([pin, { does }]) => (does === 'off' ? [] : [say(Number(pin))]));
  const doing = on.length ? words.activePins(on.join('; ')) : words.nothingOn;
  return words.summary(words.models[model], words.power[power], doing);
}
