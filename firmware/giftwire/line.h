/*
 * Bytes to lines: where a line begins and ends, and the stop pair, which counts at any place. Knows not what lines mean.
 */
#pragma once
#include "plain.h"
#include "session.h"

static char line[LINE_LENGTH];
static uint8_t lineLength;
static bool lineTooLong, lineWhole;
static bool stopByteBefore;

static void forgetLine() {
  lineLength = 0;
  lineTooLong = lineWhole = false;
}

static void takeByte(uint8_t byte) {
  bool pair = byte == STOP_BYTE && stopByteBefore;
  stopByteBefore = byte == STOP_BYTE && !pair;
  if (pair) {
    forgetLine();
    allOff();
    events |= EV_OFF;
    return;
  }
  if (byte == STOP_BYTE || byte == '\r') return;
  if (byte == '\n') {
    lineWhole = lineLength > 0;
    return;
  }
  if (byte == ':') forgetLine();
  if (lineLength < LINE_LENGTH) line[lineLength++] = byte;
  else lineTooLong = true;
}

/* True when it is done with; false while the line out has no room for its answer. */
static bool workOnLine() {
  if (serialRoom() < ROOM_FOR_ANSWER) return false;
  if (line[0] != ':') plainLine(line, lineLength, lineTooLong);
  else if (lineTooLong) objection(TOO_LONG);
  else return numberedLine(line, lineLength);
  return true;
}

/* What has arrived, up to the end of one line and one ring full. An event goes out before the next byte is looked at. */
static void takeBytes() {
  for (uint8_t n = 0; n < RX_SIZE && !lineWhole && !anyEvent() && serialHasByte(); n++) takeByte(serialTake());
  if (lineWhole && !anyEvent() && workOnLine()) forgetLine();
}
