/**
 * One board: a port, a link in the profile's dialect, and the lanes above them.
 * Puts the three together; knows no bytes, no queues' order and no rules.
 */
import type { PortInput } from '#domain/port-machine.ts';
import { pinsOfBoard, pinTable } from '#domain/pin-settings.ts';
import type { PinSettings, Profile } from '#domain/rule.ts';
import { usbBoard } from '#domain/usb-boards.ts';
import type { FirmwareInfo } from '#rpc/board-view.ts';
import { boardFaults } from './board-faults.ts';
import { boardFigures } from './board-figures.ts';
import { heldPins } from './board-hold.ts';
import { offFirst, type OffFirst } from './board-off.ts';
import { shownPins } from './board-pins.ts';
import { boardPort } from './board-port.ts';
import { servoRest } from './board-rest.ts';
import { isTry, tryAction } from './board-try.ts';
import type { Board, BoardOptions } from './board-types.ts';
import { boardView, type Device } from './board-view.ts';
import { giftwireLink } from './giftwire-link.ts';
import { createLanes, noLink } from './lanes.ts';
import type { Link, LinkHost } from './link.ts';
import { textLink } from './text-link.ts';

export function createBoard(options: BoardOptions): Board {
  const { clock, onChange } = options;
  const pins = shownPins(clock, onChange);
  const figures = boardFigures();
  const faults = boardFaults(clock, options.report);
  const { report } = faults;
  let profile: Profile | null = null;
  let link: Link | null = null;
  let leaving: OffFirst | null = null;
  let device: Device = { vendor: null, product: null };
  let firmware: FirmwareInfo | null = null;
  let stopHeld = false;

  /** The profile's pins as far as they are this board's. */
  let settings: readonly PinSettings[] = [];

  const settingsOfBoard = (id: number | null) => pinsOfBoard(profile?.pins ?? [], id);
  let table = pinTable(settings);
  const settingsOf = (pin: number): PinSettings => table(pin);
  function takeSettings(): void {
    settings = settingsOfBoard(firmware?.id ?? null);
    table = pinTable(settings);
  }
  function introduced(info: FirmwareInfo | null): void {
    firmware = info;
    takeSettings();
  }

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
      else pins.settled(command, outcome === 'refused');
      figures.command(outcome, answerMs);
      onChange();
    },
    onDropped: figures.dropped,
  });
  const rest = servoRest({
    ...{ clock, lanes, off, isServo: pins.isServo, empty: () => empty('ended') },
    settings: () => settings,
    flush: () => link?.flush(),
  });
  const held = heldPins({ clock, lanes, settingsOf, onRefused: () => figures.dropped('pin-busy', 1) });

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
    rest.cancel();
    introduced(null);
    pins.allOff();
    lanes.freePins();
    stopHeld = false;
    if (profile) link = newLink(profile);
  }

  const linkHost: LinkHost = {
    clock,
    report,
    write: (bytes) => port.port()?.write(bytes),
    greeted(info) {
      introduced(info);
      port.input('greeted');
      lanes.boardBack();
    },
    unanswered: () => port.input('unanswered'),
    reset: () => port.input('reset'),
    resent: figures.resent,
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
      stopHeld = pressed;
      onChange();
      if (!pressed) return;
      try {
        options.onHardwareStop?.();
      } finally {
        empty('stopped');
      }
    },
    limitCut(pin) {
      pins.off(pin);
      lanes.cutPin(pin);
      onChange();
    },
    heard: () => onChange(),
  };
  function newLink(from: Profile): Link {
    if (from.dialect === 'giftwire') return giftwireLink(linkHost, settingsOfBoard);
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
    rest.cancel();
    pins.allOff();
    lanes.empty(why);
    onChange();
  }
  function outputsOff(how: 'stop' | 'off'): void {
    if (how === 'stop') return link?.stop();
    link?.flush();
    link?.allOff();
  }
  function off(): void {
    outputsOff('off');
    empty('ended');
  }

  return {
    setProfile(next) {
      const last = profile;
      profile = next;
      takeSettings();
      if (!last || last.dialect !== next.dialect || last.baudRate !== next.baudRate) reopen();
      else link?.settingsChanged();
    },
    choose(next) {
      figures.forget();
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
    giveOver: lanes.giveOver,
    takeOver: lanes.takeOver,
    hold: () => lanes.hold(),
    resume() {
      lanes.resume();
      link?.flush();
    },
    sessionStarts: (toRest) => (toRest ? rest.start() : rest.cancel()),
    outputsOff,
    empty,
    emptyToRest: rest.end,
    try(command) {
      const now = clock.now();
      lanes.enqueue(tryAction([{ do: 'command', command }], now), now);
      link?.flush();
    },
    holdPin(pin, on) {
      const goesOn = on && held.press(pin);
      if (!on) held.letGo(pin);
      link?.flush();
      return goesOn;
    },
    setId: (id) => link?.setId(id),
    flushWrites: () => link?.flush(),
    id: () => firmware?.id ?? null,
    portState: port.state,
    view: () =>
      boardView(
        {
          ...{ port: port.port(), state: port.state(), dialect: profile?.dialect ?? 'giftwire', fault: faults.shown() },
          ...{ settings, device, firmware, figures, pins, lanes, stopHeld },
        },
        clock.now(),
      ),
  };
}
