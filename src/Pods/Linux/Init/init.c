// The first process of a container: makes its view of the machine, runs its command as a child, and takes the exits of whatever is left to it.
// It is process 1 of a PID namespace, so that all others of the container end with it. See docs/adr/0006-container-init.md.
//
//     init PROGRAM ARGUMENT...
//
// What the view is comes on descriptor 4: operations of one letter and their operands, each word ended by a zero (InitScript.cs writes them).
//
//     h NAME             the host name                       b SOURCE TARGET    shows what SOURCE is at TARGET
//     g FILE             enters a control group              B                  the same, unless SOURCE is gone
//     n SOURCE           a new root: SOURCE and all          r, R               the same, for reading only
//                        that is mounted below it; empty     t MODE TARGET      an empty folder in memory
//                        for an empty folder in memory       l TEXT PATH        a symbolic link
//     N SOURCE           the same, for reading only          d PATH             a folder
//     c PATH             the working directory               o PATH             what is mounted there is for reading only
//     u USER GROUP       whom the command runs as            s GROUP            with this supplementary group
//     k ZEROS-AND-ONES   the capabilities that it may have   p                  programs give it no new privileges
//
// A script that begins with an x is for a further process of a container that runs: it enters control groups, and the command takes its place.
// Sources are paths of the old root, without links; everything else is of the new one. A target that is missing is made, but only in what the
// container brings along: volumes (b, r), folders in memory, and a root that is not the machine's. Links in a volume can't have anything made elsewhere.
// The exit code is the command's, or 128 plus the signal that killed the command. What keeps it from starting the command it tells on
// descriptor 3, as the number of the operation (two bytes, low first; or one of those below) and errno; nothing else is ever written there. No C library: it must be small, and start fast.

#include <stddef.h>
#include <asm/unistd.h>

enum { OWN = 65532, USER = 65533, DIRECTORY = 65534, COMMAND = 65535 };
enum { TELL = 3, SCRIPT = 4 };

#define CLONE_NEWNS 0x20000
#define CLONE_NEWUTS 0x4000000
#define MS_NOSUID 2
#define MS_NODEV 4
#define MS_NOEXEC 8
#define MS_REC 16384
#define MS_SLAVE (1 << 19)
#define MNT_DETACH 2
#define PR_SET_PDEATHSIG 1
#define PR_CAPBSET_DROP 24
#define PR_SET_NO_NEW_PRIVS 38
#define SIGKILL 9
#define SIGCHLD 17
#define EPERM 1
#define ENOENT 2
#define E2BIG 7
#define EINTR 4
#define EEXIST 17
#define ENOTDIR 20
#define TIOCSCTTY 0x540E
#define AT_FDCWD -100
#define AT_EMPTY_PATH 0x1000
#define AT_RECURSIVE 0x8000
#define O_WRONLY 1
#define O_CREAT 0100
#define O_EXCL 0200
#define O_CLOEXEC 02000000
#define O_PATH 010000000
#if defined(__aarch64__)
#define O_DIRECTORY 040000
#else
#define O_DIRECTORY 0200000
#endif
#define RESOLVE_NO_SYMLINKS 0x4
#define RESOLVE_IN_ROOT 0x10
#define STATX_MNT_ID 0x1000
#define OPEN_TREE_CLONE 1
#define MOVE_MOUNT_EMPTY_PATHS (0x4 | 0x40)
#define MOUNT_ATTR_RDONLY 1
#define FSCONFIG_SET_STRING 1
#define FSCONFIG_CMD_CREATE 6
#define F_SETFD 2
#define FD_CLOEXEC 1

static char script[4 << 20];
static unsigned operation = OWN;
static long old_root, new_root;
static unsigned long long own_mounts[8192];
static unsigned own_count;

static long call(long number, long a, long b, long c, long d, long e)
{
#if defined(__x86_64__)
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
#endif
}

static void need(long result)
{
    if (result >= 0)
        return;
    unsigned char told[3] = { (unsigned char)operation, (unsigned char)(operation >> 8), (unsigned char)-result };
    call(__NR_write, TELL, (long)told, sizeof told, 0, 0);
    call(__NR_exit_group, 127, 0, 0, 0, 0);
}

