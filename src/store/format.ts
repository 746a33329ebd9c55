/**
 * Numbers, times and dates as a reader of one locale expects them. Knows no words and no screen;
 * stored times are ms UTC and are shown in the machine's own zone.
 */
export type Language = 'en' | 'id';

/** British English: 24-hour clock and day before month, as Indonesian readers of English expect too. */
const LOCALES: Record<Language, string> = { en: 'en-GB', id: 'id-ID' };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Formatters {
  /** 18402 → "18,402" */
  number(value: number): string;
  /** 1284 → "1,284", 128400 → "128.4K": for places of fixed width */
  compact(value: number): string;
  /** 46 → "+46" */
  signed(value: number): string;
  /** 0–1 → "33%" */
  percent(ratio: number): string;
  /** 0.94 → "0.9", 12.3 → "12": ms without a unit */
  latency(ms: number): string;
  /** Wall clock, "20:14:07" */
  time(at: number): string;
  /** "20 Nov 2026" */
  date(at: number): string;
  /** "20 Nov 2026, 20:14" */
  dateTime(at: number): string;
  /** Running clock "1:42:07" */
  clock(ms: number): string;
  /** Rounded down to its largest unit: "3s", "2m", "4h" */
  age(ms: number): string;
  /** "1.2 MB" */
  bytes(value: number): string;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** One set per language; making Intl objects is slow, so each is made once. */
export function formatters(language: Language): Formatters {
  const locale = LOCALES[language];
  const make = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const unit = (name: string) => make({ style: 'unit', unit: name, unitDisplay: 'narrow', maximumFractionDigits: 0 });
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const number = make({ maximumFractionDigits: 0 });
  const compact = make({ notation: 'compact', maximumFractionDigits: 1 });
  const signed = make({ signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  const percent = make({ style: 'percent', maximumFractionDigits: 0 });
  const fine = make({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const [seconds, minutes, hours, days] = [unit('second'), unit('minute'), unit('hour'), unit('day')];
  const time = dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const dateTime = dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const sizes = (['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const).map((name) =>
    make({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 }),
  );
  return {
    number: (value) => number.format(value),
    compact: (value) => (Math.abs(value) < 100_000 ? number : compact).format(value),
    signed: (value) => signed.format(value),
    percent: (ratio) => percent.format(ratio),
    latency: (ms) => (ms < 10 ? fine : number).format(ms),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    clock(ms) {
      const whole = Math.max(0, Math.floor(ms / SECOND));
      return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    },
    age(ms) {
      const past = Math.max(0, ms);
      if (past < MINUTE) return seconds.format(Math.floor(past / SECOND));
      if (past < HOUR) return minutes.format(Math.floor(past / MINUTE));
      if (past < DAY) return hours.format(Math.floor(past / HOUR));
      return days.format(Math.floor(past / DAY));
    },
    bytes(value) {
      const step = value < 1 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(value) / 3));
      return sizes[step]?.format(value / 1000 ** step) ?? String(value);
    },
  };
}
