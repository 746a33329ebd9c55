/** Finds the bootloader: which protocol it speaks and at what speed. Knows no chip and no image. */
import type { Chip } from '#domain/board-model.ts';
import { openV1 } from './flash-v1.ts';
import { openV2 } from './flash-v2.ts';
import type { OpenProgrammer, Programmer } from './flash-programmer.ts';
import { FlashFailed, type FlashTransport } from './flash-transport.ts';

/** All ways once, then all again: on a board without a reset line a person presses the button, and not always in time. */
const ROUNDS = 2;

type Way = readonly [baudRate: number, open: OpenProgrammer];

/**
 * @param expected the chip that the port's USB ids tell of; null = they do not
 * @throws FlashFailed flash-no-sync when no bootloader answers
 */
export async function detect(transport: FlashTransport, expected: Chip | null): Promise<Programmer> {
  const v1: readonly Way[] = [
    [115_200, () => openV1(transport, 'optiboot')],
    [57_600, () => openV1(transport, 'atmegaboot')],
  ];
  const v2: readonly Way[] = [[115_200, () => openV2(transport)]];
  // The most common first, unless it is known to be a Mega. Each attempt needs a reset of its own: bytes of another
  // speed or protocol end a bootloader's wait.
  const ways = expected === 'm2560' ? [...v2, ...v1] : [...v1, ...v2];
  for (let round = 0; round < ROUNDS; round++)
    for (const [baudRate, open] of ways) {
      await transport.setBaud(baudRate);
      await transport.reset();
      const programmer = await open();
      if (programmer) return programmer;
    }
  throw new FlashFailed('flash-no-sync');
}
