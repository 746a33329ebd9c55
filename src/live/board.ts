/**
 * The board as the rest of the live worker sees it: a port, a link in the profile's dialect, and the lanes above them.
 * Puts the three together and keeps the port's state; knows no bytes, no queues' order and no rules.
 */
import type { Action } from '#domain/action.ts';
import type { BoardCommand } from '#domain/command.ts';
import type { ReportFault } from '#domain/fault.ts';
import type { PortInput } from '#domain/port-machine.ts';
import { DEFAULT_GAP_MS, DEFAULT_LIMIT_MS, type PinSettings, type Profile } from '#domain/rule.ts';
import { usbBoard } from '#domain/usb-boards.ts';
import type { BoardChoice, BoardView, FirmwareInfo } from '#rpc/live.ts';
import { boardFaults } from './board-faults.ts';
import { latencies } from './board-latency.ts';
import { offFirst, type OffFirst } from './board-off.ts';
import { shownPins } from './board-pins.ts';
import { boardPort } from './board-port.ts';
import { isTry, tryAction } from './board-try.ts';
import { boardView, type Device } from './board-view.ts';
import type { Clock } from './clock.ts';
import { giftwireLink } from './giftwire-link.ts';
import { createLanes, noLink } from './lanes.ts';
import type { Link, LinkHost } from './link.ts';
import { textLink } from './text-link.ts';
import type { VirtualCable } from './virtual-port.ts';

export interface BoardOptions {
  readonly clock: Clock;
  readonly report: ReportFault;
  /** Something of this action changed: started, settled, owed … Called often; cheap. */
  onAction(action: Action): void;
  /** `view()` may differ. */
  onChange(): void;
  /** The stop button on the board was pressed: outputs are off and lanes are empty already; mute the rules too. */
  onHardwareStop?(): void;
  /** navigator.serial where the browser has it */
  readonly serial: Serial | null;
  readonly virtual: VirtualCable;
}

export interface Board {
  setProfile(profile: Profile): void;
  choose(choice: BoardChoice): void;
  /** A port was granted in the page: look again. */
  portGranted(): void;
  /** Gives the port up, outputs off first; what waits is owed. Resolves when it is closed. */
  lendPort(): Promise<void>;
  /** Looks for it again. */
  reclaimPort(): void;
  /** `action.unstarted` = {waiting: runs}. Synchronous as far as the lane or the pending write; see `flushWrites`. */
  enqueue(action: Action, now: number): void;
  /** By hand; expiry begins anew. */
  fireOwed(action: Action, now: number): void;
  dismissOwed(action: Action): void;
  /** Lanes are held while a session is paused; expiry runs on. */
  hold(): void;
  resume(): void;
  emergencyStop(): void;
  /** Session end: lanes emptied, then everything off. */
  allOff(): void;
  /** From the Board screen; also outside a session. */
  try(command: BoardCommand): void;
  /** All commands that are pending go out in one write: call at the end of each frame. */
  flushWrites(): void;
  view(): BoardView;
}

