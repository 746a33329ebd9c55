/** What the firmware says of itself, how large it is, and the number it keeps. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryOf } from '#board/machine.ts';
import { FIRMWARE } from '#domain/firmware.ts';
import { bannerFields } from '#wire/board-reply.ts';
import { greetedBed, imageOf, poweredBed } from './bed.ts';

const CHIPS = ['m328p', 'm2560'] as const;

describe.each(CHIPS)('on %s', (chip) => {
  it('says the same of itself at boot and at HELLO', () => {
    const bed = poweredBed({ chip });
    const fields = Object.fromEntries(bannerFields(bed.boot.slice('ev boot '.length)));
    expect(fields).toMatchObject({ fw: `${FIRMWARE.name}/${FIRMWARE.version}`, proto: '1', board: chip });
    expect(fields).toMatchObject({ rx: '63', line: '56', stop: chip === 'm328p' ? '14' : '54' });
    expect(fields['caps']?.split(',')).toEqual(
      expect.arrayContaining(['set', 'pulse', 'blink', 'pwm', 'servo', 'tone', 'inv', 'lim', 'id', 'wd']),
    );
    expect(`ev boot${bed.command('HELLO').slice('ok'.length)}`).toBe(bed.boot);
    expect(bed.boot.length).toBeLessThanOrEqual(157);
  });

  it('boots within 20 ms', () => expect(poweredBed({ chip }).now()).toBeLessThan(20));

  it('fits', () => expect(imageOf(chip).top).toBeLessThanOrEqual(12 * 1024));

  it('keeps its number across a reset and a power cut', () => {
    const eeprom = new Uint8Array(memoryOf(chip).eeprom).fill(0xff);
    const bed = greetedBed({ chip, eeprom });
    expect(bed.boot).not.toContain('id=');
    expect(bed.command('ID')).toBe('ok');
    expect(bed.command('ID 0')).toBe('ok id=0');
    expect(bed.command('ID 201')).toBe('ok id=201');
    expect(bed.command('HELLO')).toMatch(/ id=201$/);
    bed.run(20);
    expect(poweredBed({ chip, eeprom }).boot).toMatch(/ id=201$/);
    bed.machine.reset('external');
    expect(bed.nextLine()).toMatch(/^ev boot .* id=201$/);
  });
});

it('has no number after a write that was cut short', () => {
  const eeprom = new Uint8Array(memoryOf('m328p').eeprom).fill(0xff);
  const bed = greetedBed({ eeprom });
  bed.command('ID 5');
  // Writing a byte takes 3.4 ms; by now only the first one can be there.
  expect(poweredBed({ eeprom: eeprom.slice() }).boot).not.toContain('id=');
});

it('names its version in one place, the one the page knows', () => {
  const config = readFileSync(path.join(import.meta.dirname, '../../firmware/giftwire/config.h'), 'utf8');
  expect(/#define GIFTWIRE_VERSION "(.*)"/.exec(config)?.[1]).toBe(FIRMWARE.version);
});