static void shut(long descriptor)
{
    call(__NR_close, descriptor, 0, 0, 0, 0);
}

// Links lead where they lead inside of the root, whatever this process's own root is just then.
static long open_how(long root, const char *path, unsigned long flags, unsigned long resolve)
{
    struct { unsigned long long flags, mode, resolve; } how = { flags | O_CLOEXEC, 0, RESOLVE_IN_ROOT | resolve };
    return call(__NR_openat2, root, (long)path, (long)&how, sizeof how, 0);
}

static long open_in(long root, const char *path, unsigned long flags)
{
    return open_how(root, path, flags, 0);
}

// The mount that a descriptor is in; 0 when the kernel doesn't say.
static unsigned long long mount_of(long place)
{
    unsigned long long status[32];
    status[18] = 0;
    call(__NR_statx, place, (long)"", AT_EMPTY_PATH, STATX_MNT_ID, (long)status);
    return status[18];
}

static void own(long tree)
{
    if (own_count < sizeof own_mounts / sizeof own_mounts[0])
        own_mounts[own_count++] = mount_of(tree);
}

static int is_own(long place)
{
    unsigned long long mount = mount_of(place);
    for (unsigned i = 0; i < own_count; i++)
        if (mount && own_mounts[i] == mount)
            return 1;
    return 0;
}

// Opens what is at an absolute path of the new root, made with all above it where it is missing.
static long place(char *path, int folder)
{
    long there = open_in(new_root, path, O_PATH);
    if (there != -ENOENT)
        return there;
    char *name = path;
    for (char *at = path; *at; at++)
        if (*at == '/')
            name = at + 1;
    long parent;
    if (name - path <= 1) {
        parent = open_in(new_root, "/", O_PATH);
    } else {
        name[-1] = 0;
        parent = place(path, 1);
        name[-1] = '/';
    }
    if (parent < 0)
        return parent;
    if (!is_own(parent)) {
        shut(parent);
        return -EPERM;
    }
    long made = folder ? call(__NR_mkdirat, parent, (long)name, 0755, 0, 0) : call(__NR_openat, parent, (long)name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644, 0);
    if (!folder && made >= 0)
        shut(made);
    shut(parent);
    return made < 0 && made != -EEXIST ? made : open_in(new_root, path, O_PATH);
}

static long freeze(long tree, unsigned long flags)
{
    struct { unsigned long long set, clear, propagation, user; } attributes = { MOUNT_ATTR_RDONLY, 0, 0, 0 };
    return call(__NR_mount_setattr, tree, (long)"", AT_EMPTY_PATH | flags, (long)&attributes, sizeof attributes);
}

static long copy_of(long place)
{
    return call(__NR_open_tree, place, (long)"", AT_EMPTY_PATH | OPEN_TREE_CLONE | O_CLOEXEC | AT_RECURSIVE, 0, 0);
}

static long memory(const char *mode)
{
    long system = call(__NR_fsopen, (long)"tmpfs", 1, 0, 0, 0);
    need(system);
    need(call(__NR_fsconfig, system, FSCONFIG_SET_STRING, (long)"mode", (long)mode, 0));
    need(call(__NR_fsconfig, system, FSCONFIG_CMD_CREATE, 0, 0, 0));
    long tree = call(__NR_fsmount, system, 1, 0, 0, 0);
    shut(system);
    return tree;
}

static long attach(long tree, char *target, int folder, int brought)
{
    long at = place(target, folder);
    if (at < 0)
        return at;
    long result = call(__NR_move_mount, tree, (long)"", at, (long)"", MOVE_MOUNT_EMPTY_PATHS);
    if (brought)
        own(tree);
    shut(at);
    shut(tree);
    return result;
}

static long show(const char *source, char *target, int read_only, int brought)
{
    int folder = 1;
    long from = open_how(old_root, source, O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS);
    if (from == -ENOTDIR) {
        folder = 0;
        from = open_how(old_root, source, O_PATH, RESOLVE_NO_SYMLINKS);
    }
    if (from < 0)
        return from;
    long tree = copy_of(from);
    shut(from);
    if (tree < 0)
        return tree;
    if (read_only)
        need(freeze(tree, AT_RECURSIVE));
    return attach(tree, target, folder, brought);
}

