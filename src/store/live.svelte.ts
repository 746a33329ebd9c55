/**
 * What the page knows of the LIVE: the live worker's last snapshot, replaced whole, and the calls back to it.
 * Keeps no second truth: everything else is derived where it is read.
 */
import { proxy } from 'comlink';
import { isArmed, isRunning } from '#domain/session-machine.ts';
import type { Session } from '#domain/session.ts';
import type { LiveApi, Preview, PreviewInput, Snapshot } from '#rpc/live.ts';
import { reportError } from './faults.svelte.ts';
import { workers } from './workers.ts';

/** Commands: calls that nobody waits for. */
type Command = { [K in keyof LiveApi]: ReturnType<LiveApi[K]> extends void ? K : never }[keyof LiveApi];

let snapshot = $state.raw<Snapshot | null>(null);

export const live = {
  /** null until the worker has spoken for the first time. */
  get snapshot(): Snapshot | null {
    return snapshot;
  },
  get session(): Session | null {
    return snapshot?.session ?? null;
  },
  /** A session exists that has not ended. */
  get running(): boolean {
    return snapshot?.session ? isRunning(snapshot.session.state) : false;
  },
  /** Rules may fire; a paused session is not armed. */
  get armed(): boolean {
    return snapshot?.session ? isArmed(snapshot.session.state) : false;
  },
  get muted(): boolean {
    return snapshot?.muted ?? false;
  },
  /** Sends a command; a dead worker is reported as a fault. */
  tell<K extends Command>(command: K, ...args: Parameters<LiveApi[K]>): void {
    const send = workers().live[command] as (...values: Parameters<LiveApi[K]>) => Promise<void>;
    send(...args).catch((error: unknown) => reportError('worker-failed', error));
  },
  /** Press and hold. Resolves with whether the pin goes on. */
  holdPin(pin: number, on: boolean): Promise<boolean> {
    return workers().live.holdPin(pin, on);
  },
  preview(event: PreviewInput): Promise<readonly Preview[]> {
    return workers().live.preview(event);
  },
};

/** Lets the worker push snapshots. Also the door by which tests show one. */
export const showSnapshot = (next: Snapshot): void => void (snapshot = next);
export const subscribe = (): Promise<void> => workers().live.subscribe(proxy(showSnapshot));
