/*
 * What the board says unasked. An event waits here until the line out has room for it: none is lost, none makes the loop
 * wait. Knows not why they happened.
 */
#pragma once
#include "pins.h"
#include "replies.h"

enum Event : uint8_t { EV_OFF = 1, EV_WATCHDOG = 2, EV_STOP_PIN = 4 };
static uint8_t events;
static bool stopPressed;

static void tellPlainEvent(PGM_P name) {
  replyText(PSTR("ev "));
  replyText(name);
}

/* Pins that were cut, one at a time. Returns false when the line out is full. */
static bool tellCuts() {
  for (uint8_t p = FIRST_PIN; p < PIN_COUNT; p++) {
    if (!pins[p].cut) continue;
    if (serialRoom() < ROOM_FOR_EVENT) return false;
    pins[p].cut = false;
    tellPlainEvent(PSTR("lim"));
    replyNumber(p);
    replyEnd();
  }
  return true;
}

static bool anyEvent() { return events || anyCut; }

static void tellEvents() {
  if (anyCut) anyCut = !tellCuts();
  if (!events || serialRoom() < 3 * ROOM_FOR_EVENT) return;
  uint8_t told = events;
  events = 0;
  if (told & EV_STOP_PIN) {
    tellPlainEvent(PSTR("stop"));
    replyNumber(stopPressed);
    replyEnd();
  }
  if (told & EV_OFF) {
    tellPlainEvent(PSTR("off"));
    replyEnd();
  }
  if (told & EV_WATCHDOG) {
    tellPlainEvent(PSTR("wd"));
    replyEnd();
  }
}
