/**
 * Which board stands behind a USB vendor and product id, and whether it can run Giftwire's firmware (ATmega328P and 2560).
 * Knows no port. Sources: Arduino's and the makers' own boards.txt and udev lists, the USB ID registry.
 */

import type { Chip } from './board-model.ts';

export interface UsbBoard {
  readonly name: string;
  /** Which of the firmware's chips it carries, where the ids tell. */
  readonly chip: Chip | null;
  /** maybe: a USB-to-serial chip tells nothing of the board behind it; only HELLO does. */
  readonly canRunFirmware: 'yes' | 'maybe' | 'no';
}

const uno = (name: string): UsbBoard => ({ name, chip: 'm328p', canRunFirmware: 'yes' });
const mega = (name: string): UsbBoard => ({ name, chip: 'm2560', canRunFirmware: 'yes' });
const maybe = (name: string): UsbBoard => ({ name, chip: null, canRunFirmware: 'maybe' });
const no = (name: string): UsbBoard => ({ name, chip: null, canRunFirmware: 'no' });

/** Ids as `vendor:product`, four hex digits each; `*` = every product of that vendor. */
const BOARDS: Readonly<Record<string, UsbBoard>> = {
  '2341:0001': uno('Arduino Uno'),
  '2341:0043': uno('Arduino Uno R3'),
  '2a03:0043': uno('Arduino Uno R3'),
  '2341:0243': uno('Arduino Uno R3'),
  '2341:0010': mega('Arduino Mega 2560'),
  '2341:0042': mega('Arduino Mega 2560 R3'),
  '2a03:0042': mega('Arduino Mega 2560 R3'),
  '2341:0242': mega('Arduino Mega 2560 R3'),
  '1a86:7523': maybe('CH340'),
  '1a86:5523': maybe('CH341'),
  '1a86:55d4': maybe('CH9102'),
  '0403:6001': maybe('FTDI FT232'),
  '0403:6015': maybe('FTDI FT231X'),
  '10c4:ea60': maybe('CP210x'),
  '067b:2303': maybe('PL2303'),
  '2341:0036': no('Arduino Leonardo'),
  '2341:8036': no('Arduino Leonardo'),
  '2a03:8036': no('Arduino Leonardo'),
  '2341:0037': no('Arduino Micro'),
  '2341:8037': no('Arduino Micro'),
  '2a03:8037': no('Arduino Micro'),
  '1b4f:9205': no('SparkFun Pro Micro'),
  '1b4f:9206': no('SparkFun Pro Micro'),
  '2341:0069': no('Arduino Uno R4 Minima'),
  '2341:0369': no('Arduino Uno R4 Minima'),
  '2341:1002': no('Arduino Uno R4 WiFi'),
  '2341:003d': no('Arduino Due'),
  '2341:003e': no('Arduino Due'),
  '303a:*': no('ESP32'),
  '2e8a:*': no('Raspberry Pi RP2040'),
  '16c0:0483': no('Teensy'),
};

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** What is known of a device; null for an unknown one, and for a port that is not USB. */
export function usbBoard(vendorId: number | null, productId: number | null): UsbBoard | null {
  if (vendorId === null || productId === null) return null;
  return BOARDS[`${hex(vendorId)}:${hex(productId)}`] ?? BOARDS[`${hex(vendorId)}:*`] ?? null;
}
