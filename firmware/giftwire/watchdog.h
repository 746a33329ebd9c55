/*
 * The watchdog: when no valid line has come for its time, all goes off. The first valid line starts it; when it has
 * fired, the next one does. Knows no lines.
 */
#pragma once
#include "events.h"
#include "outputs.h"

enum { DEFAULT_WATCHDOG_MS = 5000 };

static uint16_t watchdogTicks; /* 0 = none */
static uint16_t heardAt;
static bool watching;

static void watchdogSet(uint16_t ms) { watchdogTicks = ms ? ticksOf(ms) : 0; }

static void watchdogBegin() { watchdogSet(DEFAULT_WATCHDOG_MS); }

static void watchdogHeard() {
  heardAt = ticks();
  if (!watching) dueChanged();
  watching = true;
}

/* Returns ticks until it has to look again. */
static uint16_t watchdogRun(uint16_t now) {
  if (!watching || !watchdogTicks) return FARTHEST;
  uint16_t silent = now - heardAt;
  if (silent < watchdogTicks) return watchdogTicks - silent;
  watching = false;
  allOff();
  events |= EV_WATCHDOG;
  return FARTHEST;
}
