/** Words of the first run's three steps, in Bahasa Indonesia. */
import type { firstRun as en } from '#text/en/first-run.ts';

export const firstRun: typeof en = {
  title: 'Tiga langkah menuju LIVE yang bergerak',
  step: (number, all) => `Langkah ${number} dari ${all}`,
  skip: 'Lewati',
  back: 'Kembali',
  next: 'Lanjut',
  done: 'Selesai',
  source: {
    title: 'Dari mana LIVE-mu datang?',
    body: 'LIVE demo sudah berjalan supaya kamu bisa melihat cara kerjanya. Pilih milikmu sendiri kalau sudah siap.',
    demo: 'Tetap dengan demo',
    demoHint: 'Penonton buatan, tempo seperti LIVE asli. Tidak perlu menyiapkan apa-apa.',
    tiktok: 'TikTok LIVE-ku',
    tiktokHint: 'Lewat relay yang berjalan di PC ini.',
    tiktokNoRelay: 'Butuh relay (npm start), atau alamatnya di Setelan.',
    tikfinity: 'TikFinity di PC ini',
    tikfinityHint: 'Kalau TikFinity Desktop sudah berjalan di sini. Pilih, lalu tekan MULAI.',
    room: 'Nama TikTok-mu',
    connect: 'Pakai LIVE ini, lalu tekan MULAI',
    badRoom: 'Hanya huruf, angka, titik, dan garis bawah, seperti setelah @ di profilmu.',
  },
  board: {
    title: 'Papan mana yang bergerak?',
    body: 'Papan latihan sudah bergerak; tidak ada benda nyata padanya. Colokkan Arduino-mu untuk menggerakkan yang sungguhan.',
    practice: 'Tetap dengan papan latihan',
    real: 'Pilih Arduino-ku…',
    cancelled: 'Tidak ada papan yang dipilih. Papan latihan tetap dipakai.',
    unsupported: 'Browser ini tidak bisa memakai port serial: pakai Chrome atau Edge di komputer.',
  },
  gift: {
    title: 'Kirim gift untuk dirimu sendiri',
    body: 'Ini menjalankan aturan giftmu sebagai uji coba, di papan yang sekarang dipilih.',
    send: 'Kirim gift uji coba',
    waiting: 'Terkirim. Menunggu papan…',
    result: (command, ms) => `${command} → dijawab setelah ${ms}`,
    sent: (command, ms) => `${command} → sampai di port setelah ${ms}`,
    held: (outcome) => `Tidak bergerak: ${outcome}.`,
    noRule: 'Belum ada aturan gift. Buat satu di layar Aturan.',
  },
};
