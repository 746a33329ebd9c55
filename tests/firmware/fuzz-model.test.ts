/** Good, bad and damaged lines: the firmware says and does what the model of the protocol says and does. */
import { expect, it, vi } from 'vitest';
import { unoHex } from './fuzz-link.ts';
import { fuzzModel } from './fuzz-model.ts';

// Simulated time: a busy machine takes long for it, and that is no fault.
vi.setConfig({ testTimeout: 180_000 });

it.each([
  [0, 1],
  [0, 2],
  [0.003, 3],
  [0.01, 4],
  [0.03, 5],
])('with %d of bytes hurt, seed %d', (rate, seed) => {
  expect(fuzzModel(unoHex(), 1_000, rate, seed)).toEqual([]);
});
