/** Words of the Settings screen, in Bahasa Indonesia. */
import type { settings as en } from '#text/en/settings.ts';

export const settings: typeof en = {
  title: 'Setelan',
  source: {
    title: 'Dari mana LIVE-mu datang',
    kind: 'Sumber',
    hints: {
      demo: 'Penonton buatan dengan tempo seperti LIVE asli. Tanpa akun dan tanpa relay.',
      tiktok: 'TikTok LIVE-mu, diambil oleh relay yang berjalan di PC-mu.',
      tikfinity: 'TikFinity Desktop di PC ini, langsung dari soket lokalnya.',
      replay: 'Rekaman dari folder recordings milik relay.',
    },
    room: 'Nama TikTok',
    roomHint: 'Nama setelah @ di alamat profilmu.',
    badRoom: 'Hanya huruf, angka, titik, dan garis bawah.',
    file: 'Rekaman',
    fileHint: 'Nama berkas seperti malam.jsonl, tanpa nama folder.',
    badFile: 'Nama berkas saja, tanpa folder.',
    speed: 'Kecepatan',
    speedHint: '1 sampai 20 kali lebih cepat',
    loop: 'Ulangi dari awal bila habis',
    connect: 'Pakai sumber ini',
    inUse: 'Sedang dipakai',
    sessionRuns: 'Sesi sedang berjalan. Sumber lain mengakhirinya; yang baru dimulai dengan MULAI berikutnya.',
    state: 'Keadaan',
    needsRelay:
      'Sumber ini butuh relay, dan belum ada yang dikenal. Jalankan npm start, atau tulis alamatnya di bawah.',
    publicOrigin:
      'Halaman ini datang dari internet dan akan menghubungi program di PC-mu sendiri. Chrome bertanya sekali apakah halaman boleh “mengakses aplikasi dan layanan lain di perangkat ini” (jaringan lokal): pilih Izinkan. Tanpa itu sambungan ditolak.',
    originRefused: (command) => `Relay menolak alamat halaman ini. Jalankan relay seperti ini: ${command}`,
  },
  relay: {
    title: 'Relay',
    address: 'Alamat relay',
    hint: 'Kosongkan untuk memakai relay yang menyajikan halaman ini.',
    found: (url) => `Halaman ini datang dari sebuah relay: ${url}`,
    notFound: 'Halaman ini datang dari host statis: tidak ada relay di belakangnya.',
    bad: 'Alamat seperti ws://127.0.0.1:8787/ws.',
    save: 'Pakai alamat ini',
  },
  look: {
    title: 'Bahasa dan tampilan',
    language: 'Bahasa',
    theme: 'Tema',
    dark: 'Gelap',
    light: 'Terang',
    system: 'Ikut sistem',
  },
  help: { open: 'Tampilkan langkah pertama' },
  data: {
    title: 'Data di PC ini',
    used: (used, free) => `${used} terpakai, ${free} tersisa untuk halaman ini.`,
    unknown: 'Browser ini tidak memberi tahu berapa yang terpakai.',
    reading: 'Membaca…',
    stays: 'Semuanya tetap di PC ini. Sesi dan ekspor ada di layar Riwayat.',
  },
  diagnostics: {
    title: 'Diagnostik',
    hint: 'semua gangguan sejak halaman ini dibuka',
    none: 'Belum ada gangguan.',
    count: 'Jumlah',
    last: 'Terakhir',
    version: (version) => `Giftwire ${version}`,
    browser: 'Browser',
    copyFailed: 'Tidak bisa disalin. Blok teksnya dan salin sendiri.',
  },
};
