/** Every fault in words, in Bahasa Indonesia: what happened, what was kept, what to do next. */
import type { faults as en } from '#text/en/faults.ts';
import { boardFaults } from './faults-board.ts';
import { flashFaults } from './faults-flash.ts';
import { sourceFaults } from './faults-source.ts';

const nothingToDo = 'Tidak perlu apa-apa. Bila sering terjadi, salin Diagnostik dan laporkan.';

export const faults: typeof en = {
  ...sourceFaults,
  ...boardFaults,
  ...flashFaults,
  'storage-unavailable': {
    happened: 'Browser ini tidak mengizinkan halaman menyimpan data.',
    kept: 'Aturan dan papan bekerja; tidak ada yang dicatat.',
    next: 'Keluar dari mode samaran, atau izinkan data situs untuk halaman ini.',
  },
  'storage-full': {
    happened: 'Disk, atau jatah browser di dalamnya, penuh.',
    kept: 'Sesi sebelumnya aman. Peristiwa baru menunggu di memori.',
    next: 'Kosongkan sebagian disk: pencatatan berlanjut sendiri.',
  },
  'storage-failed': {
    happened: 'Menulis ke catatan gagal.',
    kept: 'Yang belum tertulis menunggu di memori dan dicoba lagi.',
    next: 'Biarkan tab ini terbuka sampai catatan menyusul.',
  },
  'storage-newer': {
    happened: 'Data di PC ini ditulis oleh Giftwire yang lebih baru.',
    kept: 'Datanya tidak disentuh.',
    next: 'Muat ulang halaman ini untuk mendapat versi yang lebih baru.',
  },
  'storage-busy-elsewhere': {
    happened: 'Tab lain memegang catatan dalam versi lama.',
    kept: 'Peristiwa baru menunggu di memori.',
    next: 'Tutup tab Giftwire yang lain.',
  },
  'export-failed': {
    happened: 'Berkas Excel tidak bisa dibuat.',
    kept: 'Sesinya sendiri aman.',
    next: 'Coba lagi; bila memori kurang, tutup dulu tab lain yang besar.',
  },
  'profile-not-json': {
    happened: 'Berkas ini bukan JSON.',
    kept: 'Aturanmu tidak berubah.',
    next: 'Pilih profil hasil ekspor Giftwire, atau daftar nama gift.',
  },
  'profile-invalid': {
    happened: 'Satu isian profil ini tidak sesuai.',
    kept: 'Aturanmu tidak berubah.',
    next: 'Perbaiki isian yang disebut, lalu impor lagi.',
  },
  'profile-too-large': {
    happened: 'Berkas ini terlalu besar untuk sebuah profil.',
    kept: 'Aturanmu tidak berubah.',
    next: 'Pilih berkas yang benar.',
  },
  'machine-refused': {
    happened: 'Sesuatu terjadi dalam urutan yang tidak diduga Giftwire.',
    kept: 'Keadaan sebelumnya tetap berlaku.',
    next: nothingToDo,
  },
  'worker-failed': {
    happened: 'Satu bagian halaman ini berhenti bekerja.',
    kept: 'Yang sudah tercatat aman. Papan berprotokol Giftwire mematikan semua keluaran sendiri; bila memakai sketch sendiri, periksa alatmu.',
    next: 'Muat ulang halaman: sesi berlanjut dari situ.',
  },
  'playback-refused': {
    happened: 'Rekaman tidak bisa diputar bersamaan dengan apa pun yang menggerakkan papanmu.',
    kept: 'Tidak ada yang bergerak; yang berjalan tetap berjalan.',
    next: 'Akhiri dulu yang berjalan: sesi, pemutaran, atau penyiapan papan.',
  },
  'running-elsewhere': {
    happened: 'Giftwire terbuka di tab atau jendela lain.',
    kept: 'Yang itu tetap berjalan; yang ini tidak memulai apa pun sendiri.',
    next: 'Pakai tab yang lain, atau tutup lalu muat ulang yang ini.',
  },
  'update-failed': {
    happened: 'Satu bagian Giftwire tidak bisa dimuat dari alamatnya.',
    kept: 'Versi yang kamu punya tetap bekerja.',
    next: 'Periksa jaringan dan muat ulang nanti.',
  },
  'deep-link-unusable': {
    happened: 'Alamat halaman ini menyebut sumber yang tidak bisa dipakai.',
    kept: 'Setelanmu sendiri yang dipakai.',
    next: 'Periksa tautannya: source adalah demo, tiktok, replay, atau tikfinity; tiktok butuh room, replay butuh file.',
  },
  'demo-stopped-for-board': {
    happened: 'Papan sungguhan kini dipakai, jadi demo yang mulai sendiri diakhiri.',
    kept: 'Tidak ada benda nyata yang bergerak tanpa diminta. Catatan demo tetap ada.',
    next: 'Tekan MULAI kalau kamu ingin demo menggerakkan papan itu.',
  },
};
