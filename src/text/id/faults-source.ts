/** Faults of the source and its frames in words, in Bahasa Indonesia: what happened, what was kept, what to do next. */
import type { sourceFaults as en } from '#text/en/faults-source.ts';

const skipped = 'Yang lain tetap berjalan; hanya pesan ini yang dilewati.';
const nothingToDo = 'Tidak perlu apa-apa. Bila sering terjadi, salin Diagnostik dan laporkan.';
const recordSafe = 'Semua yang sudah tercatat aman. Yang dibayar penonton tetap dicatat sebagai utang.';
const stillRuns = 'Aturan dan papanmu tetap berjalan. Sebagian kiriman sumber sementara itu mungkin hilang.';

export const sourceFaults: typeof en = {
  'frame-not-json': { happened: 'Sumber mengirim sesuatu yang bukan JSON.', kept: skipped, next: nothingToDo },
  'frame-malformed': { happened: 'Bentuk sebuah pesan dari sumber salah.', kept: skipped, next: nothingToDo },
  'frame-too-large': {
    happened: 'Sebuah pesan dari sumber terlalu besar.',
    kept: skipped,
    next: 'Tidak perlu apa-apa. Bila terus terjadi, periksa siapa yang boleh menulis ke relay-mu.',
  },
  'event-unknown': {
    happened: 'Sumber mengirim jenis peristiwa yang belum dikenal Giftwire.',
    kept: 'Peristiwa itu tetap dicatat; tidak ada aturan yang menanggapinya.',
    next: nothingToDo,
  },
  'event-malformed': {
    happened: 'Sebuah peristiwa tidak lengkap atau nilainya mustahil.',
    kept: skipped,
    next: nothingToDo,
  },
  'event-duplicate': {
    happened: 'Sebuah peristiwa datang dua kali.',
    kept: 'Dihitung sekali dan dijalankan sekali.',
    next: 'Tidak perlu apa-apa.',
  },
  'event-history-skipped': {
    happened: 'Saat tersambung, TikTok mengirim ulang peristiwa lama.',
    kept: 'Semuanya dicatat, tetapi tidak pernah menggerakkan apa pun.',
    next: 'Tidak perlu apa-apa.',
  },
  'number-implausible': {
    happened: 'Sebuah angka terlalu besar atau terlalu kecil untuk dipercaya.',
    kept: 'Angka itu tidak dihitung dan tidak menggerakkan apa pun.',
    next: nothingToDo,
  },
  'likes-counter-jumped': {
    happened: 'Penghitung like TikTok melompat ke hitungan lain.',
    kept: 'Like yang sudah dihitung tetap; hitungan lanjut dari angka baru.',
    next: 'Tidak perlu apa-apa.',
  },
  'text-truncated': {
    happened: 'Sebuah komentar atau nama terlalu panjang dan dipotong.',
    kept: 'Bagian awalnya tercatat.',
    next: 'Tidak perlu apa-apa.',
  },
  'frames-missed': {
    happened: 'Sebagian pesan dari relay hilang.',
    kept: 'Bagian yang hilang ditandai sebagai celah di catatan.',
    next: 'Bila sering terjadi, periksa jaringan antara PC ini dan relay.',
  },
  'link-lost': {
    happened: 'Sambungan ke sumber terputus.',
    kept: stillRuns,
    next: 'Giftwire mencoba lagi sendiri. Periksa apakah relay masih berjalan.',
  },
  'link-silent': {
    happened: 'Tidak ada kabar dari relay selama 12 detik, jadi dianggap hilang.',
    kept: stillRuns,
    next: 'Giftwire mencoba lagi sendiri. Periksa jaringan dan relay.',
  },
  'link-refused': {
    happened: 'Sambungan tidak bisa dibuat.',
    kept: recordSafe,
    next: 'Periksa apakah relay atau TikFinity berjalan, dan alamatnya di Setelan. Bila Chrome meminta izin ke perangkat di jaringan lokal, izinkan.',
  },
  'origin-refused': {
    happened: 'Relay tidak menerima halaman dari alamat ini.',
    kept: recordSafe,
    next: 'Jalankan relay dengan --allow-origin dan alamat halaman ini, seperti tertulis di Setelan.',
  },
  'source-offline': {
    happened: 'Room ini sedang tidak LIVE.',
    kept: recordSafe,
    next: 'Mulai LIVE-mu di TikTok. Giftwire memeriksa lagi sendiri.',
  },
  'source-user-unknown': {
    happened: 'TikTok tidak mengenal room dengan nama ini.',
    kept: recordSafe,
    next: 'Periksa namanya di Setelan: yang tertulis setelah @ di alamat profil.',
  },
  'source-rate-limited': {
    happened: 'TikTok atau sign server-nya meminta jeda.',
    kept: stillRuns,
    next: 'Tunggu: percobaan berikutnya berjalan sendiri. Kunci sign milikmu sendiri menaikkan batasnya.',
  },
  'source-sign-failed': {
    happened: 'Sign server yang dibutuhkan sambungan TikTok gagal.',
    kept: stillRuns,
    next: 'Giftwire mencoba lagi sendiri. TikFinity di PC ini adalah jalan lain.',
  },
  'source-premium': {
    happened: 'Sign server meminta paket berbayar untuk ini.',
    kept: recordSafe,
    next: 'Pakai TikFinity di PC ini, atau pasang kunci sign milikmu di relay.',
  },
  'source-timeout': {
    happened: 'TikTok tidak menjawab tepat waktu.',
    kept: stillRuns,
    next: 'Giftwire mencoba lagi sendiri.',
  },
  'source-undecodable': {
    happened: 'TikTok mengirim sesuatu yang tidak terbaca.',
    kept: skipped,
    next: 'Bila terus terjadi, TikTok mengubah sesuatu: cari Giftwire yang lebih baru.',
  },
  'source-failed': {
    happened: 'Sumber gagal karena sebab lain.',
    kept: stillRuns,
    next: 'Giftwire mencoba lagi sendiri. Rinciannya ada di bawah.',
  },
  'recording-missing': {
    happened: 'Relay tidak punya rekaman dengan nama ini.',
    kept: recordSafe,
    next: 'Taruh berkasnya di folder recordings milik relay dan periksa namanya di Setelan.',
  },
  'recording-bad-line': {
    happened: 'Satu baris rekaman tidak terbaca.',
    kept: 'Baris lainnya tetap diputar.',
    next: 'Tidak perlu apa-apa, kecuali kamu sendiri yang menulis berkasnya.',
  },
  'recording-too-large': {
    happened: 'Berkas ini terlalu besar untuk sebuah rekaman.',
    kept: 'Tidak ada yang dibaca; tidak ada yang berubah.',
    next: 'Pilih berkas yang benar, atau potong rekamannya per malam.',
  },
  'recording-empty': {
    happened: 'Tidak ada satu peristiwa pun di rekaman ini.',
    kept: 'Tidak ada yang berubah.',
    next: 'Pilih rekaman dengan satu peristiwa per baris, {ts, event, data}, atau sesi yang ada isinya.',
  },
  'recording-unread': {
    happened: 'Rekaman tidak bisa dibaca sampai habis.',
    kept: 'Tidak ada yang berubah.',
    next: 'Periksa apakah berkas atau sesinya masih ada, lalu coba lagi.',
  },
};
