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
    if (!pin.on || (pin.ancient && !pin.limit)) continue;
    /* A pin without a limit may be given one any time: the count must not wrap unseen until then. */
    uint16_t lasted = now - pin.since, most = pin.limit ? pin.limit : ticksOf(LONGEST_LIMIT_MS);
    if (pin.ancient || lasted >= most) {
      if (!pin.limit) {
        pin.ancient = true;
        continue;
      }
      switchOff(p);
      pin.cut = anyCut = true;
    } else if (most - lasted < soonest)
      soonest = most - lasted;
  }
  return soonest;
}
