/*
 * One square wave on any pin, by Timer2. Meanwhile Timer2 makes no PWM. The core's tone() is not used: it leaves the pin
 * low at its end, which is "on" for an inverted one, and its interrupt is long. Knows no verbs.
 * Source: ATmega328P data sheet, chapter 8-bit Timer/Counter2, CTC mode: f = F_CPU / (2 · prescaler · (OCR + 1)).
 */
#pragma once
#include "pins.h"

static uint8_t tonePin = NO_PIN;
static uint32_t toneDue; /* µs */
static volatile uint8_t *toneToggle;
static uint8_t toneMask;

ISR(TIMER2_COMPA_vect) { *toneToggle = toneMask; }

static void toneSilence() {
  TIMSK2 = 0;
  TCCR2A = _BV(WGM20); /* as the core's init() leaves it for PWM */
  TCCR2B = 0;
}

/* `hz` from 31, `ms` from 1. No other pin has a tone. */
static void toneStart(uint8_t p, uint16_t hz, uint16_t ms) {
  static const uint8_t SHIFTS[] PROGMEM = {0, 3, 5, 6, 7, 8, 10}; /* the prescalers as powers of two */
  Pin was = pins[p];
  setLevel(p, false);
  markOn(p);
  if (was.on) pins[p].since = was.since;
  pins[p].mode = TONE;
  uint32_t half = (F_CPU / 2 + hz / 2) / hz;
  uint8_t clock = 0;
  while (half >> pgm_read_byte(SHIFTS + clock) > 256) clock++;
  uint8_t shift = pgm_read_byte(SHIFTS + clock);
  if (shift) half = ((half >> (shift - 1)) + 1) >> 1;
  if (half > 256) half = 256;
  toneToggle = toggleRegister(p);
  toneMask = digitalPinToBitMask(p);
  TCCR2A = _BV(WGM21);
  TCCR2B = clock + 1;
  OCR2A = half - 1;
  TCNT2 = 0;
  TIFR2 = _BV(OCF2A);
  TIMSK2 = _BV(OCIE2A);
  tonePin = p;
  toneDue = micros() + ms * 1000UL;
}

/* Its level is for the caller to set. */
static void toneEnd() {
  toneSilence();
  tonePin = NO_PIN;
}

/* Ends the tone when it is due. Returns ticks until then. */
static uint16_t tonesRun(uint32_t us) {
  if (tonePin == NO_PIN) return FARTHEST;
  uint16_t away = ticksUntil(toneDue, us);
  if (away) return away;
  uint8_t p = tonePin;
  toneEnd();
  setLevel(p, false);
  return FARTHEST;
}
