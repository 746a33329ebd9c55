/** How long a board's flashing takes in simulated time, from the opened port to the firmware's first word, by its bootloader. */
import type { FlashProgress } from '#rpc/board.ts';
import { atmegaboot, bootloadersMissing, optiboot, stk500boot } from '../board/bootloaders.ts';
import { createFlashBed, firmwareBytes } from '../board/flash-bed.ts';
import { figure, type Figure } from './figure.ts';

const BOARDS = { 'Uno (optiboot)': optiboot, 'Nano (ATmegaBOOT)': atmegaboot, 'Mega 2560 (stk500boot)': stk500boot };

export async function flashing(): Promise<Figure[]> {
  const missing = bootloadersMissing();
  if (missing) {
    console.log(missing);
    return [];
  }
  const figures: Figure[] = [];
  for (const [name, board] of Object.entries(BOARDS)) {
    const bed = createFlashBed(board());
    let found = 0;
    const { result, simulatedMs } = await bed.flash(true, ({ step }: FlashProgress) => {
      if (step === 'found') found = bed.now();
    });
    if (result.result !== 'done') throw new Error(`${name}: ${JSON.stringify(result)}`);
    const seconds = (ms: number): number => ms / 1_000;
    const conditions = `${firmwareBytes(result.chip).length} bytes of firmware onto an empty board, 1 ms of USB a turn`;
    figures.push(figure(`flashing: ${name}`, 's simulated', seconds(simulatedMs), conditions));
    const detection = `${conditions}; of these, to find the bootloader, its chip and what was on it`;
    figures.push(figure(`flashing: ${name}, detection`, 's simulated', seconds(found), detection));
  }
  return figures;
}
