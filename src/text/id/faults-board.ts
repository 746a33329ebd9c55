/** Faults of the board in words, in Bahasa Indonesia: what happened, what was kept, what to do next. */
import type { boardFaults as en } from '#text/en/faults-board.ts';

const boardOwed = 'Yang dibayar penonton sementara itu tetap dicatat sebagai utang.';

export const boardFaults: typeof en = {
  'serial-unsupported': {
    happened: 'Browser ini tidak bisa memakai port serial.',
    kept: 'Yang lain tetap bekerja; Arduino virtual menunjukkan apa yang akan bergerak.',
    next: 'Buka halaman ini di Chrome atau Edge di komputer.',
  },
  'port-busy': {
    happened: 'Program lain memegang port papan.',
    kept: boardOwed,
    next: 'Tutup Arduino IDE, serial monitor, atau tab lain, lalu coba lagi.',
  },
  'port-lost': {
    happened: 'Kabel papan terlepas.',
    kept: boardOwed,
    next: 'Colokkan lagi: Giftwire melanjutkan sendiri.',
  },
  'port-stuck': {
    happened: 'Port papan tidak mau dibuka atau ditutup: driver-nya macet.',
    kept: 'Giftwire tidak menunggunya lagi; yang lain tetap berjalan.',
    next: 'Cabut papannya, tunggu sebentar, lalu colokkan lagi. Bila belum berhasil, tutup Chrome dan buka lagi.',
  },
  'port-needs-choosing': {
    happened: 'Chrome tidak melihat papan yang boleh dibuka halaman ini, atau gagal membukanya.',
    kept: boardOwed,
    next: 'Colokkan papannya. Bila tidak tersambung lagi sendiri, tekan “Pilih papan…”: papan tanpa nomor seri dilupakan Chrome setiap kali dicabut.',
  },
  'board-silent': {
    happened: 'Port terbuka, tetapi tidak ada yang menjawab.',
    kept: boardOwed,
    next: 'Di layar Papan, periksa apa yang dijalankan papan dan baud rate-nya: sketch tanpa protokol Giftwire butuh “Sketch sendiri”.',
  },
  'board-unsuitable': {
    happened: 'Papan jenis ini jarang memakai protokol Giftwire.',
    kept: boardOwed,
    next: 'Di layar Papan pilih “Sketch sendiri”, kecuali sketch di papan ini memakai protokol Giftwire.',
  },
  'board-reset': {
    happened: 'Papan menyala ulang di tengah pekerjaan.',
    kept: 'Tidak ada yang otomatis dikirim ulang: yang sedang dikirim ditandai tidak diketahui.',
    next: 'Periksa catu dayanya: motor dan servo butuh catu daya sendiri.',
  },
  'board-watchdog': {
    happened: 'Papan cukup lama tidak menerima apa-apa, lalu mematikan semuanya.',
    kept: 'Yang sedang dikirim ditandai tidak diketahui.',
    next: 'Periksa kabelnya. Bila PC tadi dalam mode tidur, tidak ada masalah lain.',
  },
  'board-off-unasked': {
    happened: 'Papan mematikan semuanya tanpa diminta.',
    kept: 'Yang sedang dikirim ditandai tidak diketahui. Aturan tetap seperti semula.',
    next: 'Periksa tombol henti dan sambungan kabel.',
  },
  'board-limit-cut': {
    happened: 'Sebuah pin menyala melewati batasnya, jadi papan memutusnya.',
    kept: 'Yang lain tetap berjalan.',
    next: 'Persingkat waktu di aturan atau naikkan batas pin di layar Papan.',
  },
  'board-refused': {
    happened: 'Papan menolak sebuah perintah.',
    kept: 'Daftar aksi menunjukkan yang mana. Perintah lain tetap berjalan.',
    next: 'Periksa pin dan nilai di aturan: mungkin papan tidak punya pin itu.',
  },
  'board-reply-damaged': {
    happened: 'Sebuah jawaban papan tiba dalam keadaan rusak.',
    kept: 'Giftwire bertanya lagi; tidak ada yang dijalankan dua kali.',
    next: 'Bila sering terjadi, pakai kabel lebih pendek, jauh dari motor.',
  },
  'board-nak': {
    happened: 'Papan menerima perintah yang rusak.',
    kept: 'Perintah dikirim ulang; tidak ada yang dijalankan dua kali.',
    next: 'Bila sering terjadi, pakai kabel lebih pendek, jauh dari motor.',
  },
  'board-ack-timeout': {
    happened: 'Papan tidak menjawab tepat waktu.',
    kept: 'Perintah diulang; papan menjalankannya paling banyak sekali.',
    next: 'Bila sering terjadi, periksa kabel dan kecepatannya (baud).',
  },
  'command-unsupported': {
    happened: 'Sebuah perintah tidak punya baris untuk sketch buatanmu.',
    kept: 'Perintah itu tidak dikirim; perintah lain tetap berjalan.',
    next: 'Isi pola baris di layar Papan, atau pakai langkah teks di aturan.',
  },
  'queue-full': {
    happened: 'Antrean sebuah pin lebih panjang daripada yang diizinkan aturannya.',
    kept: 'Yang dibayar menunggu sebagai utang; sisanya dibuang dan tercatat.',
    next: 'Persingkat efeknya, atau naikkan “antrean terpanjang” di aturan.',
  },
};
