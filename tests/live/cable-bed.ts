/** A board on a fake cable, greeted, whose bytes may be damaged on the way. */
import { fakeSerial, type FakeDevice } from '../fakes/serial.ts';
import { boardBed } from './board-bed.ts';

const UNO: FakeDevice = { usbVendorId: 0x2341, usbProductId: 0x0043, serialNumber: true };

/** A small linear congruential generator (Numerical Recipes' constants), so that each run is the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** @param damage share of bytes that lose a bit, both ways, once the board is greeted */
export async function cableBed(damage = 0) {
  const chance = seeded(7);
  let damaging = false;
  let edges = 0;
  let fake: ReturnType<typeof fakeSerial> | null = null;
  const hurt = (bytes: Uint8Array) =>
    damaging ? bytes.map((byte) => (chance() < damage ? byte ^ (1 << Math.floor(chance() * 8)) : byte)) : bytes;
  const bed = boardBed(
    undefined,
    (clock) => (fake = fakeSerial(clock, { onPin: () => void edges++, damage: hurt })).serial,
  );
  const port = (fake as unknown as ReturnType<typeof fakeSerial>).plug(UNO);
  bed.board.choose({ kind: 'auto' });
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5) {
      bed.clock.advance(Math.min(5, left));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await pass(300);
  damaging = true;
  edges = 0;
  return {
    ...bed,
    port,
    pass,
    /** Level changes of the board's pins since it was greeted. */
    edges: () => edges,
    async close() {
      bed.board.choose({ kind: 'virtual', model: 'uno' });
      await pass(10);
    },
  };
}
