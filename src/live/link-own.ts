/**
 * The acknowledged link's own frames, ahead of any command: what the board must be told of its pins, OFF, PING and its
 * number. Knows no stages and no window: it lists frames' bodies.
 */
import type { PinSettings } from '#domain/rule.ts';
import type { Delivery } from './link.ts';
import { pinFrames, type ToldPins } from './link-pins.ts';

/** @param pins those of the board with this number (null = none) */
export function ownFrames(pins: (board: number | null) => readonly PinSettings[]) {
  let bodies: string[] = [];
  const told: ToldPins = new Map();
  /** `ev boot` was heard since the last greeting: the board has forgotten everything, and its outputs are off. */
  let fresh = false;
  let greetedBefore = false;
  let board: number | null = null;
  /** All off was asked for while the board was not listening, or went unanswered: it holds until the board has done it. */
  let offWanted = false;
  let offUnderWay = false;
  const off: Delivery = {
    command: { verb: 'OFF' },
    written: () => undefined,
    settled: () => void (offUnderWay = false),
  };

  function tellPins(): void {
    bodies.push(...pinFrames(pins(board), told, fresh));
  }
  return {
    any: (): boolean => bodies.length > 0,
    /** '' when there is none. */
    next: (): string => bodies[0] ?? '',
    /** The next one, to be sent now; `carry` is handed what wants to know how it went. */
    take(carry: (delivery: Delivery) => void): string {
      const body = bodies.shift() ?? '';
      if (body === 'OFF') {
        offUnderWay = true;
        carry(off);
      }
      return body;
    },
    push: (body: string): void => void bodies.push(body),
    tellPins,
    /** Said as soon as the board listens again: a greeting by itself turns nothing off. */
    offLater: (): void => void (offWanted = true),
    /** `ev boot`. */
    boardReset(): void {
      fresh = true;
      told.clear();
    },
    /** The board has introduced itself. One that was not reset may remember other settings, and hold what an earlier page left on. */
    greeted(number: number | null): void {
      board = number;
      if (!fresh) for (const pin of told.keys()) told.set(pin, null);
      if (offWanted || (!fresh && !greetedBefore)) bodies.push('OFF');
      offWanted = false;
      greetedBefore = true;
      tellPins();
      fresh = false;
    },
    /** What was to be said is void, and what is in flight is about to be given up. Only OFF outlives it. */
    drop(): void {
      offWanted ||= offUnderWay || bodies.includes('OFF');
      bodies = [];
    },
    close(): void {
      bodies = [];
      offWanted = fresh = greetedBefore = false;
    },
  };
}
