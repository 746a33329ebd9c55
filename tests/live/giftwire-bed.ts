/** A greeted link of wire protocol v1, its window filled on demand. */
import type { PinSettings } from '#domain/rule.ts';
import { giftwireLink } from '#live/giftwire-link.ts';
import { encodeFrame } from '#wire/board-frame.ts';
import { linkBed, type Told } from './link-bed.ts';

export const SET = { verb: 'SET', pin: 13, on: true } as const;
export const BANNER = 'fw=giftwire/1.0 proto=1 board=m328p rx=63 line=56 caps=set id=7';

export function greetedBed(pins: readonly PinSettings[] = []) {
  const settings = { pins };
  const bed = linkBed((host) => giftwireLink(host, () => settings.pins));
  bed.link.start();
  bed.answer(`ev boot ${BANNER}`);
  bed.answer(`ok 1 ${BANNER}`);
  bed.taken();
  const fill = (most = 100): Told[] => {
    const sent: Told[] = [];
    for (let told = bed.send(SET); told; told = sent.length < most ? bed.send(SET) : null) sent.push(told);
    bed.link.flush();
    return sent;
  };
  return { ...bed, settings, fill };
}
export const frames = (from: number, to: number, body = 'SET 13 1') =>
  Array.from({ length: to - from + 1 }, (_, i) => encodeFrame(from + i, body)).join('');
export const outcomes = (sent: Told[]) => sent.map((told) => told.outcome);
