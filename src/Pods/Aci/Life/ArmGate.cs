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

    /// <summary>How long no group is to be asked for; zero when groups can.</summary>
    public TimeSpan ClosedForNew()
    {
        lock (gate)
        {
            return Left(open > openForNew ? open : openForNew);
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
