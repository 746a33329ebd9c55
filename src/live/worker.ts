/** Worker 1: gives the live composition its real world and offers it to the page. Nothing else lives here. */
import { expose } from 'comlink';
import { systemClock } from './clock.ts';
import { createLive } from './live.ts';

expose(
  createLive({
    clock: systemClock(),
    random: Math.random,
    openSocket: (url) => new WebSocket(url),
    serial: 'serial' in navigator ? navigator.serial : null,
    newId: () => crypto.randomUUID(),
  }),
);
