using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux;

/// <summary>One thread that waits on many descriptors (epoll), runs timers and takes work from other threads.</summary>
/// <remarks>Handlers may be called for nothing when a descriptor number was reused within one round, so they never block on a read.</remarks>
internal sealed unsafe class EventLoop : IDisposable
{
    private const int Readable = 1;
    private const int Writable = 4;
    private const int Once = 1 << 30;
    private const int Capacity = 128;
    private const int MostPosted = 4;

    // The kernel packs epoll_event on x86 only.
    private static readonly bool Packed = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;
    private static readonly int Size = Packed ? 12 : 16;
    private static readonly int DataOffset = Packed ? 4 : 8;

    private readonly Dictionary<int, Action> handlers = [];
    private readonly PriorityQueue<LoopTimer, long> timers = new();
    private readonly ConcurrentQueue<Action> posted = new();
    private readonly int epoll;
    private readonly int wake;
    private int awake;
    private bool stopped;

    public EventLoop()
    {
        epoll = LibC.EpollCreate(LibC.CloseOnExec);
        wake = LibC.EventDescriptor(0, LibC.CloseOnExec | LibC.NonBlocking);
        if (epoll < 0 || wake < 0)
        {
            throw LibC.Fault("epoll");
        }

        Watch(wake, DrainWake);
    }

    /// <summary>Calls <paramref name="handler"/> whenever the descriptor can be read or is at its end.</summary>
    public void Watch(int descriptor, Action handler)
    {
        Add(descriptor, Readable);
        handlers[descriptor] = handler;
    }

    /// <summary>Calls <paramref name="handler"/> once, as soon as the descriptor can be read or written, or its other end is gone.</summary>
    public void WhenReady(int descriptor, bool write, Action handler)
    {
        Unwatch(descriptor);
        Add(descriptor, Once | (write ? Writable : Readable));
        handlers[descriptor] = () =>
        {
            Unwatch(descriptor);
            handler();
        };
    }

    /// <summary>Stops watching.</summary>
    public void Unwatch(int descriptor)
    {
        var settings = stackalloc byte[16];
        handlers.Remove(descriptor);
        _ = LibC.EpollControl(epoll, 2, descriptor, settings);
    }

    /// <summary>Stops watching and closes the descriptor.</summary>
    public void Close(int descriptor)
    {
        Unwatch(descriptor);
        _ = LibC.Close(descriptor);
    }

    /// <summary>Runs the work on the loop's thread. Safe from any thread.</summary>
    public void Post(Action work)
    {
        posted.Enqueue(work);
        if (Interlocked.Exchange(ref awake, 1) == 0)
        {
            ulong one = 1;
            _ = LibC.Write(wake, (byte*)&one, sizeof(ulong));
        }
    }

    /// <summary>Runs <paramref name="work"/> on the loop after <paramref name="delay"/>, unless it is cancelled before.</summary>
    public LoopTimer After(TimeSpan delay, Action work)
    {
        var timer = new LoopTimer(work);
        timers.Enqueue(timer, Stopwatch.GetTimestamp() + (long)(Math.Max(0, delay.TotalSeconds) * Stopwatch.Frequency));
        return timer;
    }

    /// <summary>Ends <see cref="Run"/> after the present round.</summary>
    public void Stop() => stopped = true;

    /// <summary>Works until <see cref="Stop"/>.</summary>
    public void Run()
    {
        var happened = stackalloc byte[Size * Capacity];
        while (!stopped)
        {
            var count = LibC.EpollWait(epoll, happened, Capacity, Timeout());
            for (var i = 0; i < count; i++)
            {
                if (handlers.TryGetValue((int)*(long*)(happened + (i * Size) + DataOffset), out var handler))
                {
                    Do(handler);
                }
            }

            RunTimers();
            RunPosted();
        }
    }

    public void Dispose()
    {
        _ = LibC.Close(epoll);
        _ = LibC.Close(wake);
    }

    private void Add(int descriptor, int events)
    {
        var settings = stackalloc byte[16];
        *(int*)settings = events;
        *(long*)(settings + DataOffset) = descriptor;
        if (LibC.EpollControl(epoll, 1, descriptor, settings) != 0)
        {
            throw LibC.Fault("epoll_ctl");
        }
    }

    private int Timeout()
    {
        if (!posted.IsEmpty)
        {
            return 0;
        }

        while (timers.TryPeek(out var timer, out var due))
        {
            if (timer.Cancelled)
            {
                timers.Dequeue();
                continue;
            }

            var left = due - Stopwatch.GetTimestamp();
            return left <= 0 ? 0 : (int)Math.Min(int.MaxValue, (left * 1000 / Stopwatch.Frequency) + 1);
        }

        return -1;
    }

    private void RunTimers()
    {
        var now = Stopwatch.GetTimestamp();
        while (timers.TryPeek(out var timer, out var due) && (timer.Cancelled || due <= now))
        {
            timers.Dequeue();
            Do(timer.Fire);
        }
    }

    // Bounded, so that a flood of work does not keep the pipes waiting.
    private void RunPosted()
    {
        for (var i = 0; i < MostPosted && posted.TryDequeue(out var work); i++)
        {
            Do(work);
        }
    }

    // A fault with one pod must not take the others with it.
    private static void Do(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
        }
    }

    private void DrainWake()
    {
        ulong ignored;
        _ = LibC.Read(wake, (byte*)&ignored, sizeof(ulong));
        Volatile.Write(ref awake, 0);
    }
}
