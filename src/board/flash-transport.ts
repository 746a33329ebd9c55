/** What the flashing dialogue needs of a port, and how it fails. Types and errors only: knows neither Web Serial nor a protocol. */
import type { FaultCode } from '#domain/fault.ts';

export interface FlashTransport {
  /** Hands the bytes over; whether they arrive, only an answer tells. */
  write(bytes: Uint8Array): void;
  /** Exactly `count` bytes. Rejects with NoAnswer when they have not come within `ms`. */
  read(count: number, ms: number): Promise<Uint8Array>;
  /** Throws away what came, and what still comes without a pause of `quietMs` (a few ms unless said). */
  drain(quietMs?: number): Promise<void>;
  /** Pulls the board's reset line and waits until its bootloader listens. */
  reset(): Promise<void>;
  /** Closes and opens again where the speed is another, which also resets most boards. */
  setBaud(baudRate: number): Promise<void>;
}

/** A clock in ms, and a timer that can be cancelled. */
export interface FlashClock {
  now(): number;
  after(ms: number, task: () => void): () => void;
}

/** Nothing, or too little, came in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The person cancelled. */
export class FlashCancelled extends Error {
  override readonly name = 'FlashCancelled';
}

/** What ends the flashing, by its code in domain/fault.ts. */
export class FlashFailed extends Error {
  override readonly name = 'FlashFailed';
  readonly code: FaultCode;
  readonly detail: string;
  constructor(code: FaultCode, detail = '') {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
