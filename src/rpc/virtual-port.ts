/**
 * The virtual Arduino's cable: what passes between the live worker and the board worker on their MessagePort. Types only.
 * It looks like any port: it is opened (which resets the board), carries bytes, and can be pulled out.
 */
import type { BoardModel } from '#domain/board-model.ts';

/** live worker → board worker. `opening` grows by one with each open; whatever comes back under an older one is late and ignored. */
export type ToVirtualPort =
  | { readonly type: 'open'; readonly opening: number; readonly model: BoardModel }
  | { readonly type: 'write'; readonly opening: number; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly opening: number };

/** board worker → live worker. */
export type FromVirtualPort =
  | { readonly type: 'opened'; readonly opening: number }
  | { readonly type: 'bytes'; readonly opening: number; readonly bytes: Uint8Array }
  /** The cable was pulled on the Board screen, or the emulator could not start: `detail` says why in the latter case. */
  | { readonly type: 'unplugged'; readonly opening: number; readonly detail: string }
  /** Plugged in again: opening makes sense. */
  | { readonly type: 'plugged' };
