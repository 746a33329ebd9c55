/**
 * Preparing an Arduino, as the page sees it: which port, the live worker's hands off it, the board worker's progress, and
 * the port given back whatever happened. One at a time; it goes on while another screen is open. Knows no screen and no bytes.
 */
import { proxy } from 'comlink';
import type { Chip } from '#domain/board-model.ts';
import type { Fault, FaultCode } from '#domain/fault.ts';
import { FIRMWARE } from '#domain/firmware.ts';
import { within } from '#domain/within.ts';
import type { FlashProgress, FlashResult, FoundBefore, PortIdentity, Written } from '#rpc/board.ts';
import type { BoardView } from '#rpc/board-view.ts';
import { reportError, reportFault } from './faults.svelte.ts';
import { askForPort, drivePort, serialSupported } from './grant.ts';
import { live } from './live.svelte.ts';
import { keepProfile } from './profile-edit-check.ts';
import { settings } from './settings.svelte.ts';
import { boardWorker, workers } from './workers.ts';

export type PrepareState =
  | { readonly at: 'idle' }
  /** The browser's chooser is open. */
  | { readonly at: 'choosing' }
  /** The live worker turns everything off and closes the port. */
  | { readonly at: 'releasing' }
  | { readonly at: 'working'; readonly progress: FlashProgress }
  /** Nothing was written yet: what is on the board would be lost. */
  | { readonly at: 'asking'; readonly chip: Chip; readonly before: FoundBefore }
  | { readonly at: 'done'; readonly version: string; readonly chip: Chip; readonly before: FoundBefore }
  | { readonly at: 'cancelled'; readonly written: Written }
  | { readonly at: 'failed'; readonly fault: Fault; readonly written: Written };

/** What our firmware speaks, whatever the sketch before it did. */
const OUR_DIALECT = { dialect: 'giftwire', baudRate: 115_200 } as const;

/** The live worker gives up within 6 s even where the driver hangs; one that has said nothing by then hangs itself. */
const RELEASE_MS = 10_000;

/** What is left on the board when the flasher dies in a step: which page it was at nobody can say then. */
const LEFT_BY: Readonly<Record<FlashProgress['step'], Written>> = {
  ...{ opening: 'nothing', detecting: 'nothing', found: 'nothing' },
  ...{ erasing: 'part', writing: 'part', verifying: 'unsure', starting: 'all' },
};

let state = $state.raw<PrepareState>({ at: 'idle' });
/** The port of the last attempt, for another one. */
let chosen: SerialPort | null = null;
/** Asked for while the flasher was not at work yet. */
let cancelWanted = false;
/** Ends the waiting for the port. */
let stopWaiting: () => void = () => undefined;

const isBusy = (): boolean => ['choosing', 'releasing', 'working'].includes(state.at);

type UsbIds = Pick<PortIdentity, 'usbVendorId' | 'usbProductId'>;

/** The granted ports with these ids that are plugged in; null = none, as of a port that is not USB. */
async function portsAlike({ usbVendorId, usbProductId }: UsbIds): Promise<SerialPort[]> {
  return (await navigator.serial.getPorts()).filter((each) => {
    const info = each.getInfo();
    return (info.usbVendorId ?? null) === usbVendorId && (info.usbProductId ?? null) === usbProductId;
  });
}
/** How the board worker finds the port: its ids, and which of several with these ids. Null when it is not plugged in. */
async function identityOf(port: SerialPort): Promise<PortIdentity | null> {
  const { usbVendorId = null, usbProductId = null } = port.getInfo();
  const index = (await portsAlike({ usbVendorId, usbProductId })).indexOf(port);
  return index < 0 ? null : { usbVendorId, usbProductId, index };
}

const failed = (code: FaultCode, detail: string): FlashResult => ({
  result: 'failed',
  fault: { code, detail, at: Date.now() },
  written: state.at === 'working' ? LEFT_BY[state.progress.step] : 'nothing',
});
const broken = (error: unknown): FlashResult =>
  failed('worker-failed', error instanceof Error ? error.message : String(error));

async function flash(port: SerialPort, mayReplace: boolean): Promise<FlashResult> {
  const identity = await identityOf(port);
  if (!identity) return failed('flash-cable-lost', '');
  if (cancelWanted) return { result: 'cancelled', written: 'nothing' };
  const worker = boardWorker();
  // Progress travels on a channel of its own, and some of it may come behind the result.
  let over = false;
  const push = (progress: FlashProgress): void => {
    if (over) return;
    state = { at: 'working', progress };
    if (cancelWanted) cancelFlash();
  };
  const died = worker.failed.then(() => broken('board'));
  try {
    return await Promise.race([worker.api.flash(identity, mayReplace, proxy(push)), died]);
  } finally {
    over = true;
  }
}
function cancelFlash(): void {
  boardWorker()
    .api.cancelFlash()
    .catch((error: unknown) => reportError('worker-failed', error));
}

