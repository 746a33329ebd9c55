/** The bundled firmware, fetched once and parsed. Knows no chip beyond its flash and nothing of what runs or flashes it. */
import type { Chip } from '#domain/board-model.ts';
import { FIRMWARE_FILES } from '#domain/firmware.ts';
import { parseIntelHex } from '#wire/intel-hex.ts';
import { memoryOf } from './machine.ts';

/** @param fetchText the text of a file by its path from the page; rejects, with words for a person, when it cannot be had */
export function createFirmwareImages(fetchText: (path: string) => Promise<string>) {
  const images = new Map<Chip, Uint8Array>();

  async function load(chip: Chip): Promise<Uint8Array> {
    const path = FIRMWARE_FILES[chip];
    const hex = parseIntelHex(await fetchText(path), memoryOf(chip).flash);
    if (!hex.ok) throw new Error(`${path}:${hex.line} ${hex.problem}`);
    images.set(chip, hex.image);
    return hex.image;
  }
  return {
    /** As long as the chip's flash. At once when it was had before; rejects when the file is missing or not wholly right. */
    image: (chip: Chip): Uint8Array | Promise<Uint8Array> => images.get(chip) ?? load(chip),
  };
}
