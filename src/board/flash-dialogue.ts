/**
 * The whole of flashing, from an open port to the firmware's first word: detect, look, write, verify, start, hear.
 * Knows no Web Serial: bytes and time come through the transport.
 */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE, isNewer } from '#domain/firmware.ts';
import type { FlashProgress, FoundBefore } from '#rpc/board.ts';
import { foundBefore } from './flash-before.ts';
import { chipName, flashChip, sketchBytes } from './flash-chips.ts';
import { detect } from './flash-detect.ts';
import { FIRMWARE_BAUD, hearFirmware } from './flash-greeting.ts';
import { flashImage, writeImage } from './flash-image.ts';
import { FlashFailed, type FlashTransport } from './flash-transport.ts';

/** A firmware as its hex file gives it. */
export interface Firmware {
  readonly image: Uint8Array;
  readonly top: number;
}

export interface DialogueNeeds {
  readonly transport: FlashTransport;
  readonly firmware: Readonly<Record<Chip, Firmware>>;
  /** A person agreed that what is on the board is replaced, whatever it is. */
  readonly mayReplace: boolean;
  readonly push: (progress: FlashProgress) => void;
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
 * Resolves with 'done' only after every byte was read back and the firmware said its name and version; with 'asks'
 * when a person must agree first, and then nothing was written and the old sketch was started again.
 * @throws FlashFailed, NoAnswer, FlashCancelled
 */
export async function flashDialogue(needs: DialogueNeeds): Promise<DialogueResult> {
  const { transport, firmware, mayReplace, push } = needs;
  push({ step: 'detecting' });
  const programmer = await detect(transport);
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

  await writeImage(programmer, flashImage(image, top, page), push);

  push({ step: 'starting' });
  await programmer.leave();
  await transport.setBaud(FIRMWARE_BAUD);
  const says = await hearFirmware(transport);
  if (says !== `${FIRMWARE.name}/${FIRMWARE.version}`) throw new FlashFailed('flash-not-answering', says ?? '');
  return { result: 'done', chip, before };
}