/** The board speaks our protocol now, so the profile does too, and it is this board that is driven. */
async function useIt(port: SerialPort): Promise<void> {
  const { dialect, baudRate } = settings.profile;
  if (dialect !== OUR_DIALECT.dialect || baudRate !== OUR_DIALECT.baudRate) {
    const { refused } = await keepProfile({ ...settings.profile, ...OUR_DIALECT });
    if (refused) reportFault(refused.code, refused.detail);
  }
  await drivePort(port);
}

const outcome = (result: FlashResult): PrepareState => {
  switch (result.result) {
    case 'done':
      return { at: 'done', version: result.version, chip: result.chip, before: result.before };
    case 'asks':
      return { at: 'asking', chip: result.chip, before: result.before };
    case 'cancelled':
      return { at: 'cancelled', written: result.written };
    case 'failed':
      return { at: 'failed', fault: result.fault, written: result.written };
  }
};

/** A session moves a real board, whichever: flashing takes the port of every one of them, and its outputs go off. */
function isHeld(): boolean {
  const { board, otherBoards = [] } = live.snapshot ?? {};
  return live.armed && [board, ...otherBoards].some((each) => each?.kind === 'serial');
}

const after = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};
/** The live worker's hands off the port. @returns why there is nothing to flash, or null when there is */
async function release(): Promise<FlashResult | null> {
  if (cancelWanted) return { result: 'cancelled', written: 'nothing' };
  const cancelled = new Promise<void>((resolve) => (stopWaiting = resolve));
  const released = workers().live.releasePort();
  const came = await within(Promise.race([released, cancelled]), RELEASE_MS, after);
  if (cancelWanted) return { result: 'cancelled', written: 'nothing' };
  if (!came) return failed('port-stuck', 'release');
  await released;
  return null;
}

/** One attempt on `chosen`. The live worker gets its port back in every case, also when the board worker died. */
async function attempt(mayReplace: boolean): Promise<void> {
  const port = chosen;
  // A session may have begun, or gone on, since this was offered: the offer goes, and the screen says why.
  if (!port || isHeld()) return void (state = { at: 'idle' });
  state = { at: 'releasing' };
  let result: FlashResult;
  try {
    result = (await release()) ?? (await flash(port, mayReplace));
    if (result.result === 'done') await useIt(port);
  } catch (error) {
    result = broken(error);
  } finally {
    live.tell('reclaimPort');
  }
  state = outcome(result);
}

async function chooseAndFlash(): Promise<void> {
  if (cancelWanted) return void (state = { at: 'cancelled', written: 'nothing' });
  state = { at: 'choosing' };
  const port = await askForPort();
  if (typeof port === 'string') return void (state = { at: 'idle' });
  chosen = port;
  await attempt(false);
}

/** Busy from the click on: whatever `task` has to look up first, a second click finds it under way. */
async function start(task: () => Promise<void>): Promise<void> {
  if (isBusy()) return;
  cancelWanted = false;
  state = { at: 'releasing' };
  try {
    await task();
  } catch (error) {
    state = outcome(broken(error));
  }
}

export const prepare = {
  get state(): PrepareState {
    return state;
  },
  get busy(): boolean {
    return isBusy();
  },
  /** This browser can do it at all. */
  supported: serialSupported,
  /** The version that would be put on a board. */
  version: FIRMWARE.version,
  /** A session moves a real board: it must be paused or ended first, since the outputs go off. */
  get held(): boolean {
    return isHeld();
  },
  /** Opens the browser's chooser; call from a click. */
  begin: (): Promise<void> => start(chooseAndFlash),
  /** The connected board, without a chooser where there is no doubt which one it is. Call from a click. */
  update: (board: BoardView): Promise<void> =>
    start(async () => {
      const [only, another] = await portsAlike(board);
      if (!only || another) return chooseAndFlash();
      chosen = only;
      return attempt(false);
    }),
  /** A person agreed that what is on the board is replaced. */
  replace: (): Promise<void> => (state.at === 'asking' ? start(() => attempt(true)) : Promise.resolve()),
  /** The same port again; where it is gone, the chooser. Call from a click. */
  retry: (): Promise<void> =>
    start(async () => {
      if (chosen && chosen.connected !== false && (await identityOf(chosen))) return attempt(false);
      return chooseAndFlash();
    }),
  /** Safe at any time: ends what is under way, and then says whether anything was written. */
  cancel(): void {
    if (state.at === 'working') return cancelFlash();
    cancelWanted = state.at === 'releasing';
    if (cancelWanted) stopWaiting();
  },
  /** Puts an outcome away; what is under way is cancelled first. */
  close(): void {
    if (isBusy()) prepare.cancel();
    else state = { at: 'idle' };
  },
};
