/** Which USB devices can run our firmware. */
import { expect, test } from 'vitest';
import { usbBoard } from '#domain/usb-boards.ts';

test.each([
  [0x2341, 0x0043, 'yes'],
  [0x2a03, 0x0043, 'yes'],
  [0x2341, 0x0010, 'yes'],
  [0x1a86, 0x7523, 'maybe'],
  [0x0403, 0x6001, 'maybe'],
  [0x10c4, 0xea60, 'maybe'],
  [0x2341, 0x8036, 'no'],
  [0x2341, 0x1002, 'no'],
  [0x303a, 0x1001, 'no'],
  [0x2e8a, 0x000a, 'no'],
  [0xffff, 0x0001, undefined],
  [null, null, undefined],
])('%s:%s can run the firmware: %s', (vendor, product, can) =>
  expect(usbBoard(vendor, product)?.canRunFirmware).toBe(can),
);
