/** The firmware's own words about itself, read from its banner. Knows no frames. */
import { bannerFields } from '#wire/board-reply.ts';
import type { Firmware } from './link.ts';

/** @param data what follows `ok n` after HELLO: `fw=NAME/VERSION proto=1 board=m328p … id=n` */
export function firmwareOf(data: string): Firmware {
  const fields = bannerFields(data);
  const [name = '', version = ''] = (fields.get('fw') ?? '').split('/');
  const id = /^\d{1,3}$/.test(fields.get('id') ?? '') ? Number(fields.get('id')) : null;
  return { name, version, board: fields.get('board') ?? '', id };
}
