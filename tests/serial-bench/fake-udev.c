/*
 * A libudev whose devices are files in a directory, preloaded into the test browser alone.
 * $FAKE_TTY_DIR/<name> holds KEY=VALUE lines. Renaming a file into the directory plugs the device in, unlinking it pulls
 * the plug: inotify tells the browser at once, as the kernel would. Only the "tty" subsystem exists.
 * Covers the calls that Chromium's serial enumerator and udev watcher make; knows no serial data (see fake-tty.c).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define SYSFS "/sys/devices/fake/tty/"
#define MAX_NAME 31
#define UNUSED __attribute__((unused))

struct udev_device {
  int references;
  char action[8];
  char name[MAX_NAME + 1];
  char syspath[sizeof SYSFS + MAX_NAME];
  size_t length;
  char properties[2048]; /* KEY=VALUE, each ended by NUL */
};

struct udev_list_entry {
  struct udev_list_entry *next;
  char syspath[sizeof SYSFS + MAX_NAME];
};

/* libudev's filters are a union: no filter means everything, any filter naming "tty" means us. */
struct subsystem_filter {
  int present, names_tty;
};

struct udev_enumerate {
  struct subsystem_filter filter;
  struct udev_list_entry *first;
};

struct udev_monitor {
  struct subsystem_filter filter;
  int inotify;
};

static void filter_add(struct subsystem_filter *filter, const char *subsystem) {
  if (!subsystem) return;
  filter->present = 1;
  if (!strcmp(subsystem, "tty")) filter->names_tty = 1;
}

static int filter_passes(const struct subsystem_filter *filter) {
  return !filter->present || filter->names_tty;
}

static const char *device_directory(void) {
  return getenv("FAKE_TTY_DIR");
}

static int is_device_name(const char *name) {
  return name[0] != '.' && !strchr(name, '/') && strlen(name) <= MAX_NAME;
}

/* Reads a device's file. One that was just unplugged has no file any more and keeps its name alone. */
static struct udev_device *device_load(const char *name, const char *action) {
  const char *directory = device_directory();
  if (!directory || !is_device_name(name)) return NULL;
  struct udev_device *device = calloc(1, sizeof *device);
  device->references = 1;
  snprintf(device->action, sizeof device->action, "%s", action);
  snprintf(device->name, sizeof device->name, "%s", name);
  snprintf(device->syspath, sizeof device->syspath, SYSFS "%s", device->name);
  char file[512];
  snprintf(file, sizeof file, "%s/%s", directory, name);
  int fd = open(file, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    if (!strcmp(action, "remove")) return device;
    free(device);
    return NULL;
  }
  ssize_t size = read(fd, device->properties, sizeof device->properties - 1);
  close(fd);
  device->length = size > 0 ? (size_t)size : 0;
  for (size_t i = 0; i < device->length; i++)
    if (device->properties[i] == '\n') device->properties[i] = 0;
  return device;
}

/* The library handle carries no state, so any non-null pointer will do. */
static int handle;
void *udev_new(void) { return &handle; }
void *udev_unref(UNUSED void *udev) { return NULL; }

struct udev_device *udev_device_new_from_syspath(UNUSED void *udev, const char *syspath) {
  size_t prefix = strlen(SYSFS);
  return strncmp(syspath, SYSFS, prefix) ? NULL : device_load(syspath + prefix, "");
}

void *udev_device_unref(struct udev_device *device) {
  if (device && --device->references == 0) free(device);
  return NULL;
}

const char *udev_device_get_property_value(struct udev_device *device, const char *key) {
  size_t key_length = strlen(key);
  const char *end = device->properties + device->length;
  for (const char *line = device->properties; line < end; line += strlen(line) + 1)
    if (!strncmp(line, key, key_length) && line[key_length] == '=') return line + key_length + 1;
  return NULL;
}

const char *udev_device_get_devnode(struct udev_device *device) {
  return udev_device_get_property_value(device, "DEVNAME");
}

const char *udev_device_get_action(struct udev_device *device) { return device->action[0] ? device->action : NULL; }
const char *udev_device_get_subsystem(UNUSED struct udev_device *device) { return "tty"; }
const char *udev_device_get_sysname(struct udev_device *device) { return device->name; }
const char *udev_device_get_syspath(struct udev_device *device) { return device->syspath; }

