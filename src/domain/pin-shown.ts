/**
 * What a pin does, as far as one can see it: the one shape that a drawn board reads, whether it comes from the emulated
 * chip's port edges or from what a real board was last told. Knows neither.
 */
export type PinShown =
  | { readonly does: 'off' }
  /** On; an active-low pin that is on stands at a low level. */
  | { readonly does: 'on' }
  /** duty 0–1 of the time on */
  | { readonly does: 'pwm'; readonly duty: number }
  /** us = pulse width, 500–2500 µs */
  | { readonly does: 'servo'; readonly us: number }
  | { readonly does: 'tone'; readonly hz: number };
