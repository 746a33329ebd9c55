/** What the emulated Uno's process and uno.ts tell each other. */

/** The pin whose edges are told. */
export const WATCHED_PIN = 13;

/** From its process: first where it is to be found, then, each time it is asked, the edges since it was last asked. */
export type FromUno = { readonly devices: string; readonly path: string } | { readonly edges: readonly number[] };

/** A clock that all processes of a computer share, ms. */
export const monotonicNow = (): number => Number(process.hrtime.bigint()) / 1e6;
