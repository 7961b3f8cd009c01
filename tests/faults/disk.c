/* A disk that writes down what is done to it, and fails where it is told to. Preloaded into a child of a harness.

   disk_record: from now on every write, wait, rename, unlink, truncation and new name below `root` goes to a log, in
   order, and so does what is said on the output. disk_arm: the k-th such call from now on fails. See disk.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096
enum { ONCE = 1, FOR_EVER = 2, DISCARDS = 3, HALF = 4 };

static char root[4096];
static size_t root_length;
static int log_fd = -1;
static char below[FDS]; /* whether this handle is of a file below root, or of the folder itself */
static long count, fails_at = -1;
static int error_number, mode;
static char which[32];

static void emit(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, log_fd, at, length);
        if (done <= 0) _exit(97);
        at += done;
        length -= done;
    }
}

static void record(char op, int fd, int64_t offset, const void *one, uint32_t first, const void *two, uint32_t second) {
    if (log_fd < 0) return;
    struct __attribute__((packed)) { char op; int32_t fd; int64_t offset; uint32_t first, second; } head =
        {op, fd, offset, first, second};
    emit(&head, sizeof head);
    if (first) emit(one, first);
    if (second) emit(two, second);
}

static int is_below(const char *path) {
    return root_length && path && strncmp(path, root, root_length) == 0;
}

/* Whether this call is the one to fail, or comes after it. */
static int fails(char op) {
    if (!root_length || mode == 0 || !strchr(which, op)) return 0;
    count++;
    if (mode == ONCE || mode == HALF) return count == fails_at;
    return count >= fails_at;
}

void disk_record(const char *where, int fd) {
    strncpy(root, where, sizeof root - 1);
    root_length = strlen(root);
    log_fd = fd;
}

void disk_arm(const char *ops, long at, int number, int how) {
    strncpy(which, ops, sizeof which - 1);
    count = 0, fails_at = at, error_number = number, mode = how;
}

long disk_count(void) { return count; }

#define REAL(name) \
    static typeof(name) *real; \
    if (!real) real = dlsym(RTLD_NEXT, #name)

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < FDS) {
        below[fd] = is_below(path);
        if (below[fd]) record('O', fd, flags, path, strlen(path), 0, 0);
    }
    return fd;
}

static int makes(const char *path, int flags) { return (flags & O_CREAT) && access(path, F_OK) != 0; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        int rights = va_arg(rest, int); \
        va_end(rest); \
        REAL(name); \
        if (is_below(path) && makes(path, flags) && fails('O')) { errno = error_number; return -1; } \
        return opened(real(path, flags, rights), path, flags); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list rest; \
        va_start(rest, flags); \
        int rights = va_arg(rest, int); \
        va_end(rest); \
        REAL(name); \
        if (is_below(path) && makes(path, flags) && fails('O')) { errno = error_number; return -1; } \
        return opened(real(folder, path, flags, rights), path, flags); \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(close);
    if (fd >= 0 && fd < FDS && below[fd]) {
        below[fd] = 0;
        record('C', fd, 0, 0, 0, 0, 0);
    }
    return real(fd);
}

static int watched(int fd) { return fd >= 0 && fd < FDS && below[fd]; }

/* -1: let it through; otherwise the answer to give. */
static ssize_t instead(int fd, const void *data, size_t length, off64_t offset) {
    if (!fails('W')) return -1;
    if (mode == DISCARDS) { /* the size is right, what is in it is not */
        void *nothing = calloc(1, length);
        ssize_t done = syscall(SYS_pwrite64, fd, nothing, length, offset);
        free(nothing);
        return done;
    }
    if (mode == HALF && length > 1) {
        fails_at++; /* the rest fails */
        return syscall(SYS_pwrite64, fd, data, length / 2, offset);
    }
    errno = error_number;
    return -2;
}

static off64_t place(int fd) {
    if (fcntl(fd, F_GETFL) & O_APPEND) return lseek64(fd, 0, SEEK_END);
    return lseek64(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    if (fd == 1) record('P', 1, 0, data, length, 0, 0);
    if (!watched(fd)) return real(fd, data, length);
    off64_t offset = place(fd);
    ssize_t done = instead(fd, data, length, offset);
    if (done == -2) return -1;
    if (done >= 0) {
        lseek64(fd, offset + done, SEEK_SET);
        return done;
    }
    done = real(fd, data, length);
    if (done > 0) record('W', fd, offset, data, done, 0, 0);
    return done;
}

#define PWRITE(name, kind) \
    ssize_t name(int fd, const void *data, size_t length, kind offset) { \
        REAL(name); \
        if (!watched(fd)) return real(fd, data, length, offset); \
        ssize_t done = instead(fd, data, length, offset); \
        if (done == -2) return -1; \
        if (done >= 0) return done; \
        done = real(fd, data, length, offset); \
        if (done > 0) record('W', fd, offset, data, done, 0, 0); \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        REAL(name); \
        if (watched(fd)) { \
            if (mode != DISCARDS && fails('S')) { errno = error_number; return -1; } \
            record('S', fd, 0, 0, 0, 0, 0); \
        } \
        return real(fd); \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, kind) \
    int name(int fd, kind length) { \
        REAL(name); \
        if (watched(fd)) { \
            if (mode != DISCARDS && fails('T')) { errno = error_number; return -1; } \
            record('T', fd, length, 0, 0, 0, 0); \
        } \
        return real(fd, length); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    REAL(rename);
    if (is_below(from) && mode != DISCARDS && fails('R')) { errno = error_number; return -1; }
    int done = real(from, to);
    if (!done && is_below(from)) record('R', 0, 0, from, strlen(from), to, strlen(to));
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    if (is_below(path) && mode != DISCARDS && fails('U')) { errno = error_number; return -1; }
    int done = real(path);
    if (!done && is_below(path)) record('U', 0, 0, path, strlen(path), 0, 0);
    return done;
}

int mkdir(const char *path, mode_t rights) {
    REAL(mkdir);
    if (is_below(path) && mode != DISCARDS && fails('M')) { errno = error_number; return -1; }
    int done = real(path, rights);
    if (!done && is_below(path)) record('M', 0, 0, path, strlen(path), 0, 0);
    return done;
}
