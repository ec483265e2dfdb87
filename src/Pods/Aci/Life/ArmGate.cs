using JobFlows.Pods.Aci.Arm;

namespace JobFlows.Pods.Aci.Life;

/// <summary>
/// Slows down what Azure asks to be slowed down: everything when requests are throttled, and the making of groups when there is no room for them, so
/// that any number of waiting pods costs a few requests a minute. Safe from any thread.
/// </summary>
internal sealed class ArmGate(TimeSpan shortest, TimeSpan longest, TimeProvider time)
{
    private static readonly TimeSpan UntoldThrottle = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private DateTimeOffset open;
    private DateTimeOffset openForNew;
    private int refusals;

    /// <summary>How long nothing is to be asked; zero when things can.</summary>
    public TimeSpan Closed()
    {
        lock (gate)
        {
            return Left(open);
        }
    }

    /// <summary>
    /// Asks for leave to have a group made. After a refusal one may try and the others wait to see what comes of it.
    /// </summary>
    /// <returns>Zero; or how long to wait before asking again.</returns>
    public TimeSpan Enter()
    {
        lock (gate)
        {
            var wait = Left(open > openForNew ? open : openForNew);
            if (wait == TimeSpan.Zero && refusals > 0)
            {
                openForNew = time.GetUtcNow() + shortest;
            }

            return wait;
        }
    }

    /// <summary>A group was made, or one has gone: there may be room.</summary>
    public void Open()
    {
        lock (gate)
        {
            refusals = 0;
            openForNew = default;
        }
    }

    /// <summary>A request was refused because there are too many.</summary>
    public void Throttle(ArmRefusal refusal)
    {
        if (!refusal.IsThrottled)
        {
            return;
        }

        lock (gate)
        {
            var until = time.GetUtcNow() + (refusal.RetryAfter ?? UntoldThrottle);
            open = until > open ? until : open;
        }
    }

    /// <summary>A group could not be made for now.</summary>
    public void Refuse(TimeSpan? told)
    {
        lock (gate)
        {
            openForNew = time.GetUtcNow() + RetryPace.After(++refusals, shortest, longest, told);
        }
    }

    private TimeSpan Left(DateTimeOffset until) => until - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
