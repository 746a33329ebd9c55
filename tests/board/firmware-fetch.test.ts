/** Fetching the bundled firmware: once, whole, or with words on why not. */
import { expect, it } from 'vitest';
import { createFirmwareImages } from '#board/firmware-images.ts';

const TWO_BYTES = ':020000001234B8\n:00000001FF\n';

it('fetches a chip’s file once and has it at once from then on', async () => {
  const asked: string[] = [];
  const images = createFirmwareImages(async (path) => {
    asked.push(path);
    return TWO_BYTES;
  });
  const first = await images.image('m2560');
  expect([...first.subarray(0, 3)]).toEqual([0x12, 0x34, 0xff]);
  expect(first).toHaveLength(0x40000);
  expect(images.image('m2560')).toBe(first);
  expect(asked).toEqual(['firmware/mega.hex']);
});

it.each([
  ['a file that is no hex', '<!doctype html>', 'firmware/uno.hex:1 malformed'],
  ['one cut short', ':020000001234B8\n', /^firmware\/uno\.hex:\d+ truncated$/],
  ['a damaged one', ':020000001235B8\n:00000001FF\n', 'firmware/uno.hex:1 checksum'],
])('says what is wrong with %s', async (_, text, words) => {
  const images = createFirmwareImages(async () => text);
  await expect(images.image('m328p')).rejects.toThrow(words);
});

it('tries again after it could not be had', async () => {
  let online = false;
  const images = createFirmwareImages(async (path) => {
    if (!online) throw new Error(`${path}: 503`);
    return TWO_BYTES;
  });
  await expect(images.image('m328p')).rejects.toThrow('firmware/uno.hex: 503');
  online = true;
  expect((await images.image('m328p'))[0]).toBe(0x12);
});
