/**
 * The acknowledged link's own frames, ahead of any command: what the board must be told of its pins, OFF, PING and its
 * number. Knows no stages and no window: it lists frames' bodies.
 */
import type { PinSettings } from '#domain/rule.ts';
import { pinFrames, type ToldPin } from './link-pins.ts';

/** @param pins those of the board with this number (null = none) */
export function ownFrames(pins: (board: number | null) => readonly PinSettings[]) {
  let bodies: string[] = [];
  let told = new Map<number, ToldPin>();
  let board: number | null = null;
  /** All off was asked for while the board was not listening. */
  let offWanted = false;

  function tellPins(): void {
    bodies.push(...pinFrames(pins(board), told));
  }
  return {
    any: (): boolean => bodies.length > 0,
    next: (): string | undefined => bodies[0],
    take: (): string => bodies.shift() ?? '',
    push: (body: string): void => void bodies.push(body),
    tellPins,
    /** Said as soon as the board listens again: a greeting by itself turns nothing off. */
    offLater: (): void => void (offWanted = true),
    /** The board has introduced itself: it may know nothing of its pins. */
    greeted(number: number | null): void {
      board = number;
      told = new Map();
      if (offWanted) bodies.push('OFF');
      offWanted = false;
      tellPins();
    },
    /** What was to be said is void. */
    drop: (): void => void (bodies = []),
    close(): void {
      bodies = [];
      offWanted = false;
    },
  };
}
