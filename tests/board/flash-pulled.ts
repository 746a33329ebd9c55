/** The cable goes at every tenth page; each next attempt begins on what the last one left. */
import { strict as assert } from 'node:assert';
import type { FlashProgress } from '#rpc/board.ts';
import type { BootedBoard } from './bootloaders.ts';
import { createFlashBed, firmwareBytes } from './flash-bed.ts';

const PAGES_APART = 10;

type Phase = 'writing' | 'verifying';

/** Throws when an attempt ends otherwise than it must. @returns how often the cable went */
export async function pullAtEveryTenthPage(board: BootedBoard, phases: readonly Phase[]): Promise<number> {
  const bed = createFlashBed(board);
  const firmware = firmwareBytes(board.chip);
  const page = board.chip === 'm328p' ? 128 : 256;
  const pages = Math.ceil(firmware.length / page);
  let pulled = 0;
  for (const phase of phases)
    for (let at = 0; at < pages - 1; at += PAGES_APART) {
      let reached = false;
      const { result } = await bed.flash(false, (progress: FlashProgress) => {
        if (reached || progress.step !== phase || progress.done !== at * page) return;
        reached = true;
        bed.port.unplug();
      });
      assert(reached, `${phase} never came to page ${at}`);
      assert(result.result === 'failed' && result.fault.code === 'flash-cable-lost', JSON.stringify(result));
      assert.equal(result.written, true);
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
