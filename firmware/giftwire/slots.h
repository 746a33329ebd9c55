/*
 * Pulses and blinks: which pin is to change next, and when. Knows no verbs.
 */
#pragma once
#include "pins.h"

struct Slot {
  uint8_t pin = NO_PIN; /* NO_PIN = free */
  uint16_t on, off;     /* ms */
  uint16_t left;        /* on-phases left, the present one included; 0 = for ever */
  uint32_t due;         /* µs: when the present phase ends */
};
static Slot slots[SLOT_COUNT];

/* The slot that has this pin; for NO_PIN a free one. Null = none. */
static Slot *slotOf(uint8_t p) {
  for (Slot &slot : slots)
    if (slot.pin == p) return &slot;
  return nullptr;
}

/* Begins with the pin on. `p` has no slot, and there is a free one. */
static void slotStart(uint8_t p, uint16_t on, uint16_t off, uint16_t times) {
  Slot &slot = *slotOf(NO_PIN);
  slot.pin = p;
  slot.on = on;
  slot.off = off;
  slot.left = times;
  setLevel(p, true);
  pins[p].mode = TIMED;
  slot.due = micros() + on * 1000UL;
}

static void slotEnd(uint8_t p) {
  if (Slot *slot = slotOf(p)) slot->pin = NO_PIN;
}

/* Each phase counts from the end of the one before, so nothing adds up over a long blink. */
static void slotNextPhase(Slot &slot) {
  uint8_t p = slot.pin;
  bool wasOn = pins[p].on;
  setLevel(p, !wasOn);
  if (wasOn && slot.left && !--slot.left) {
    slot.pin = NO_PIN;
    return;
  }
  pins[p].mode = TIMED;
  slot.due += (wasOn ? slot.off : slot.on) * 1000UL;
}

/* Changes what is due. Returns ticks until the next change. */
static uint16_t slotsRun(uint32_t us) {
  uint16_t soonest = FARTHEST;
  for (Slot &slot : slots) {
    if (slot.pin == NO_PIN) continue;
    if (ticksUntil(slot.due, us) == 0) slotNextPhase(slot);
    if (slot.pin == NO_PIN) continue;
    uint16_t away = ticksUntil(slot.due, us);
    if (away < soonest) soonest = away;
  }
  return soonest;
}
