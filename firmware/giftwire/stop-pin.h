/*
 * The stop button wired to the board: pressed = all off, and off it stays until it is released. Knows no verbs.
 */
#pragma once
#include "events.h"
#include "outputs.h"

enum {
  /* Ticks at a level before it counts. Pressing has to be quick and only needs to outlast a spike on the cable; a
     release that bounces must not look like a second press. */
  PRESS_TICKS = 4,
  RELEASE_TICKS = 50
};

#if GIFTWIRE_STOP_PIN >= 0

static volatile uint8_t *stopPort;
static uint8_t stopBit;

static void stopPinBegin() {
  pinMode(GIFTWIRE_STOP_PIN, INPUT_PULLUP);
  stopPort = portInputRegister(digitalPinToPort(GIFTWIRE_STOP_PIN));
  stopBit = digitalPinToBitMask(GIFTWIRE_STOP_PIN);
}

static bool stopPinIsLow() { return !(*stopPort & stopBit); }

static void stopPinTurned(bool pressed) {
  stopPressed = pressed;
  if (pressed) allOff();
  events |= EV_STOP_PIN;
}

/* Pressed since before power came: nothing may move even for the first few ticks. */
static void stopPinAtBoot() {
  if (stopPinIsLow()) stopPinTurned(true);
}

/* Once every tick. */
static void stopPinSample() {
  static uint8_t differs;
  if (stopPinIsLow() == stopPressed) differs = 0;
  else if (++differs >= (stopPressed ? RELEASE_TICKS : PRESS_TICKS)) {
    differs = 0;
    stopPinTurned(!stopPressed);
  }
}

#else

static void stopPinBegin() {}
static void stopPinAtBoot() {}
static void stopPinSample() {}

#endif
