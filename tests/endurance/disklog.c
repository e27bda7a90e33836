/*
 * Writes down, in order, everything that a program does to the files of one folder, and what it
 * says on its standard output: enough to rebuild the disk as it could be after a cut of power.
 *
 * cc -shared -fPIC -o disklog.so disklog.c -ldl
 * DISKLOG_FOLDER=/path/of/clinic DISKLOG_TO=/path/of/log LD_PRELOAD=./disklog.so program
 *
 * An entry: kind (1 byte), length of the name (2), of the second name (2), offset (8), length of the
 * content (4), then both names and the content. Kinds: O opened or made, W written, T cut to a size,
 * S synced, D folder synced, R renamed, U unlinked, A told on standard output.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 1024
#define LONGEST_NAME 512
#define FOLDER "."

static char names[MOST_FILES][LONGEST_NAME];
static char folder[LONGEST_NAME];
static int log_file = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void begin(void)
{
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    const char *wanted = getenv("DISKLOG_FOLDER"), *to = getenv("DISKLOG_TO");
    if (!wanted || !to)
        return;
    strncpy(folder, wanted, LONGEST_NAME - 1);
    log_file = real_open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The name of a file inside the folder, FOLDER for the folder itself, NULL for all others. */
static const char *inside(const char *path)
{
    size_t length = strlen(folder);
    if (log_file < 0 || strncmp(path, folder, length) != 0)
        return NULL;
    if (path[length] == '\0')
        return FOLDER;
    return path[length] == '/' ? path + length + 1 : NULL;
}

static const char *name_of(int file)
{
    return file >= 0 && file < MOST_FILES && names[file][0] ? names[file] : NULL;
}

static void note(char kind, const char *name, const char *second, uint64_t offset,
                 const void *content, uint32_t length)
{
    char head[17 + 2 * LONGEST_NAME];
    uint16_t first_length = strlen(name), second_length = strlen(second);
    size_t size = 0;
    head[size++] = kind;
    memcpy(head + size, &first_length, 2), size += 2;
    memcpy(head + size, &second_length, 2), size += 2;
    memcpy(head + size, &offset, 8), size += 8;
    memcpy(head + size, &length, 4), size += 4;
    memcpy(head + size, name, first_length), size += first_length;
    memcpy(head + size, second, second_length), size += second_length;
    real_write(log_file, head, size);
    if (length)
        real_write(log_file, content, length);
}

static int opened(int file, const char *path)
{
    const char *name = inside(path);
    if (file < 0 || file >= MOST_FILES || log_file < 0)
        return file;
    names[file][0] = '\0';
    if (name) {
        strncpy(names[file], name, LONGEST_NAME - 1);
        pthread_mutex_lock(&turn);
        if (strcmp(name, FOLDER) != 0)
            note('O', name, "", 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return file;
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    const char *name = inside(path);
    int is_new = name && (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = opened(real_open(path, flags, mode), path);
    if (file >= 0 && name && (flags & O_TRUNC) && !is_new) {
        pthread_mutex_lock(&turn);
        note('T', name, "", 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return file;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open64(path, flags, mode);
}

int close(int file)
{
    if (file >= 0 && file < MOST_FILES)
        names[file][0] = '\0';
    return real_close(file);
}

ssize_t write(int file, const void *content, size_t length)
{
    const char *name = name_of(file);
    if (log_file < 0 || (file != STDOUT_FILENO && !name))
        return real_write(file, content, length);
    pthread_mutex_lock(&turn);
    off_t offset = name ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t written = real_write(file, content, length);
    if (written > 0)
        note(name ? 'W' : 'A', name ? name : "", "", offset, content, written);
    pthread_mutex_unlock(&turn);
    return written;
}

ssize_t pwrite64(int file, const void *content, size_t length, off64_t offset)
{
    const char *name = name_of(file);
    if (!name)
        return real_pwrite(file, content, length, offset);
    pthread_mutex_lock(&turn);
    ssize_t written = real_pwrite(file, content, length, offset);
    if (written > 0)
        note('W', name, "", offset, content, written);
    pthread_mutex_unlock(&turn);
    return written;
}

ssize_t pwrite(int file, const void *content, size_t length, off_t offset)
{
    return pwrite64(file, content, length, offset);
}

static int synced(int file, int (*sync)(int))
{
    const char *name = name_of(file);
    int failed = sync(file);
    if (name && !failed) {
        pthread_mutex_lock(&turn);
        note(strcmp(name, FOLDER) == 0 ? 'D' : 'S', name, "", 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return failed;
}

int fsync(int file) { return synced(file, real_fsync); }

int fdatasync(int file) { return synced(file, real_fdatasync); }

int ftruncate64(int file, off64_t size)
{
    const char *name = name_of(file);
    int failed = real_ftruncate(file, size);
    if (name && !failed) {
        pthread_mutex_lock(&turn);
        note('T', name, "", size, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return failed;
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int unlink(const char *path)
{
    const char *name = inside(path);
    int failed = real_unlink(path);
    if (name && !failed) {
        pthread_mutex_lock(&turn);
        note('U', name, "", 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return failed;
}

int rename(const char *from, const char *to)
{
    const char *old = inside(from), *new = inside(to);
    int failed = real_rename(from, to);
    if (old && new && !failed) {
        pthread_mutex_lock(&turn);
        note('R', old, new, 0, NULL, 0);
        pthread_mutex_unlock(&turn);
    }
    return failed;
}
