/** Diagnostics: workers' and page's counts in one list, and as text. */
import { expect, it } from 'vitest';
import type { FaultCode, FaultCount } from '#domain/fault.ts';
import { en } from '#text/en.ts';
import { allFaults, diagnosticsText } from '#ui/settings/diagnostics.ts';

const entry = (code: FaultCode, count: number, at: number, detail = ''): FaultCount => ({
  code,
  count,
  last: { code, detail, at },
});

it('adds up by code, keeps the later detail, latest first', () => {
  const list = allFaults(
    [entry('port-busy', 2, 10, 'old'), entry('link-lost', 1, 30)],
    [entry('port-busy', 1, 20, 'new')],
  );
  expect(list).toEqual([entry('link-lost', 1, 30), entry('port-busy', 3, 20, 'new')]);
});

it('says version, browser, code, count, time and detail', () => {
  const text = diagnosticsText([entry('port-busy', 3, 0, 'COM3')], en, 'Chrome', '1.2.3');
  expect(text.split('\n')).toEqual([
    'Giftwire 1.2.3',
    'Chrome',
    `3 × port-busy, 1970-01-01T00:00:00.000Z: ${en.faults['port-busy'].happened} (COM3)`,
  ]);
});
