/*
 * All pins together: making one free for something else, all off, and the longest on-time. Knows no verbs.
 */
#pragma once
#include "slots.h"
#include "servos.h"
#include "tones.h"

/* Ends what a pin is doing by itself. A steady level and PWM stay as they are, for what comes next to take over. */
static void release(uint8_t p) {
  switch (pins[p].mode) {
    case TIMED:
      slotEnd(p);
      break;
    case SERVO:
      servoEnd(p);
      setLevel(p, false);
      break;
    case TONE:
      toneEnd();
      break;
    default:
      return;
  }
  pins[p].mode = LEVEL;
}

static void switchOff(uint8_t p) {
  release(p);
  setLevel(p, false);
}

/* Every pin that was ever driven; the others stay inputs. */
static void allOff() {
  for (uint8_t p = FIRST_PIN; p < PIN_COUNT; p++)
    if (pins[p].driven) switchOff(p);
  dueChanged();
}

/* Cuts what has been on for too long. Returns ticks until the next cut. */
static uint16_t limitsRun(uint16_t now) {
  uint16_t soonest = FARTHEST;
  for (uint8_t p = FIRST_PIN; p < PIN_COUNT; p++) {
    Pin &pin = pins[p];
    if (!pin.on || !pin.limit) continue;
    uint16_t lasted = now - pin.since;
    if (lasted >= pin.limit) {
      switchOff(p);
      pin.cut = anyCut = true;
    } else if (pin.limit - lasted < soonest)
      soonest = pin.limit - lasted;
  }
  return soonest;
}
