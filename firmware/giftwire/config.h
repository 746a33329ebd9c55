/*
 * What may be changed before compiling, and the sizes everything else is built on. Knows no hardware but the chip's name.
 */
#pragma once
#include <Arduino.h>

/* The one place this firmware's version stands; src/domain/firmware.ts names the same one and a test compares them. */
#define GIFTWIRE_VERSION "1.0.0"

/* Bits per second, 8N1. 230400 is 3.5 % off at 16 MHz and does not work; 250000, 500000 and 1000000 are exact. */
#ifndef GIFTWIRE_BAUD
#define GIFTWIRE_BAUD 115200
#endif

/*
 * A button from this pin to GND switches everything off. It is an input with its pull-up on, so a pin that nothing is
 * wired to counts as not pressed; no verb can drive it. -1 = no such pin. A0 (54 on the Mega) is where other machines
 * that read commands from a serial port have their abort button as well.
 */
#ifndef GIFTWIRE_STOP_PIN
#define GIFTWIRE_STOP_PIN PIN_A0
#endif

#if defined(__AVR_ATmega328P__)
#define BOARD_NAME "m328p"
#elif defined(__AVR_ATmega2560__)
#define BOARD_NAME "m2560"
#else
#error "Giftwire's firmware runs on the ATmega328P (Uno, Nano) and the ATmega2560 (Mega 2560)."
#endif
#if F_CPU != 16000000L
#error "Giftwire's firmware needs a 16 MHz clock: servo and tone timing are counted in its ticks."
#endif

enum {
  FIRST_PIN = 2, /* 0 and 1 are the link itself */
  PIN_COUNT = NUM_DIGITAL_PINS,
  SLOT_COUNT = 12,  /* pulses and blinks at a time */
  SERVO_COUNT = 8,  /* 8 pulses of 2.5 ms fill a servo frame of 20 ms */
  LINE_LENGTH = 56, /* of a line, ":" included, LF not */
  NO_PIN = 255
};

/* err: understood and refused. */
enum Refusal : uint8_t {
  DONE = 0,
  BAD_VERB = 3,
  BAD_ARGUMENT = 4,
  BAD_PIN = 5,
  TIMER_BUSY = 6,
  NO_SLOT = 7,
  STOP_PRESSED = 11
};

/* nak: not taken, to be sent again. */
enum Objection : uint8_t { BAD_CHECKSUM = 1, BAD_SYNTAX = 2, OUT_OF_TURN = 8, TOO_LONG = 9, HELLO_NEEDED = 10 };
