/** The emulated Uno's own process: see uno.ts. */
import { LEVEL } from '#board/pins.ts';
import { firmwareImage } from '../board/firmware-images.ts';
import { createChipPeer } from '../serial-bench/chip-peer.ts';
import { createFakeBoard } from '../serial-bench/fake-board.ts';
import { WATCHED_PIN, monotonicNow, type FromUno } from './uno-words.ts';

const sinceStart = monotonicNow() - performance.now();
let edges: number[] = [];
const peer = createChipPeer('m328p', {
  onEdge(pin, level, at) {
    if (pin === WATCHED_PIN && (level === LEVEL.low || level === LEVEL.high)) edges.push(sinceStart + at);
  },
});
peer.flash.set(firmwareImage('m328p'));
// The chip's own serial port sets the pace of the wire.
const board = createFakeBoard(peer);
const tell = (message: FromUno): void => void process.send?.(message);

process.on('message', () => {
  tell({ edges });
  edges = [];
});
process.once('disconnect', () => {
  board.close();
  process.exit();
});
tell({ devices: board.ports.directory, path: board.path() ?? '' });
