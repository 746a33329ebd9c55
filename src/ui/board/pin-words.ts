/** What a pin does now, in words. Knows no component. */
import type { PinAbility } from '#domain/board-model.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import { servoDegrees } from '#store/board-facts.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';

/** null: nothing was ever sent to it. */
export function shownWords(shown: PinShown | null, words: Words, fmt: Formatters): string {
  const { shows } = words.board;
  if (!shown) return shows.unknown;
  switch (shown.does) {
    case 'pwm':
      return shows.pwm(fmt.percent(shown.duty));
    case 'servo':
      return shows.servo(words.rules.degrees(fmt.number(servoDegrees(shown.us))));
    case 'tone':
      return shows.tone(words.rules.hertz(fmt.number(shown.hz)));
    default:
      return shows[shown.does];
  }
}

/** What it can do and what else hangs on it, one thing each; what it can do first. */
export function abilityWords(pin: PinAbility, words: Words): string[] {
  const { can } = words.board;
  if (pin.also === 'serial') return [can.serial];
  return [
    can.onOff,
    ...(pin.timer === null ? [] : [can.pwm(String(pin.timer))]),
    can.servo,
    can.tone,
    ...(pin.label.startsWith('A') ? [can.analog] : []),
    ...(pin.also === null ? [] : [can[pin.also]]),
  ];
}
