/** The firmware that comes with this version of Giftwire. Knows no bytes; a test checks that the hex files say the same of themselves. */
import type { Chip } from './board-model.ts';

export const FIRMWARE = { name: 'giftwire', version: '1.0.0' } as const;

/** Where its images lie, from the page's own address. */
export const FIRMWARE_FILES: Readonly<Record<Chip, string>> = {
  m328p: 'firmware/uno.hex',
  m2560: 'firmware/mega.hex',
};

/** Versions as `1.2.3`. @returns whether `bundled` is newer than `found`; a version that cannot be read counts as older. */
export function isNewer(bundled: string, found: string): boolean {
  const parts = (version: string) => version.split('.').map(Number);
  const was = parts(found);
  for (const [i, part] of parts(bundled).entries()) {
    const old = was[i] ?? 0;
    if (part !== old) return !(part < old);
  }
  return false;
}
