/** Indonesian words of the Board screen. Data only; parameters arrive already formatted. */
import type { board as en } from '#text/en/board.ts';

import { boardLink } from './board-link.ts';
import { boardPins } from './board-pins.ts';

export const board: typeof en = {
  ...boardPins,
  ...boardLink,
  title: 'Papan',
  state: {
    none: 'Tidak ada papan yang dipakai.',
    virtual: (name) => `${name} sedang jalan.`,
    absent: 'Tidak ada papan yang tercolok.',
    closed: 'Papan tercolok, tetapi tidak dipegang Giftwire.',
    opening: 'Membuka papan…',
    busy: 'Papan dipakai program lain.',
    greeting: 'Papan terbuka. Menunggu jawabannya…',
    silent: 'Papan terbuka, tetapi tidak ada yang menjawab.',
    ready: 'Papan siap.',
    readyText: 'Port terbuka. Sketch-mu menerima baris teks, tetapi tidak menjawab.',
    lost: 'Kabelnya terlepas.',
    lent: 'Papan sedang disiapkan.',
  },
  next: {
    none: 'Pilih papan, atau berlatih dengan yang virtual.',
    virtual:
      'Ini firmware yang sama dengan papan asli, di chip yang ditiru; tidak ada benda nyata yang bergerak. Aturan, pin, dan layar ini sama saja dengan Arduino-mu.',
    virtualUnplugged:
      'Kabelnya dicabut: tidak ada yang bergerak, dan yang sudah dibayar menunggu sebagai utang. Colokkan lagi di bawah gambar.',
    absent:
      'Colokkan Arduino-mu dan tekan “Pilih papan”. Chrome bertanya sekali; setelah itu Giftwire membukanya sendiri.',
    closed: 'Tekan “Buka lagi”. Jika tetap tertutup, cabut papannya lalu colokkan lagi.',
    opening: 'Ini sebentar saja.',
    busy: 'Tutup Arduino IDE, serial monitor, atau program lain yang memakai papan, lalu tekan “Buka lagi”.',
    greeting: 'Kebanyakan papan menyala ulang saat dibuka: paling lama tiga detik.',
    silent:
      'Siapkan di sini: firmware Giftwire diisikan ke papan. Yang jalan sketch buatanmu? Pilih “Sketch sendiri” di bawah beserta baud rate-nya.',
    ready: 'Setiap perintah dijawab. Latensinya ada di daftar aksi di layar Live.',
    readyText: 'Hasilnya tertulis “terkirim”: apakah pinnya benar-benar bergerak, tidak bisa diketahui dari sini.',
    lost: 'Colokkan lagi: papan dibuka sendiri, tidak ada yang diulang, dan yang sudah dibayar selama itu dicatat sebagai utang.',
    lent: 'Giftwire melepasnya dulu. Setelah itu papan dibuka lagi sendiri; yang sudah dibayar selama itu dicatat sebagai utang.',
    choosing:
      'Colokkan papannya. Bila tidak tersambung lagi sendiri, tekan “Pilih papan” dan pilih sekali lagi: papan tanpa nomor seri dilupakan Chrome setiap kali dicabut.',
    unsuitable:
      'Papan jenis ini tidak bisa diisi firmware Giftwire. Untuk sketch buatanmu, pilih “Sketch sendiri” di bawah beserta baud rate-nya.',
    unsupported:
      'Browser ini tidak punya Web Serial. Buka Giftwire di Chrome atau Edge di komputer; Arduino virtual tetap bisa dipakai di sini.',
  },
  choose: 'Pilih papan…',
  openAgain: 'Buka lagi',
  useText: 'Pakai sketch sendiri',
  which: 'Papan yang mana',
  whichAuto: 'Otomatis',
  whichAutoHint: 'Papan asli jika tercolok, kalau tidak Uno virtual.',
  whichUnoHint: 'Firmware papan asli, di halaman ini. Tidak ada benda nyata yang bergerak.',
  whichMegaHint: 'Sama, dengan 70 pin.',
  whichSerial: 'Hanya papan asli',
  whichSerialHint: 'Tanpa papan, yang sudah dibayar menunggu sebagai utang.',
  language: 'Cara berkomunikasi',
  runs: 'Yang dijalankan papan',
  giftwire: 'Firmware Giftwire',
  giftwireHint:
    'Setiap perintah diperiksa dan dijawab, dan semuanya dimatikan bila halaman ini hilang. Begitu pula sketch apa pun yang memakai protokol v1.',
  text: 'Sketch sendiri',
  textHint: 'Satu baris teks untuk setiap perintah.',
  textWarning:
    'Teks biasa tidak punya jawaban dan tidak punya watchdog: Giftwire tidak bisa tahu apakah pin bergerak, dan jika halaman ini tertutup atau kabelnya lepas saat sesuatu menyala, benda itu tetap menyala. Buat sketch-mu mematikannya sendiri.',
  baud: 'Baud rate',
  newline: 'Akhir baris',
  lf: 'LF (\\n)',
  crlf: 'CR LF (\\r\\n)',
  template: 'Baris untuk perintah papan',
  templateHint:
    '{device} {pin} {action} {value} {ms} diisi otomatis. Kosong: perintah papan ditolak, hanya langkah teks yang dikirim.',
  stopLines: 'Baris henti',
  stopLinesHint: 'Dikirim oleh HENTI DARURAT, satu per baris, mendahului semua yang menunggu.',
  save: 'Simpan',
  reset: 'Buang',
  notSaved: (why) => `Tidak disimpan: ${why}`,
  wiring: 'Sebelum merangkai kabel',
  wiringServo:
    'Servo dan motor butuh catu daya sendiri (5–6 V). Kalau memakai pin 5 V Arduino, papan bisa menyala ulang di saat terburuk.',
  wiringDiode:
    'Kumparan relay, pompa, solenoid, atau motor butuh transistor atau driver dan dioda flyback (garisnya ke arah +). Satu pin hanya sanggup 20 mA.',
  wiringGround:
    'Hubungkan semua ground: catu daya, driver, dan GND Arduino jadi satu; tanpa itu tidak ada yang menyala dengan andal.',
  wiringMains: 'Listrik PLN hanya lewat modul relay jadi di dalam kotak tertutup. Jika ragu, tetaplah di bawah 24 V.',
};
