/** The cable goes at page after page; each next attempt begins on what the last one left. */
import { strict as assert } from 'node:assert';
import { LEVEL } from '#board/pins.ts';
import { BOARD_MODELS } from '#domain/board-model.ts';
import type { FlashProgress } from '#rpc/board.ts';
import type { BootedBoard } from './bootloaders.ts';
import { createFlashBed, firmwareBytes } from './flash-bed.ts';

type Phase = 'writing' | 'verifying';

/** Throws when an attempt ends otherwise than it must. @returns how often the cable went */
export async function pullEvery(pagesApart: number, board: BootedBoard, phases: readonly Phase[]): Promise<number> {
  const bed = createFlashBed(board);
  const firmware = firmwareBytes(board.chip);
  const page = board.chip === 'm328p' ? 128 : 256;
  const pages = Math.ceil(firmware.length / page);
  let pulled = 0;
  for (const phase of phases)
    for (let at = 0; at < pages - 1; at += pagesApart) {
      let reached = false;
      const { result } = await bed.flash(false, (progress: FlashProgress) => {
        if (reached || progress.step !== phase || progress.done !== at * page) return;
        reached = true;
        bed.port.unplug();
      });
      assert(reached, `${phase} never came to page ${at}`);
      assert(result.result === 'failed' && result.fault.code === 'flash-cable-lost', JSON.stringify(result));
      assert.equal(result.written, 'part');
      pulled++;
      bed.port.plug();
    }
  const { result } = await bed.flash();
  assert(result.result === 'done', JSON.stringify(result));
  // A half-flashed board holds no sketch of anybody's: nothing had to be asked in between.
  assert.equal(result.before.is, 'nothing');
  assert.equal(Buffer.compare(bed.machine.flash.subarray(0, firmware.length), firmware), 0);
  return pulled;
}

const LOOK_MS = 100;

/**
 * A board whose cable went in the middle of writing, after power-up and after a reset: which pins it ever drives, by number,
 * within `bootMs`, which must be longer than its bootloader waits.
 * Throws when it says anything. The bootloaders themselves blink pin 13.
 */
export async function drivenWhenHalfFlashed(board: BootedBoard, bootMs: number): Promise<number[]> {
  const bed = createFlashBed(board);
  bed.machine.load(firmwareBytes(board.chip));
  const { result } = await bed.flash(true, (at) => {
    if (at.step === 'writing' && at.done * 2 > at.total) bed.port.unplug();
  });
  assert(result.result === 'failed' && result.written === 'part', JSON.stringify(result));
  const driven = new Set<number>();
  for (const cause of ['power', 'external'] as const) {
    bed.machine.reset(cause);
    bed.heard();
    for (let ms = 0; ms < bootMs; ms += LOOK_MS) {
      bed.run(LOOK_MS);
      for (const { pin } of BOARD_MODELS[board.chip === 'm328p' ? 'uno' : 'mega'].pins)
        if (bed.machine.level(pin) === LEVEL.low || bed.machine.level(pin) === LEVEL.high) driven.add(pin);
    }
    assert.equal(bed.heard(), '');
  }
  return [...driven];
}
