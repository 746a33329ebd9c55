/** Faults of preparing an Arduino in words, in Bahasa Indonesia: what happened, what was kept, what to do next. */
import type { flashFaults as en } from '#text/en/faults-flash.ts';

const untouched = 'Tidak ada yang ditulis: papan masih seperti semula.';
const again = 'Papan bisa langsung diisi lagi: bootloader-nya tidak tersentuh.';

export const flashFaults: typeof en = {
  'flash-unsuitable': {
    happened: 'Papan jenis ini tidak bisa menjalankan firmware Giftwire.',
    kept: untouched,
    next: 'Pakai Arduino Uno, Nano, atau Mega 2560. Dengan sketch buatanmu papan ini juga bisa dipakai: pilih “Sketch sendiri” di layar Papan.',
  },
  'flash-port-busy': {
    happened: 'Port papan dipakai program lain.',
    kept: untouched,
    next: 'Tutup Arduino IDE, serial monitor, atau tab lain, lalu coba lagi.',
  },
  'flash-cable-lost': {
    happened: 'Papannya tidak tercolok lagi.',
    kept: again,
    next: 'Colokkan lagi dan tekan “Coba lagi”. Bila sering terjadi, ganti kabel atau colokan USB-nya.',
  },
  'flash-no-sync': {
    happened: 'Bootloader papan tidak menjawab.',
    kept: untouched,
    next: 'Tekan “Coba lagi”, dan selagi Giftwire mencari papan, tekan tombol reset di papan sekali tiap detik. Bila belum berhasil: cabut yang tersambung ke pin 0 dan 1, dan pastikan papannya Uno, Nano, atau Mega 2560.',
  },
  'flash-wrong-chip': {
    happened: 'Chip di papan ini bukan chip yang cocok untuk firmware-nya.',
    kept: untouched,
    next: 'Pakai papan dengan ATmega328P (Uno, Nano) atau ATmega2560 (Mega).',
  },
  'flash-line-failed': {
    happened: 'Papan berhenti menjawab, atau jawabannya tiba dalam keadaan rusak.',
    kept: again,
    next: 'Cabut yang tersambung ke pin 0 dan 1, pakai kabel pendek langsung ke PC, lalu coba lagi.',
  },
  'flash-verify-failed': {
    happened: 'Yang dibaca kembali dari papan tidak sama dengan yang ditulis.',
    kept: again,
    next: 'Coba lagi. Bila gagal di alamat yang sama, memori chip-nya sudah aus: pakai papan lain.',
  },
  'flash-hex-missing': {
    happened: 'Firmware tidak bisa dimuat dari host Giftwire.',
    kept: untouched,
    next: 'Periksa jaringan, lalu coba lagi.',
  },
  'flash-hex-damaged': {
    happened: 'File firmware tiba dalam keadaan rusak atau terpotong.',
    kept: untouched,
    next: 'Muat ulang halaman ini, lalu coba lagi. Bila tetap begitu, file di host Giftwire memang rusak.',
  },
  'flash-hex-too-big': {
    happened: 'File firmware tidak muat di papan ini.',
    kept: untouched,
    next: 'Muat ulang halaman ini, lalu coba lagi. Bila tetap begitu, file di host Giftwire bukan yang benar.',
  },
  'flash-not-answering': {
    happened: 'Firmware sudah di papan dan setiap byte-nya benar, tetapi tidak menjawab.',
    kept: again,
    next: 'Lepas semua yang tersambung ke papan, colokkan lagi kabel USB-nya, lalu coba lagi. Di papan dengan chip 8 MHz, misalnya Pro Mini 3,3 V, firmware ini tidak bisa menjawab: dibuatnya untuk 16 MHz.',
  },
};
