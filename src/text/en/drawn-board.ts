/** English words of the drawn board. Data only; parameters arrive already formatted. */
export const drawnBoard = {
  models: { uno: 'Arduino Uno', nano: 'Arduino Nano', mega: 'Arduino Mega 2560' },
  /** Printed beside the lamps of a board. */
  lamps: { power: 'ON', led: 'L' },
  pin: (print: string) => `Pin ${print}`,
  on: 'on',
  off: 'off',
  degrees: (angle: string) => `${angle}°`,
  hertz: (hz: string) => `${hz} Hz`,
  servo: (angle: string) => `servo ${angle}`,
  pwm: (share: string) => `${share} on`,
  tone: (hz: string) => `tone ${hz}`,
  inverted: 'active-low',
  waiting: (count: string) => `${count} waiting`,
  serial: 'carries the cable’s data',
  power: { running: 'running', idle: 'not connected', unplugged: 'unplugged' },
  /** Text alternative of the whole drawing. */
  summary: (model: string, power: string, doing: string) => `${model}, ${power}. ${doing}`,
  nothingOn: 'All pins are off.',
  activePins: (pins: string) => `${pins}. All other pins are off.`,
  choosePin: (model: string) => `Pins of the ${model}. Arrow keys move between them.`,
};
