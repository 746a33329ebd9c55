/*
 * Time. A tick is one overflow of Timer0, 1.024 ms: the chip wakes then anyway, and whatever is due is looked at then.
 * All differences are taken in the width of the counter, so it may wrap. Knows nothing of what is due.
 */
#pragma once
#include <util/atomic.h>
#include "config.h"

/* The core's own count (wiring.c), which micros() is made of; asking micros() for it would take ten times as long. */
extern "C" volatile unsigned long timer0_overflow_count;

/* Ticks since power-on; wraps every 67 s. */
static uint16_t ticks() {
  uint16_t low;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { low = timer0_overflow_count; }
  return low;
}

/* The fewest ticks that surely last as long: rounded up, and one more, for the present tick has begun already. */
static uint16_t ticksOf(uint16_t ms) { return (uint16_t)(((uint32_t)ms * 125 + 127) / 128) + 1; }

/* The tick the loop is working in, and the one at which it has to look at what is due again. */
static uint16_t tick;
static uint16_t nextDue;

/* Farther than this nobody looks ahead: half the counter's range tells before from after. */
static const uint16_t FARTHEST = 30000;

/* What is due has changed: look at once. */
static void dueChanged() { nextDue = tick; }

/* µs from `us` until `due` in ticks: rounded to the nearest, so that an edge is at most half a tick early or late. */
static uint16_t ticksUntil(uint32_t due, uint32_t us) {
  int32_t left = due - us;
  if (left < 512) return 0;
  uint32_t away = (uint32_t)(left + 512) >> 10;
  return away > FARTHEST ? FARTHEST : (uint16_t)away;
}
