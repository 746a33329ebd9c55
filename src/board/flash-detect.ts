/** Finds the bootloader: which protocol it speaks and at what speed. Knows no chip and no image. */
import { openV1 } from './flash-v1.ts';
import { openV2 } from './flash-v2.ts';
import type { OpenProgrammer, Programmer } from './flash-programmer.ts';
import { FlashFailed, type FlashTransport } from './flash-transport.ts';

/** All ways once, then all again: on a board without a reset line a person presses the button, and not always in time. */
const ROUNDS = 2;

/** @throws FlashFailed flash-no-sync when no bootloader answers */
export async function detect(transport: FlashTransport): Promise<Programmer> {
  /** The most common first. Each attempt needs a reset of its own: bytes of another speed or protocol end a bootloader's wait. */
  const ways: readonly (readonly [baudRate: number, open: OpenProgrammer])[] = [
    [115_200, () => openV1(transport, 'optiboot')],
    [57_600, () => openV1(transport, 'atmegaboot')],
    [115_200, () => openV2(transport)],
  ];
  for (let round = 0; round < ROUNDS; round++)
    for (const [baudRate, open] of ways) {
      await transport.setBaud(baudRate);
      await transport.reset();
      const programmer = await open();
      if (programmer) return programmer;
    }
  throw new FlashFailed('flash-no-sync');
}
