/** Indonesian words of preparing an Arduino. Data only; parameters arrive already formatted. */
import type { prepare as en } from '#text/en/prepare.ts';

export const prepare: typeof en = {
  title: 'Siapkan Arduino-ku',
  what: 'Mengisi firmware Giftwire ke Arduino Uno, Nano, atau Mega 2560, langsung dari halaman ini. Kira-kira sepuluh detik, tanpa Arduino IDE.',
  silent: 'Papan tidak menjawab: firmware Giftwire mungkin belum ada di papan ini.',
  unsupported: 'Browser ini tidak bisa memakai papan. Buka Giftwire di Chrome atau Edge di komputer.',
  begin: 'Siapkan Arduino-ku…',
  another: 'Siapkan papan lain…',
  update: (found, ours) => `Firmware di papan ini versi ${found}; Giftwire ini membawa versi ${ours}.`,
  updateNow: 'Perbarui',
  pauseFirst:
    'Papan ini sedang dipakai sebuah sesi. Jeda atau akhiri dulu sesinya: selama papan disiapkan, semua keluarannya mati.',
  pause: 'Jeda sesi',
  steps: {
    choosing: 'Pilih port',
    releasing: 'Matikan semua keluaran',
    detecting: 'Cari papan',
    erasing: 'Hapus',
    writing: 'Tulis',
    verifying: 'Baca ulang dan bandingkan',
    starting: 'Jalankan',
  },
  now: {
    choosing: 'Pilih Arduino-mu di daftar yang ditampilkan Chrome.',
    releasing: 'Mematikan semua keluaran dan melepas port.',
    opening: 'Membuka port.',
    detecting:
      'Mencari papan. Bila papanmu tidak punya reset otomatis, tekan tombol resetnya sekarang, sekali tiap detik.',
    erasing: 'Menghapus. Mulai dari sini sketch yang lama hilang.',
    writing: 'Menulis firmware.',
    verifying: 'Membaca ulang setiap byte dan membandingkannya.',
    starting: 'Menjalankan firmware dan menunggu jawabannya.',
  },
  chips: { m328p: 'ATmega328P (Uno atau Nano)', m2560: 'ATmega2560 (Mega)' },
  found: (chip, before) => `Ketemu: ${chip}. ${before}`,
  before: {
    ours: (version) => `Di papan ada Giftwire ${version}.`,
    sketch: 'Di papan ada sketch lain.',
    nothing: 'Di papan belum ada sketch.',
    unknown: 'Isi papan tidak bisa dibaca.',
  },
  was: {
    ours: (version) => `Sebelumnya di papan ada Giftwire ${version}.`,
    sketch: 'Sebelumnya di papan ada sketch lain.',
    nothing: 'Sebelumnya di papan tidak ada sketch.',
    unknown: 'Isi papan sebelumnya tidak bisa dibaca.',
  },
  progress: (percent) => `${percent} selesai`,
  cancel: 'Batal',
  askSketch: 'Sketch yang sekarang ada di papan akan diganti dan tidak bisa dikembalikan.',
  askNewer: (found, ours) => `Firmware di papan ini, ${found}, lebih baru dari yang dibawa halaman ini, ${ours}.`,
  replace: 'Ganti saja',
  downgrade: 'Isi dengan yang lebih lama',
  keep: 'Biarkan seperti semula',
  done: (version) =>
    `Beres: Giftwire ${version} sudah di papan, setiap byte sudah dibaca ulang, dan papannya menjawab.`,
  connected: 'Papan tersambung: aturan sekarang bisa menggerakkannya.',
  connecting: 'Giftwire sedang menyambung ke papan…',
  close: 'Tutup',
  cancelled: 'Dibatalkan.',
  untouched: 'Tidak ada yang ditulis: papan masih seperti semula.',
  halfDone:
    'Sketch lama sudah hilang, dan yang baru mungkin belum lengkap; yang belum lengkap tidak menggerakkan apa pun. Siapkan lagi papannya kapan saja.',
  unsure:
    'Sketch lama sudah hilang, dan belum pasti awal sketch yang baru benar: apa yang dilakukan papan sekarang tidak bisa dipastikan. Lepas semua yang digerakkannya, lalu siapkan lagi papannya.',
  whole: 'Firmware sudah di papan dan setiap byte-nya sudah dibaca ulang; hanya jawabannya yang belum terdengar.',
  retry: 'Coba lagi',
};
