/*
 * Servo pulses on any pin, one after another within a frame of 20 ms, by one compare interrupt of Timer1. While there is
 * one, Timer1 makes no PWM. Knows no verbs and no degrees.
 * Source: ATmega328P data sheet, chapter 16-bit Timer/Counter1, normal mode.
 */
#pragma once
#include "pins.h"

/* All in ticks of Timer1 at F_CPU / 8. */
static const uint16_t TICKS_PER_US = 2;
static const uint16_t FRAME = 20000 * TICKS_PER_US;
static const uint16_t SHORTEST_GAP = 100 * TICKS_PER_US;
/* From the compare match to the pulse's end: the interrupt's own way there. */
static const uint16_t INTERRUPT_WAY = 5;

struct Servo {
  volatile uint8_t *toggle;
  uint8_t mask; /* 0 = free */
  uint8_t pin;
  uint16_t width;
};
static Servo servos[SERVO_COUNT];
static uint8_t servoCount;

/* The servo whose turn it is; SERVO_COUNT = the gap at the frame's end. */
static volatile uint8_t servoTurn;
/* The level that is up now and has to come down; mask 0 = none. */
static volatile uint8_t *raisedToggle;
static volatile uint8_t raisedMask;
static uint16_t frameStart;

ISR(TIMER1_COMPA_vect) {
  if (raisedMask) *raisedToggle = raisedMask;
  raisedMask = 0;
  uint8_t turn = servoTurn;
  if (turn == SERVO_COUNT) {
    turn = 0;
    frameStart = TCNT1;
  } else
    turn++;
  Servo *servo = servos + turn;
  while (turn < SERVO_COUNT && !servo->mask) servo++, turn++;
  servoTurn = turn;
  if (turn < SERVO_COUNT) {
    raisedToggle = servo->toggle;
    raisedMask = servo->mask;
    *servo->toggle = servo->mask;
    OCR1A = TCNT1 + servo->width;
    return;
  }
  uint16_t now = TCNT1;
  OCR1A = (uint16_t)(now - frameStart) < FRAME - SHORTEST_GAP ? frameStart + FRAME : now + SHORTEST_GAP;
}

static Servo *servoOf(uint8_t p) {
  for (Servo &servo : servos)
    if (servo.mask && servo.pin == p) return &servo;
  return nullptr;
}

static void servoWidth(Servo &servo, uint16_t us) {
  uint16_t width = us * TICKS_PER_US - INTERRUPT_WAY;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { servo.width = width; }
}

/* `p` has none yet, and fewer than SERVO_COUNT pins do. The first pulse comes within a frame. */
static void servoStart(uint8_t p, uint16_t us) {
  setLevel(p, false);
  pins[p].mode = SERVO;
  Servo *servo = servos;
  while (servo->mask) servo++;
  servo->pin = p;
  servo->toggle = toggleRegister(p);
  servoWidth(*servo, us);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { servo->mask = digitalPinToBitMask(p); }
  if (servoCount++) return;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    servoTurn = SERVO_COUNT;
    TCCR1A = 0;
    TCCR1B = _BV(CS11);
    OCR1A = TCNT1 + SHORTEST_GAP;
    TIFR1 = _BV(OCF1A);
    TIMSK1 |= _BV(OCIE1A);
  }
}

/* Ends in the middle of a pulse if need be; its level is for the caller to set. */
static void servoEnd(uint8_t p) {
  Servo *servo = servoOf(p);
  if (!servo) return;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    if (servoTurn == (uint8_t)(servo - servos)) raisedMask = 0;
    servo->mask = 0;
    if (--servoCount == 0) {
      TIMSK1 &= ~_BV(OCIE1A);
      TCCR1A = _BV(WGM10); /* as the core's init() leaves it for PWM */
      TCCR1B = 0;
      TCNT1 = 0; /* beyond PWM's top of 255 it would first count to its end */
    }
  }
}
