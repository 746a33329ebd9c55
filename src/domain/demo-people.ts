/**
 * The people of the demo LIVE: names, words and gifts of an Indonesian/English room, as data.
 * Knows neither time nor rates. Nobody in it exists.
 */
import type { Random } from './demo-random.ts';

const FIRST_NAMES = [
  'Adi Agus Ayu Bagas Bayu Bunga Citra Dewi Dimas Dinda Eka Fajar Fitri Galih Hana Indra Intan Jaka',
  'Joko Kartika Lestari Maya Mega Nanda Novi Oki Putri Raka Rani Rizky Salsa Sari Tegar Tio Umar Vina',
  'Wahyu Wulan Yoga Zahra Alex Bella Chris Daisy Ethan Grace Leo Mia Noah Ruby Sam Zoe',
].flatMap((names) => names.split(' '));
const LAST_NAMES = 'Pratama Wijaya Santoso Putra Hidayat Kusuma Permata Saputra Utami Lee Gray Hill'.split(' ');
const TAGS = 'id gaming official store cute diy maker live music kopi'.split(' ');

export const COMMENTS: readonly string[] = [
  'halo kak | keren banget | mantap!! | dari Bandung nih | Surabaya hadir 🙌 | wkwkwk | lanjut kak',
  'itu pakai apa? | lampunya nyala 🔥 | gas terus | semangat kak 💪 | baru join, ini apa?',
  'boleh coba? | ajarin dong | servo nya kenceng',
  'hello from Malaysia | so cool! | how does it work? | do it again | love this stream ❤️ | wow',
  'what board is that? | LET’S GO | that was fast | one more please 🙏 | gg',
].flatMap((comments) => comments.split(' | '));
/** Comments with a word that the first-run rules listen to. */
export const KEYWORD_COMMENTS: readonly string[] = [
  'game | ayo game lagi kak | next GAME please | arduino | itu arduino uno ya? | Arduino mantap | trigger',
  'trigger dong kak | pull the trigger! | action | action lagi 🔥 | lights, camera, action',
].flatMap((comments) => comments.split(' | '));

/** Catalogue facts (id, price, type) and how often this room sends each. Type 1 streaks, the others come once. */
export interface DemoGift {
  readonly giftId: number;
  readonly giftName: string;
  readonly diamondCount: number;
  readonly giftType: number;
  readonly weight: number;
}
export const ROSE: DemoGift = { giftId: 5655, giftName: 'Rose', diamondCount: 1, giftType: 1, weight: 46 };
export const HEART_ME: DemoGift = { giftId: 7934, giftName: 'Heart Me', diamondCount: 1, giftType: 4, weight: 8 };
const GIFTS: readonly DemoGift[] = [
  ROSE,
  { giftId: 5269, giftName: 'TikTok', diamondCount: 1, giftType: 1, weight: 12 },
  { giftId: 6064, giftName: 'GG', diamondCount: 1, giftType: 1, weight: 9 },
  { giftId: 5827, giftName: 'Ice Cream Cone', diamondCount: 1, giftType: 1, weight: 8 },
  { giftId: 5487, giftName: 'Finger Heart', diamondCount: 5, giftType: 1, weight: 9 },
  HEART_ME,
  { giftId: 8913, giftName: 'Rosa', diamondCount: 10, giftType: 1, weight: 4 },
  { giftId: 5658, giftName: 'Perfume', diamondCount: 20, giftType: 1, weight: 3 },
  { giftId: 5879, giftName: 'Doughnut', diamondCount: 30, giftType: 1, weight: 2 },
  { giftId: 5659, giftName: 'Paper Crane', diamondCount: 99, giftType: 2, weight: 1 },
  { giftId: 6104, giftName: 'Cap', diamondCount: 99, giftType: 4, weight: 1 },
  { giftId: 5585, giftName: 'Confetti', diamondCount: 100, giftType: 2, weight: 0.7 },
  { giftId: 6267, giftName: 'Corgi', diamondCount: 299, giftType: 2, weight: 0.3 },
];
const ALL_WEIGHTS = GIFTS.reduce((sum, gift) => sum + gift.weight, 0);

export function pickGift(random: Random): DemoGift {
  let left = random.unit() * ALL_WEIGHTS;
  for (const gift of GIFTS) if ((left -= gift.weight) < 0) return gift;
  return ROSE;
}

/** How many different people the room knows; the lower the number, the busier the person. */
const PEOPLE = 2_000;
/** People whose handles are unique without a number. */
const UNNUMBERED = 300;
/** The person who streams: all gifts are theirs. */
export const DEMO_HOST_USER_ID = '7000000000000000000';

export interface DemoPerson {
  readonly index: number;
  readonly userId: string;
  readonly uniqueId: string;
  readonly nickname: string;
  readonly follows: boolean;
  readonly isSubscriber: boolean;
  readonly isModerator: boolean;
  readonly gifterLevel: number;
}

const at = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/**
 * Person number `index` (0 ≤ index < PEOPLE): always the same one, and no two share a handle. A prime spreads
 * neighbours over the first names; each round through them takes other second names.
 */
export function person(index: number): DemoPerson {
  const round = Math.floor(index / FIRST_NAMES.length);
  const first = at(FIRST_NAMES, index * 31);
  const second = (index % FIRST_NAMES.length) + round;
  const last = at(LAST_NAMES, second);
  // The busy ones got their names first; who came later had to add a number, as on the real thing.
  const number = index < UNNUMBERED ? '' : String(index);
  const handle = index % 3 === 0 ? `${first}.${at(TAGS, second)}${number}` : `${first}_${last}${number}`;
  return {
    index,
    userId: `7000000000000${String(index + 1).padStart(6, '0')}`,
    uniqueId: handle.toLowerCase(),
    nickname: index % 5 === 0 ? `${first} 🌸` : `${first} ${last}`,
    follows: (index * 37) % 100 < 45,
    isSubscriber: (index * 53) % 100 < 3,
    isModerator: index < 3,
    gifterLevel: (index * 11) % 30,
  };
}

/** Somebody, the busy ones more often: the cube puts half of all events with an eighth of the people. */
export const anybody = (random: Random): DemoPerson => person(Math.floor(PEOPLE * random.unit() ** 3));
