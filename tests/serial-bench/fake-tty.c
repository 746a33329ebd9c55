/*
 * Makes a pseudo-terminal pass for a USB serial adapter in the process this is preloaded into.
 *  - /proc/tty/drivers is read from $FAKE_TTY_DIR/.drivers, so a driver that this kernel lacks can own the device.
 *  - Modem lines, which a pty does not have, are remembered and answered.
 *  - What happens to the port is told to $FAKE_TTY_DIR/.events, a FIFO, one line each: "open", "dtr=0 rts=1", "baud=115200".
 * Descriptors that are no pty slave are passed on untouched. Knows no devices (see fake-udev.c) and no data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Majors of Unix98 pty slaves (Linux Documentation/admin-guide/devices.txt). */
#define PTY_MAJOR_FIRST 136
#define PTY_MAJOR_LAST 143
#define MAX_PORTS 256

/* <asm/termbits.h> cannot be included beside <sys/ioctl.h>; this is its termios2, whose last field is the output speed. */
#define SET_TERMIOS2 0x402c542bUL
#define TERMIOS2_OSPEED 10

static int modem_lines[MAX_PORTS];

static void path_in_directory(char *out, size_t size, const char *name) {
  const char *directory = getenv("FAKE_TTY_DIR");
  snprintf(out, size, "%s/%s", directory ? directory : "/nonexistent", name);
}

/* Opened for each line: the process may fork, and nobody has to listen. */
static void tell(const char *format, ...) {
  char path[512], line[96];
  path_in_directory(path, sizeof path, ".events");
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return;
  if (write(fd, line, (size_t)length) < 0) perror("fake-tty: .events");
  close(fd);
}

static FILE *open_stream(const char *function, const char *path, const char *mode) {
  FILE *(*real)(const char *, const char *) = dlsym(RTLD_NEXT, function);
  char drivers[512];
  if (path && !strcmp(path, "/proc/tty/drivers")) {
    path_in_directory(drivers, sizeof drivers, ".drivers");
    if (access(drivers, R_OK) == 0) path = drivers;
  }
  return real(path, mode);
}

FILE *fopen(const char *path, const char *mode) { return open_stream("fopen", path, mode); }
FILE *fopen64(const char *path, const char *mode) { return open_stream("fopen64", path, mode); }

/* The modem lines of the pty slave behind `fd`, or null when it is something else. */
static int *lines_of(int fd) {
  struct stat info;
  if (fstat(fd, &info) || !S_ISCHR(info.st_mode)) return NULL;
  unsigned number = major(info.st_rdev);
  if (number < PTY_MAJOR_FIRST || number > PTY_MAJOR_LAST) return NULL;
  return &modem_lines[minor(info.st_rdev) % MAX_PORTS];
}

static int lines_changed(int lines) {
  tell("dtr=%d rts=%d\n", !!(lines & TIOCM_DTR), !!(lines & TIOCM_RTS));
  return 0;
}

int ioctl(int fd, unsigned long request, ...) {
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  int is_tty_request = (request & 0xff00) == 0x5400;
  int *lines = is_tty_request ? lines_of(fd) : NULL;
  if (lines) switch (request) {
      case TIOCEXCL:
        /* A pty outlives close(), so a real exclusive lock would stick and refuse the next open. */
        *lines = TIOCM_DTR | TIOCM_RTS;
        tell("open\n");
        return 0;
      case SET_TERMIOS2:
        tell("baud=%u\n", ((unsigned *)argument)[TERMIOS2_OSPEED]);
        break;
      case TIOCMGET:
        *(int *)argument = *lines | TIOCM_CTS | TIOCM_DSR | TIOCM_CAR;
        return 0;
      case TIOCMBIS:
        return lines_changed(*lines |= *(int *)argument);
      case TIOCMBIC:
        return lines_changed(*lines &= ~*(int *)argument);
      case TIOCMSET:
        return lines_changed(*lines = *(int *)argument);
    }
  return (int)syscall(SYS_ioctl, fd, request, argument);
}
