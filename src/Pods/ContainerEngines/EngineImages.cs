using System.Globalization;
using JobFlows.Domain.Validation;
using JobFlows.Pods.Images;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>The tool's images: looked for before every start, pulled as <c>imagePullPolicy</c> says. Lives on the event loop.</summary>
internal sealed class EngineImages(ContainerEngine engine, TimeProvider time)
{
    private const string Always = "Always";
    private const string Never = "Never";

    // While a container waits for its next pull, somebody may bring the image: it is looked for no more often than a kubelet does.
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, List<Action<ToolResult>>> pulls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Message, DateTimeOffset At)> failures = new(StringComparer.Ordinal);

    /// <summary>Why the image was not there a moment ago; null when it is to be looked for again.</summary>
    public string? RecentFailure(string image) =>
        failures.TryGetValue(image, out var failure) && time.GetUtcNow() - failure.At < LookPause ? failure.Message : null;

    /// <summary>Looks for an image, and pulls it where it has to be.</summary>
    /// <param name="image">The image's reference.</param>
    /// <param name="policy"><c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>; null for <c>IfNotPresent</c>.</param>
    /// <param name="mayPull">Whether it may be pulled now, after a pull that failed.</param>
    /// <param name="pulling">Called when a pull begins.</param>
    /// <param name="done">Called once.</param>
    public void Find(string image, string? policy, bool mayPull, Action pulling, Action<ImageSearch> done)
    {
        if (policy == Always && mayPull)
        {
            pulling();
            Pull(image, done);
            return;
        }

        Inspect(image, found =>
        {
            if (found is not null && policy != Always)
            {
                done(new ImageSearch.Found(found, $"Container image {GoValue.Quote(image)} already present on machine and can be accessed by the pod"));
            }
            else if (policy == Never)
            {
                done(new ImageSearch.Missing("ErrImageNeverPull", $"Container image {GoValue.Quote(image)} is not present with pull policy of Never"));
            }
            else if (mayPull)
            {
                pulling();
                Pull(image, done);
            }
            else
            {
                done(Fail(image, failures.TryGetValue(image, out var failure) ? failure.Message : "the image is not present"));
            }
        });
    }

    private void Inspect(string image, Action<ImageFacts?> done) =>
        engine.Call(["image", "inspect", image], result => done(result.Succeeded ? ImageFacts.Read(result.Output) : null));

    // However many containers want it at once.
    private void Pull(string image, Action<ImageSearch> done)
    {
        var began = time.GetTimestamp();
        if (pulls.TryGetValue(image, out var others))
        {
            others.Add(OnPulled);
            return;
        }

        pulls[image] = [OnPulled];
        engine.Call(["pull", "--quiet", ImageName.Full(image)], result =>
        {
            pulls.Remove(image, out var all);
            all!.ForEach(one => one(result));
        });

        void OnPulled(ToolResult result)
        {
            if (!result.Succeeded)
            {
                done(Fail(image, result.Problem));
                return;
            }

            failures.Remove(image);
            var took = Print(time.GetElapsedTime(began));
            Inspect(image, found => done(found is null
                ? Fail(image, $"{engine.Tool.Name} does not find {GoValue.Quote(image)} after pulling it")
                : new ImageSearch.Found(found, $"Successfully pulled image {GoValue.Quote(image)} in {took} ({took} including waiting). Image size: {found.Size.ToString(CultureInfo.InvariantCulture)} bytes.")));
        }
    }

    private ImageSearch.Missing Fail(string image, string message)
    {
        var now = time.GetUtcNow();
        foreach (var old in failures.Where(one => now - one.Value.At > Remembered).Select(one => one.Key).ToList())
        {
            failures.Remove(old);
        }

        failures[image] = (message, now);
        return new ImageSearch.Missing("ErrImagePull", message);
    }

    private static string Print(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms")
        : time < TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0}m{time.Seconds}.{time.Milliseconds:000}s");
}
