/**
 * The whole of flashing, from an open port to the firmware's first word: detect, look, write, verify, start, hear.
 * Knows no Web Serial: bytes and time come through the transport.
 */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE, isNewer } from '#domain/firmware.ts';
import type { FlashProgress, FoundBefore, Written } from '#rpc/board.ts';
import { foundBefore } from './flash-before.ts';
import { chipName, flashChip, sketchBytes } from './flash-chips.ts';
import { detect } from './flash-detect.ts';
import type { Firmware } from './flash-firmware.ts';
import { FIRMWARE_BAUD, hearFirmware } from './flash-greeting.ts';
import { flashImage, writeImage } from './flash-image.ts';
import type { Programmer } from './flash-programmer.ts';
import { FlashFailed, type FlashTransport } from './flash-transport.ts';

export interface DialogueNeeds {
  readonly transport: FlashTransport;
  readonly firmware: Readonly<Record<Chip, Firmware>>;
  /** The chip that the port's USB ids tell of; null = they do not. */
  readonly expected: Chip | null;
  /** A person agreed that what is on the board is replaced, whatever it is. */
  readonly mayReplace: boolean;
  readonly push: (progress: FlashProgress) => void;
  /** Told whenever what is left on the board, should it end now, is another. */
  readonly left: (written: Written) => void;
}

export type DialogueResult = {
  readonly result: 'done' | 'asks';
  readonly chip: Chip;
  readonly before: FoundBefore;
};

/** Our own firmware, older or the same, and an empty board are replaced without a question. */
const needsAsking = (before: FoundBefore): boolean =>
  before.is === 'ours' ? isNewer(before.version, FIRMWARE.version) : before.is !== 'nothing';

/**
 * From the bootloader into the firmware. @returns what it says of itself, or null
 * @throws FlashFailed flash-not-answering where the port cannot be opened at its speed: nobody can be asked then
 */
async function startAndHear(programmer: Programmer, transport: FlashTransport): Promise<string | null> {
  await programmer.leave();
  try {
    await transport.setBaud(FIRMWARE_BAUD);
  } catch (error) {
    const isClosed = error instanceof FlashFailed && (error.code === 'flash-port-busy' || error.code === 'port-stuck');
    throw isClosed ? new FlashFailed('flash-not-answering', `${error.code} ${error.detail}`.trim()) : error;
  }
  return hearFirmware(transport);
}

/**
 * Resolves with 'done' only after every byte was read back and the firmware said its name and version; with 'asks'
 * when a person must agree first, and then nothing was written and the old sketch was started again.
 * @throws FlashFailed, NoAnswer, FlashCancelled
 */
export async function flashDialogue(needs: DialogueNeeds): Promise<DialogueResult> {
  const { transport, firmware, expected, mayReplace, push, left } = needs;
  push({ step: 'detecting' });
  const programmer = await detect(transport, expected);
  const { bootloader } = programmer;

  const signature = await programmer.signature();
  const target = flashChip(signature);
  if (!target) throw new FlashFailed('flash-wrong-chip', chipName(signature));
  const { chip, page } = target;
  const { image, top } = firmware[chip];
  if (top > sketchBytes(bootloader)) throw new FlashFailed('flash-hex-too-big', `${top} > ${sketchBytes(bootloader)}`);

  const before = await foundBefore(programmer, target);
  push({ step: 'found', chip, bootloader, before });
  if (!mayReplace && needsAsking(before)) {
    await programmer.leave();
    return { result: 'asks', chip, before };
  }

  await writeImage(programmer, flashImage(image, top, page), push, left);

  push({ step: 'starting' });
  const says = await startAndHear(programmer, transport);
  if (says !== `${FIRMWARE.name}/${FIRMWARE.version}`) throw new FlashFailed('flash-not-answering', says ?? '');
  return { result: 'done', chip, before };
}