/* What these devices do not have: types, drivers, parents, sysfs attributes, other ways to be found. */
const char *udev_device_get_devtype(UNUSED struct udev_device *device) { return NULL; }
const char *udev_device_get_driver(UNUSED struct udev_device *device) { return NULL; }
const char *udev_device_get_sysattr_value(UNUSED struct udev_device *device, UNUSED const char *name) { return NULL; }
void *udev_device_get_parent(UNUSED struct udev_device *device) { return NULL; }
void *udev_device_get_parent_with_subsystem_devtype(UNUSED struct udev_device *device, UNUSED const char *subsystem,
                                                    UNUSED const char *type) {
  return NULL;
}
void *udev_device_get_properties_list_entry(UNUSED struct udev_device *device) { return NULL; }
void *udev_device_new_from_devnum(UNUSED void *udev, UNUSED char type, UNUSED unsigned long number) { return NULL; }
void *udev_device_new_from_subsystem_sysname(UNUSED void *udev, UNUSED const char *subsystem, UNUSED const char *name) {
  return NULL;
}

struct udev_enumerate *udev_enumerate_new(UNUSED void *udev) { return calloc(1, sizeof(struct udev_enumerate)); }

int udev_enumerate_add_match_subsystem(struct udev_enumerate *list, const char *subsystem) {
  filter_add(&list->filter, subsystem);
  return 0;
}

int udev_enumerate_scan_devices(struct udev_enumerate *list) {
  const char *directory = device_directory();
  DIR *stream = directory && filter_passes(&list->filter) ? opendir(directory) : NULL;
  if (!stream) return 0;
  for (struct dirent *file; (file = readdir(stream));) {
    if (!is_device_name(file->d_name)) continue;
    struct udev_list_entry *entry = calloc(1, sizeof *entry);
    snprintf(entry->syspath, sizeof entry->syspath, SYSFS "%.31s", file->d_name);
    entry->next = list->first;
    list->first = entry;
  }
  closedir(stream);
  return 0;
}

struct udev_list_entry *udev_enumerate_get_list_entry(struct udev_enumerate *list) { return list->first; }

void *udev_enumerate_unref(struct udev_enumerate *list) {
  if (!list) return NULL;
  for (struct udev_list_entry *entry = list->first, *next; entry; entry = next) {
    next = entry->next;
    free(entry);
  }
  free(list);
  return NULL;
}

struct udev_list_entry *udev_list_entry_get_next(struct udev_list_entry *entry) { return entry ? entry->next : NULL; }
const char *udev_list_entry_get_name(struct udev_list_entry *entry) { return entry ? entry->syspath : NULL; }

struct udev_monitor *udev_monitor_new_from_netlink(UNUSED void *udev, UNUSED const char *group) {
  struct udev_monitor *monitor = calloc(1, sizeof *monitor);
  monitor->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  return monitor;
}

int udev_monitor_filter_add_match_subsystem_devtype(struct udev_monitor *monitor, const char *subsystem,
                                                    UNUSED const char *type) {
  filter_add(&monitor->filter, subsystem);
  return 0;
}

int udev_monitor_enable_receiving(struct udev_monitor *monitor) {
  const char *directory = device_directory();
  if (directory && filter_passes(&monitor->filter))
    inotify_add_watch(monitor->inotify, directory, IN_MOVED_TO | IN_DELETE);
  return 0;
}

int udev_monitor_get_fd(struct udev_monitor *monitor) { return monitor->inotify; }

void *udev_monitor_unref(struct udev_monitor *monitor) {
  if (monitor) close(monitor->inotify);
  free(monitor);
  return NULL;
}

/*
 * The browser asks for one device each time the descriptor is readable, so one read must take one event. Names are
 * padded to 16 bytes behind a header of 16: 48 bytes hold an event of the longest name, and never two.
 */
struct udev_device *udev_monitor_receive_device(struct udev_monitor *monitor) {
  _Alignas(struct inotify_event) char buffer[sizeof(struct inotify_event) + MAX_NAME + 1];
  ssize_t size = read(monitor->inotify, buffer, sizeof buffer);
  if (size < (ssize_t)sizeof(struct inotify_event)) return NULL;
  const struct inotify_event *event = (const struct inotify_event *)buffer;
  return event->len ? device_load(event->name, event->mask & IN_DELETE ? "remove" : "add") : NULL;
}