// Any folder that is sure to exist does for the moment in which the new root is mounted but not yet the root.
static void change_root(const char *source, int read_only)
{
    if (*source) {
        long from = open_in(old_root, source, O_PATH | O_DIRECTORY);
        need(from);
        new_root = copy_of(from);
        shut(from);
    } else {
        new_root = memory("755");
    }
    need(new_root);
    if (read_only)
        need(freeze(new_root, AT_RECURSIVE));
    need(call(__NR_move_mount, new_root, (long)"", AT_FDCWD, (long)"/proc", 4));
    need(call(__NR_fchdir, new_root, 0, 0, 0, 0));
    need(call(__NR_pivot_root, (long)".", (long)".", 0, 0, 0));
    if (source[0] != '/' || source[1])
        own(new_root);
}

// Only in a folder that was just made.
static long link_at(const char *text, char *path)
{
    char *name = path;
    for (char *at = path; *at; at++)
        if (*at == '/')
            name = at + 1;
    char first = *name;
    *name = 0;
    long parent = place(path, 1);
    *name = first;
    if (parent < 0)
        return parent;
    long result = call(__NR_symlinkat, (long)text, parent, (long)name, 0, 0);
    shut(parent);
    return result == -EEXIST ? 0 : result;
}

static void enter_group(const char *path)
{
    long file = call(__NR_openat, AT_FDCWD, (long)path, O_WRONLY | O_CLOEXEC, 0, 0);
    need(file);
    need(call(__NR_write, file, (long)"0", 1, 0, 0));
    shut(file);
}

static unsigned number(const char *text)
{
    unsigned value = 0;
    while (*text)
        value = value * 10 + (unsigned)(*text++ - '0');
    return value;
}

// As a shell finds it. A file that may not be run says more than one that is not there; a folder that may not be looked into says nothing.
static long run(const char *program, char **arguments, char **environment)
{
    for (const char *at = program; *at; at++)
        if (*at == '/')
            return call(__NR_execve, (long)program, (long)arguments, (long)environment, 0, 0);
    const char *path = "";
    for (char **one = environment; *one; one++)
        if ((*one)[0] == 'P' && (*one)[1] == 'A' && (*one)[2] == 'T' && (*one)[3] == 'H' && (*one)[4] == '=')
            path = *one + 5;
    long result = -ENOENT;
    while (*path && *program) {
        char *candidate = script;
        while (*path && *path != ':')
            *candidate++ = *path++;
        if (*path)
            path++;
        if (candidate == script)
            *candidate++ = '.';
        *candidate++ = '/';
        for (const char *at = program; *at; at++)
            *candidate++ = *at;
        *candidate = 0;
        long error = call(__NR_execve, (long)script, (long)arguments, (long)environment, 0, 0);
        if (result == -ENOENT && call(__NR_faccessat, AT_FDCWD, (long)script, 0, 0, 0) == 0)
            result = error;
    }
    return result;
}

