/** What a pin does now, in words. Knows no component. */
import type { PinAbility } from '#domain/board-model.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import type { Formatters } from '#store/format.ts';
import type { Words } from '#text/en.ts';
import { stateText } from '#ui/drawn-board/pin-words.ts';

/** null: nothing was ever sent to it. */
export const shownWords = (shown: PinShown | null, words: Words, fmt: Formatters): string =>
  shown ? stateText(shown, { words: words.drawnBoard, fmt }) : words.board.notUsedYet;

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
