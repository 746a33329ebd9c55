/** What plays the board at the far end of a line. Knows neither ptys nor baud rates. */

export interface Peer {
  /** The line came up; `send` puts bytes on it. */
  connect(send: (bytes: Uint8Array) => void): void;
  /** Bytes from the browser, and when they came (ms, performance.now). */
  receive(bytes: Uint8Array, at: number): void;
  /** Someone opened the port, which resets most boards: start anew. */
  reset(): void;
  /** What else the browser did to the open port, as fake-tty.c tells it: "baud=57600", "dtr=0 rts=1". */
  signal?(event: string): void;
  /** The cable went: nothing more can be sent. */
  disconnect(): void;
}
