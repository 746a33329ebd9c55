/** Indonesian words of the drawn board. Data only; parameters arrive already formatted. */
import type { drawnBoard as en } from '#text/en/drawn-board.ts';

export const drawnBoard: typeof en = {
  models: { uno: 'Arduino Uno', nano: 'Arduino Nano', mega: 'Arduino Mega 2560' },
  lamps: { power: 'ON', led: 'L' },
  pin: (print) => `Pin ${print}`,
  on: 'nyala',
  off: 'mati',
  degrees: (angle) => `${angle}°`,
  hertz: (hz) => `${hz} Hz`,
  servo: (angle) => `servo ${angle}`,
  pwm: (share) => `nyala ${share}`,
  tone: (hz) => `nada ${hz}`,
  inverted: 'aktif rendah',
  waiting: (count) => `${count} menunggu`,
  serial: 'membawa data kabel',
  power: { running: 'berjalan', idle: 'tidak tersambung', unplugged: 'kabel tercabut' },
  summary: (model, power, doing) => `${model}, ${power}. ${doing}`,
  nothingOn: 'Semua pin mati.',
  activePins: (pins) => `${pins}. Semua pin lain mati.`,
  choosePin: (model) => `Pin ${model}. Tombol panah berpindah antar pin.`,
};
