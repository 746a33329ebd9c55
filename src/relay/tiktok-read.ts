/** Reading a decoded message without trusting it: what is missing or of another type reads as empty. Knows no schema. */

export type Message = Readonly<Record<string, unknown>>;

export const object = (value: unknown): Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Message) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
/** The schema writes "0" for an id that is not set. */
export const text = (value: unknown): string => (typeof value === 'string' && value !== '0' ? value : '');
/** A 64-bit count, which the schema writes as text; undefined where it is no number, so that JSON leaves it out. */
export const count = (value: unknown): number | undefined => {
  const number = value === '' || value === null ? NaN : Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
};
