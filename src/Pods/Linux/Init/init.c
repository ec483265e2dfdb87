// The first process of a container: makes its view of the machine, runs its command as a child, and takes the exits of whatever is left to it.
// It is process 1 of a PID namespace, so that all others of the container end with it. See docs/adr/0006-container-init.md.
//
//     init HOSTNAME MESSAGE-FILE MESSAGE-PATH CGROUPS PROGRAM ARGUMENT...
//
// MESSAGE-FILE, unless it is empty, is shown at MESSAGE-PATH. CGROUPS are the cgroup.procs files to enter, each followed by a colon.
// Its exit code is the command's, or 128 plus the signal that killed the command. What keeps it from starting the command it tells on
// descriptor 3, as STEP and errno (two bytes); nothing else is ever written there. No C library: it must be small, and start fast.

#include <stddef.h>
#include <asm/unistd.h>

enum { SYSTEM = 1, CGROUP = 2, PROC = 3, MESSAGE = 4, COMMAND = 5 };

#define CLONE_NEWNS 0x20000
#define CLONE_NEWUTS 0x4000000
#define MS_NOSUID 2
#define MS_NODEV 4
#define MS_NOEXEC 8
#define MS_BIND 4096
#define MS_REC 16384
#define MS_SLAVE (1 << 19)
#define PR_SET_PDEATHSIG 1
#define SIGKILL 9
#define SIGCHLD 17
#define EINTR 4
#define TIOCSCTTY 0x540E
#define AT_FDCWD -100
#define O_WRONLY 1
#define F_SETFD 2
#define FD_CLOEXEC 1
#define TELL 3

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

static void give_up(int step, long error)
{
    unsigned char told[2] = { (unsigned char)step, (unsigned char)-error };
    call(__NR_write, TELL, (long)told, sizeof told, 0, 0);
    call(__NR_exit_group, 127, 0, 0, 0, 0);
}

static void need(int step, long result)
{
    if (result < 0)
        give_up(step, result);
}

static void enter(char *cgroups)
{
    for (char *end = cgroups; *end; end++) {
        if (*end != ':')
            continue;
        *end = 0;
        long file = call(__NR_openat, AT_FDCWD, (long)cgroups, O_WRONLY, 0, 0);
        need(CGROUP, file);
        need(CGROUP, call(__NR_write, file, (long)"0", 1, 0, 0));
        call(__NR_close, file, 0, 0, 0, 0);
        cgroups = end + 1;
    }
}

__attribute__((used)) void begin(long *stack)
{
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + stack[0] + 1;
    const char *hostname = arguments[1];
    size_t length = 0;
    while (hostname[length])
        length++;

    // The command gets what comes after it, such as bwrap's status pipe.
    need(SYSTEM, call(__NR_fcntl, TELL, F_SETFD, FD_CLOEXEC, 0, 0));
    need(SYSTEM, call(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0));
    need(SYSTEM, call(__NR_unshare, CLONE_NEWNS | CLONE_NEWUTS, 0, 0, 0, 0));
    need(SYSTEM, call(__NR_mount, 0, (long)"/", 0, MS_REC | MS_SLAVE, 0));
    need(SYSTEM, call(__NR_sethostname, (long)hostname, length, 0, 0, 0));
    need(PROC, call(__NR_mount, (long)"proc", (long)"/proc", (long)"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0));
    if (arguments[2][0])
        need(MESSAGE, call(__NR_mount, (long)arguments[2], (long)arguments[3], 0, MS_BIND, 0));

    enter(arguments[4]);

    // No memory is shared with the child, so that it can't disturb this stack; a process this small is copied in no time.
    long command = call(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (command == 0) {
        // A terminal goes along into the command's session; anything else refuses.
        call(__NR_setsid, 0, 0, 0, 0, 0);
        call(__NR_ioctl, 0, TIOCSCTTY, 1, 0, 0);
        give_up(COMMAND, call(__NR_execve, (long)arguments[5], (long)(arguments + 6), (long)environment, 0, 0));
    }

    need(SYSTEM, command);
    // The container's output ends with the container's processes: this one holds none of it.
    for (int descriptor = 0; descriptor <= TELL + 1; descriptor++)
        call(__NR_close, descriptor, 0, 0, 0, 0);
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