export function createBoard(options: BoardOptions): Board {
  const { clock, onChange } = options;
  const pins = shownPins();
  const acks = latencies();
  const faults = boardFaults(clock, options.report);
  const { report } = faults;
  let profile: Profile | null = null;
  let link: Link | null = null;
  let leaving: OffFirst | null = null;
  let device: Device = { vendor: null, product: null };
  let firmware: FirmwareInfo | null = null;

  const settingsOf = (pin: number): PinSettings =>
    profile?.pins.find((settings) => settings.pin === pin) ?? {
      pin,
      name: '',
      inverted: false,
      limitMs: DEFAULT_LIMIT_MS,
      gapMs: DEFAULT_GAP_MS,
    };

  const lanes = createLanes({
    clock,
    report,
    availability: () => port.availability(),
    link: () => link ?? noLink,
    pin: settingsOf,
    onAction: (action) => {
      if (!isTry(action)) options.onAction(action);
    },
    onCommand(command, outcome, now, answerMs) {
      if (outcome === 'waiting') pins.sent(command, now);
      if (answerMs !== null) acks.add(answerMs);
      onChange();
    },
  });

  const port = boardPort({
    clock,
    report,
    serial: options.serial,
    virtual: options.virtual,
    baudRate: () => profile?.baudRate ?? 115_200,
    host: {
      receive: (bytes) => link?.receive(bytes),
      onDevice(vendor, product) {
        device = { vendor, product };
        const known = usbBoard(vendor, product);
        if (known?.canRunFirmware === 'no' && profile?.dialect === 'giftwire') report('board-unsuitable', known.name);
      },
    },
    onInput,
    async endLink(answers) {
      if (answers && link) await (leaving = offFirst(link, profile?.dialect ?? 'giftwire', clock)).done;
      leaving = null;
      closeLink();
    },
  });
  function onInput(input: PortInput, wasAway: boolean): void {
    if (input === 'opened') link?.start();
    if (input === 'unplug' || input === 'close') closeLink();
    if (port.state() === 'ready') faults.answered();
    if (!wasAway && port.availability() === 'away') lanes.empty('away');
    onChange();
  }
  function closeLink(): void {
    link?.close();
    leaving?.gone();
    firmware = null;
    pins.allOff();
    lanes.freePins();
    if (profile) link = newLink(profile);
  }

  const linkHost: LinkHost = {
    clock,
    report,
    write: (bytes) => port.port()?.write(bytes),
    greeted(info) {
      firmware = info;
      port.input('greeted');
      lanes.boardBack();
    },
    unanswered: () => port.input('unanswered'),
    reset: () => port.input('reset'),
    room() {
      leaving?.room();
      lanes.pump();
    },
    wentOff() {
      pins.allOff();
      lanes.freePins();
      onChange();
    },
    stopPin(pressed) {
      if (!pressed) return;
      empty('stopped');
      options.onHardwareStop?.();
    },
    limitCut: (pin) => pins.off(pin),
    heard: () => onChange(),
  };
  function newLink(from: Profile): Link {
    if (from.dialect === 'giftwire') return giftwireLink(linkHost, () => profile?.pins ?? []);
    return textLink(linkHost, () => ({
      dialect: profile?.text ?? from.text,
      baudRate: profile?.baudRate ?? from.baudRate,
      nameOf: (pin) => settingsOf(pin).name,
    }));
  }
  function reopen(): void {
    if (!profile || !port.mayOpen()) return;
    port.leave();
    link?.close();
    lanes.empty('away');
    faults.forget();
    link = newLink(profile);
    port.open();
    onChange();
  }
  function empty(why: 'stopped' | 'ended'): void {
    pins.allOff();
    lanes.empty(why);
    onChange();
  }

  return {
    setProfile(next) {
      const last = profile;
      profile = next;
      if (!last || last.dialect !== next.dialect || last.baudRate !== next.baudRate) reopen();
      else link?.settingsChanged();
    },
    choose(next) {
      port.choose(next);
      reopen();
    },
    portGranted() {
      // A port that answers stays; one that is silent or busy gives way to what was just chosen.
      if (port.state() !== 'ready') reopen();
    },
    lendPort: port.lend,
    reclaimPort: () => void port.reclaim(reopen),
    enqueue: (action, now) => lanes.enqueue(action, now),
    fireOwed(action, now) {
      lanes.fireOwed(action, now);
      link?.flush();
    },
    dismissOwed: (action) => lanes.dismissOwed(action),
    hold: () => lanes.hold(),
    resume() {
      lanes.resume();
      link?.flush();
    },
    emergencyStop() {
      // The bytes first: whatever else has to be done can wait for them.
      link?.stop();
      empty('stopped');
    },
    allOff() {
      link?.flush();
      empty('ended');
      link?.allOff();
    },
    try(command) {
      const now = clock.now();
      lanes.enqueue(tryAction(command, now), now);
      link?.flush();
    },
    flushWrites: () => link?.flush(),
    view: () =>
      boardView(
        { port: port.port(), state: port.state(), profile, device, firmware, acks, pins, lanes, fault: faults.shown() },
        clock.now(),
      ),
  };
}
