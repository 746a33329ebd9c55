/**
 * Servos and their rest positions: where they go when a session starts, and before everything goes off at its end.
 * Knows no session and no bytes.
 */
import type { PinSettings, Step } from '#domain/rule.ts';
import { tryAction } from './board-try.ts';
import type { Clock } from './clock.ts';
import type { Lanes } from './lanes.ts';

/** A hobby servo turns 60° in 0.1 to 0.2 s at 4.8 V: half a turn is done within this. */
const SERVO_TRAVEL_MS = 600;

export interface RestHost {
  readonly clock: Clock;
  readonly lanes: Pick<Lanes, 'enqueue'>;
  settings(): readonly PinSettings[];
  /** A servo on this pin holds a position now. */
  isServo(pin: number): boolean;
  /** Lanes emptied, and no pin is a servo's any more. */
  empty(): void;
  /** Everything off, at once. */
  off(): void;
  flush(): void;
}

export function servoRest({ clock, lanes, settings, isServo, empty, off, flush }: RestHost) {
  let cancelOff: (() => void) | null = null;

  function cancel(): void {
    cancelOff?.();
    cancelOff = null;
  }
  function toRest(pins: readonly PinSettings[]): void {
    const now = clock.now();
    for (const { pin, restDegrees: position } of pins) {
      if (position === undefined) continue;
      const step: Step = { do: 'command', command: { verb: 'SERVO', pin, position } };
      lanes.enqueue(tryAction([step], now), now);
    }
    flush();
  }

  return {
    /** A session starts: all servos that have a rest position take it. */
    start(): void {
      cancel();
      toRest(settings());
    },
    /**
     * A session is over, and all was told to go off. A servo that was moving and has a rest position is then driven there,
     * which its missing one pulse of does not notice, and let go when it has had the time.
     */
    end(): void {
      cancel();
      const moved = settings().filter(({ pin, restDegrees }) => restDegrees !== undefined && isServo(pin));
      empty();
      if (!moved.length) return;
      toRest(moved);
      cancelOff = clock.after(SERVO_TRAVEL_MS, () => {
        cancelOff = null;
        off();
      });
    },
    /** Whatever was to come is not wanted any more. */
    cancel,
  };
}
