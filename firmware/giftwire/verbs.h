/*
 * The verbs of protocol v1, but for HELLO: what each takes and what it does. A verb that is refused changes nothing.
 * Refusals are looked for in the order 3, 4, 5, 11, 6, 7. Knows no frames and no numbering.
 */
#pragma once
#include "identity.h"
#include "outputs.h"
#include "stop-pin.h"
#include "watchdog.h"

enum { MOST_ARGUMENTS = 4 };

/* `a` = the arguments, within the table's ranges. Each returns a Refusal. */
typedef uint8_t Run(const uint16_t *a);

static uint8_t runPing(const uint16_t *) { return DONE; }

static uint8_t runOff(const uint16_t *) {
  allOff();
  return DONE;
}

static uint8_t runWd(const uint16_t *a) {
  watchdogSet(a[0]);
  return DONE;
}

static uint8_t runId(const uint16_t *a) {
  identityKeep(a[0]);
  return DONE;
}

static uint8_t runSet(const uint16_t *a) {
  release(a[0]);
  setLevel(a[0], a[1]);
  return DONE;
}

static uint8_t startSlot(uint8_t p, uint16_t on, uint16_t off, uint16_t times) {
  if (!slotOf(p) && !slotOf(NO_PIN)) return NO_SLOT;
  release(p);
  slotStart(p, on, off, times);
  return DONE;
}

static uint8_t runPulse(const uint16_t *a) { return startSlot(a[0], a[1], 0, 1); }
static uint8_t runBlink(const uint16_t *a) { return startSlot(a[0], a[1], a[2], a[3]); }

/* 0 and 255 are steady levels and need no timer. */
static uint8_t runPwm(const uint16_t *a) {
  uint8_t p = a[0], duty = a[1];
  int8_t timer = timerOf(p);
  if (duty == 0 || duty == 255) {
    release(p);
    setLevel(p, duty);
    return DONE;
  }
  bool servosElsewhere = servoCount > (pins[p].mode == SERVO);
  if (timer == 1 && servosElsewhere) return TIMER_BUSY;
  if (timer == 2 && tonePin != NO_PIN && tonePin != p) return TIMER_BUSY;
  release(p);
  if (!pins[p].driven) setLevel(p, false);
  pwmStart(p, duty);
  return DONE;
}

static uint8_t runServo(const uint16_t *a) {
  uint8_t p = a[0];
  /* 0-180 degrees are 544-2400 µs, as the Arduino Servo library has it. */
  uint16_t us = a[1] <= 180 ? 544 + (uint16_t)((uint32_t)a[1] * 1856 / 180) : a[1];
  if (Servo *servo = servoOf(p)) {
    servoWidth(*servo, us);
    return DONE;
  }
  if (pwmRunsOn(1, p)) return TIMER_BUSY;
  if (servoCount == SERVO_COUNT) return NO_SLOT;
  release(p);
  servoStart(p, us);
  return DONE;
}

static uint8_t runTone(const uint16_t *a) {
  uint8_t p = a[0];
  if ((tonePin != NO_PIN && tonePin != p) || pwmRunsOn(2, p)) return TIMER_BUSY;
  release(p);
  toneStart(p, a[1], a[2]);
  return DONE;
}

/* The pin becomes an output at its off level. What is so already is left as it is, an input too. */
static uint8_t runInv(const uint16_t *a) {
  Pin &pin = pins[a[0]];
  if (pin.inverted == a[1] && (pin.driven || !pin.inverted)) return DONE;
  if (pin.driven) switchOff(a[0]);
  pin.inverted = a[1];
  setLevel(a[0], false);
  return DONE;
}

static uint8_t runLim(const uint16_t *a) {
  pins[a[0]].limit = a[1] ? ticksOf(a[1]) : 0;
  return DONE;
}

enum VerbKind : uint8_t { PLAIN = 0, OF_PIN = 1, MOVES_PIN = 3 };

struct Verb {
  char name[6];
  uint8_t kind;
  uint8_t fewest, most; /* arguments, the pin included */
  uint16_t from[3], to[3]; /* of those after the pin; a verb of no pin has one at most */
  Run *run;
};

static const Verb VERBS[] PROGMEM = {
    {"PING", PLAIN, 0, 0, {0}, {0}, runPing},
    {"OFF", PLAIN, 0, 0, {0}, {0}, runOff},
    {"WD", PLAIN, 1, 1, {0}, {65535}, runWd},
    {"ID", PLAIN, 0, 1, {0}, {255}, runId},
    {"SET", MOVES_PIN, 2, 2, {0}, {1}, runSet},
    {"PULSE", MOVES_PIN, 2, 2, {1}, {60000}, runPulse},
    {"BLINK", MOVES_PIN, 4, 4, {1, 1, 0}, {60000, 60000, 65535}, runBlink},
    {"PWM", MOVES_PIN, 2, 2, {0}, {255}, runPwm},
    {"SERVO", MOVES_PIN, 2, 2, {0}, {2500}, runServo},
    {"TONE", MOVES_PIN, 3, 3, {31, 1}, {65535, 60000}, runTone},
    {"INV", OF_PIN, 2, 2, {0}, {1}, runInv},
    {"LIM", OF_PIN, 2, 2, {0}, {65535}, runLim},
};

/* Copies the verb of that name out of flash. */
static bool verbNamed(const char *name, uint8_t length, Verb &verb) {
  for (const Verb &entry : VERBS) {
    if (length >= sizeof entry.name || memcmp_P(name, entry.name, length)) continue;
    if (pgm_read_byte(entry.name + length)) continue;
    memcpy_P(&verb, &entry, sizeof verb);
    return true;
  }
  return false;
}

static uint8_t carryOut(const Verb &verb, const uint16_t *a, uint8_t count) {
  bool ofPin = verb.kind & OF_PIN;
  if (count < verb.fewest || count > verb.most) return BAD_ARGUMENT;
  for (uint8_t i = ofPin; i < count; i++)
    if (a[i] < verb.from[i - ofPin] || a[i] > verb.to[i - ofPin]) return BAD_ARGUMENT;
  if (verb.run == runServo && a[1] > 180 && a[1] < 500) return BAD_ARGUMENT;
  if (ofPin && !pinExists(a[0])) return BAD_PIN;
  if (verb.run == runPwm && timerOf(a[0]) < 0) return BAD_PIN;
  if (verb.kind == MOVES_PIN && stopPressed) return STOP_PRESSED;
  if (count == 0 && verb.run == runId) return DONE;
  dueChanged();
  return verb.run(a);
}
