/*
 * What each pin is doing, its level and its longest on-time. "On" is what a person means: on an inverted pin it is the
 * low level. Knows neither verbs nor how pulses, servos and tones are made.
 */
#pragma once
#include <util/atomic.h>
#include "clock.h"
#include "timers.h"

enum Mode : uint8_t { LEVEL, TIMED, PWM, SERVO, TONE };

enum { DEFAULT_LIMIT_MS = 10000 };
static const uint16_t LONGEST_LIMIT_MS = 65535;

struct Pin {
  uint8_t mode : 3; /* Mode */
  bool driven : 1;  /* is an output */
  bool inverted : 1;
  bool on : 1;
  bool cut : 1;     /* cut by its limit, and the page has not been told yet */
  bool ancient : 1; /* on for longer than any limit: `since` no longer tells */
  uint16_t limit; /* ticks; 0 = none */
  uint16_t since; /* the tick at which it went on */
};
static Pin pins[PIN_COUNT];
static bool anyCut;

static void pinsBegin() {
  for (Pin &pin : pins) pin.limit = ticksOf(DEFAULT_LIMIT_MS);
}

static bool pinExists(uint16_t p) { return p >= FIRST_PIN && p < PIN_COUNT && (int16_t)p != GIFTWIRE_STOP_PIN; }

/* Writing a one here turns the pin's level round, in one instruction that nothing can interrupt. */
static volatile uint8_t *toggleRegister(uint8_t p) { return portInputRegister(digitalPinToPort(p)); }

/* Whether a timer makes PWM on any pin but this one. */
static bool pwmRunsOn(int8_t timer, uint8_t except) {
  for (uint8_t p = FIRST_PIN; p < PIN_COUNT; p++)
    if (pins[p].mode == PWM && p != except && timerOf(p) == timer) return true;
  return false;
}

/* From here on the pin counts as on; how long is counted from when it last was off. */
static void markOn(uint8_t p) {
  if (pins[p].on) return;
  pins[p].on = true;
  pins[p].ancient = false;
  pins[p].since = ticks();
}

/* Takes the timer off the pin, whose level stands already, and lets it rest unless other pins need it. */
static void pwmEnd(uint8_t p, bool high) {
  int8_t timer = timerOf(p);
  digitalWrite(p, high);
  if (!pwmRunsOn(timer, p)) timerClock(timer, false);
}

/* `duty` 1-254 of the time on. The pin has PWM, and its timer is free for it. */
static void pwmStart(uint8_t p, uint8_t duty) {
  Pin &pin = pins[p];
  analogWrite(p, pin.inverted ? 255 - duty : duty);
  timerClock(timerOf(p), true);
  pin.mode = PWM;
  markOn(p);
}

/*
 * Steady on or off. The level stands before the pin becomes an output and before a timer lets go of it, so that a relay
 * that pulls at the low level does not twitch.
 */
static void setLevel(uint8_t p, bool on) {
  Pin &pin = pins[p];
  bool high = on != pin.inverted;
  volatile uint8_t *port = portOutputRegister(digitalPinToPort(p));
  uint8_t bit = digitalPinToBitMask(p);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    if (high) *port |= bit;
    else *port &= ~bit;
  }
  if (pin.mode == PWM) pwmEnd(p, high);
  if (!pin.driven) pinMode(p, OUTPUT);
  pin.driven = true;
  pin.mode = LEVEL;
  if (on) markOn(p);
  else pin.on = false;
}
