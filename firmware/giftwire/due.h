/*
 * What happens by itself, and sleep until then. Knows what there is to look at, not what any of it does.
 */
#pragma once
#include <avr/sleep.h>
#include "line.h"
#include "outputs.h"
#include "watchdog.h"

static uint16_t sooner(uint16_t one, uint16_t other) { return one < other ? one : other; }

/* Pulses before limits: a pulse as long as its pin's limit ends by itself. */
static void runWhatIsDue() {
  uint16_t now = ticks();
  if (now != tick) {
    tick = now;
    stopPinSample();
  }
  if ((int16_t)(tick - nextDue) < 0) return;
  uint32_t us = micros();
  uint16_t soonest = sooner(slotsRun(us), tonesRun(us));
  /* By now a tick may have passed, and a pin gone on in it. */
  now = ticks();
  soonest = sooner(soonest, limitsRun(now));
  soonest = sooner(soonest, watchdogRun(now));
  nextDue = tick + soonest;
}

static void sleepBegin() { set_sleep_mode(SLEEP_MODE_IDLE); }

/*
 * Until a byte has come or a tick has passed; servo, tone and transmit interrupts alone change nothing for the loop.
 * Between the look and the sleep no interrupt may slip in: sei() takes effect one instruction later.
 */
static void sleepUntilSomethingHappens() {
  for (;;) {
    cli();
    if (serialHasByte() || ticks() != tick || nextDue == tick) break;
    sleep_enable();
    sei();
    sleep_cpu();
    sleep_disable();
  }
  sei();
}
