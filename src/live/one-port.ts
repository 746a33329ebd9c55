/** A browser's serial ports, seen as if there were only one of them. Knows nothing of what is done with it. */

/** What a serial port's user asks of navigator.serial. */
export type SerialPorts = Pick<Serial, 'getPorts' | 'addEventListener' | 'removeEventListener'>;

export const onlyPort = (serial: SerialPorts, port: SerialPort): SerialPorts => ({
  getPorts: async () => (await serial.getPorts()).filter((each) => each === port),
  addEventListener: serial.addEventListener.bind(serial),
  removeEventListener: serial.removeEventListener.bind(serial),
});
