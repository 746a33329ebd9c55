/** A virtual board on a test's desk: its cable's end, its views and a fake clock. Speaks the firmware's frames. */
import type { BoardModel } from '#domain/board-model.ts';
import type { PinShown } from '#domain/pin-shown.ts';
import { createVirtualBoard, type VirtualBoardOptions } from '#board/virtual-board.ts';
import type { VirtualView } from '#rpc/board.ts';
import type { FromVirtualPort } from '#rpc/virtual-port.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { fakeClock } from '../fakes/clock.ts';
import { firmwareImage } from './firmware-images.ts';

export function createDesk(overrides: Partial<VirtualBoardOptions> = {}) {
  const clock = fakeClock(0);
  const messages: FromVirtualPort[] = [];
  const views: VirtualView[] = [];
  let text = '';
  let opening = 0;
  let seq = 0;
  const board = createVirtualBoard({
    clock,
    firmware: firmwareImage,
    send(message) {
      messages.push(message);
      if (message.type === 'bytes' && message.opening === opening) text += new TextDecoder().decode(message.bytes);
    },
    onView: (view) => void views.push(view),
    ...overrides,
  });
  const write = (content: string): void =>
    board.receive({ type: 'write', opening, bytes: new TextEncoder().encode(content) });

  return {
    board,
    clock,
    messages,
    views,
    write,
    /** What the board has said since the last call. */
    heard(): string {
      const all = text;
      text = '';
      return all;
    },
    open: (model: BoardModel = 'uno'): void => board.receive({ type: 'open', opening: ++opening, model }),
    close: (): void => board.receive({ type: 'close', opening }),
    /** Opens, waits for the banner and says HELLO. */
    greet(model: BoardModel = 'uno'): void {
      this.open(model);
      clock.advance(600);
      seq = 0;
      this.command('HELLO 0');
    },
    /** Sends one numbered command and gives it 20 ms. */
    command(body: string): void {
      write(encodeFrame(seq, body));
      seq = (seq + 1) & 0xff;
      clock.advance(20);
    },
    /** As the last view has it; undefined = not driven. */
    pin: (number: number): PinShown | undefined => views.at(-1)?.pins[number],
  };
}