__attribute__((used)) void begin(long *stack)
{
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + stack[0] + 1;

    // The command gets neither of the two.
    need(call(__NR_fcntl, TELL, F_SETFD, FD_CLOEXEC, 0, 0));
    long length = call(__NR_pread64, SCRIPT, (long)script, sizeof script, 0, 0);
    need(length == sizeof script ? -E2BIG : length);
    shut(SCRIPT);

    int further = *script == 'x';
    if (!further) {
        need(call(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0));
        need(call(__NR_unshare, CLONE_NEWNS | CLONE_NEWUTS, 0, 0, 0, 0));
        need(call(__NR_mount, 0, (long)"/", 0, MS_REC | MS_SLAVE, 0));
        old_root = new_root = call(__NR_openat, AT_FDCWD, (long)"/", O_PATH | O_DIRECTORY | O_CLOEXEC, 0, 0);
        need(old_root);
    }

    char *words[3];
    const char *directory = "/", *user = 0, *group = 0, *capabilities = "";
    int no_new_privileges = 0;
    unsigned groups[1024];
    long group_count = 0;
    operation = 0;
    for (char *next = script; next < script + length; operation++) {
        char letter = *next;
        int wanted = letter == 'b' || letter == 'B' || letter == 'r' || letter == 'R' || letter == 't' || letter == 'l' || letter == 'u' ? 3 : letter == 'x' || letter == 'p' ? 1 : 2;
        for (int i = 0; i < wanted; i++) {
            words[i] = next;
            while (*next++)
                ;
        }
        long result = 0;
        size_t size = 0;
        switch (letter) {
        case 'h':
            while (words[1][size])
                size++;
            result = call(__NR_sethostname, (long)words[1], size, 0, 0, 0);
            break;
        case 'g':
            enter_group(words[1]);
            break;
        case 'n':
        case 'N':
            change_root(words[1], letter == 'N');
            break;
        case 'b':
        case 'r':
        case 'B':
        case 'R':
            result = show(words[1], words[2], (letter | 32) == 'r', letter >= 'a');
            if (letter < 'a' && result == -ENOENT)
                result = 0;
            break;
        case 't':
            result = attach(memory(words[1]), words[2], 1, 1);
            break;
        case 'l':
            result = link_at(words[1], words[2]);
            break;
        case 'd':
            result = place(words[1], 1);
            shut(result);
            break;
        case 'o':
            result = open_in(new_root, words[1], O_PATH);
            need(result);
            need(freeze(result, 0));
            shut(result);
            break;
        case 'c':
            directory = words[1];
            break;
        case 'u':
            user = words[1];
            group = words[2];
            break;
        case 'k':
            capabilities = words[1];
            break;
        case 'p':
            no_new_privileges = 1;
            break;
        case 's':
            need(group_count < (long)(sizeof groups / sizeof groups[0]) ? 0 : -E2BIG);
            groups[group_count++] = number(words[1]);
            break;
        }
        need(result);
    }

    if (further) {
        operation = COMMAND;
        need(run(arguments[1], arguments + 2, environment));
    }

    operation = OWN;
    if (new_root != old_root) {
        need(call(__NR_fchdir, old_root, 0, 0, 0, 0));
        need(call(__NR_umount2, (long)".", MNT_DETACH, 0, 0, 0));
        shut(new_root);
    }
    shut(old_root);
    need(call(__NR_mount, (long)"proc", (long)"/proc", (long)"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0));

    // No memory is shared with the child, so that it can't disturb this stack; a process this small is copied in no time.
    long command = call(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (command == 0) {
        // A terminal goes along into the command's session; anything else refuses.
        call(__NR_setsid, 0, 0, 0, 0, 0);
        call(__NR_ioctl, 0, TIOCSCTTY, 1, 0, 0);
        operation = DIRECTORY;
        need(call(__NR_chdir, (long)directory, 0, 0, 0, 0));
        operation = USER;
        for (long one = 0; capabilities[one]; one++)
            if (capabilities[one] == '0' && call(__NR_prctl, PR_CAPBSET_DROP, one, 0, 0, 0) < 0)
                break;
        if (no_new_privileges)
            need(call(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
        if (user) {
            need(call(__NR_setgroups, group_count, (long)groups, 0, 0, 0));
            need(call(__NR_setgid, number(group), 0, 0, 0, 0));
            need(call(__NR_setuid, number(user), 0, 0, 0, 0));
        }
        operation = COMMAND;
        need(run(arguments[1], arguments + 2, environment));
    }

    need(command);
    // The container's output ends with the container's processes: this one holds none of it.
    for (int descriptor = 0; descriptor <= TELL; descriptor++)
        shut(descriptor);
    call(__NR_chdir, (long)"/", 0, 0, 0, 0);
    for (;;) {
        int status = 0;
        long ended = call(__NR_wait4, -1, (long)&status, 0, 0, 0);
        if (ended == command)
            call(__NR_exit_group, (status & 127) ? 128 + (status & 127) : status >> 8 & 255, 0, 0, 0, 0);
        if (ended < 0 && ended != -EINTR)
            call(__NR_exit_group, 127, 0, 0, 0, 0);
    }
}

#if defined(__x86_64__)
__asm__(".globl _start\n_start: xor %ebp, %ebp\n mov %rsp, %rdi\n and $-16, %rsp\n call begin\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start: mov x0, sp\n bl begin\n");
#endif
