using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>How a run of a container is started.</summary>
internal sealed partial class PodRun
{
    private void StartRun(ContainerRun container)
    {
        container.Retry = null;
        container.Due = false;
        var restarts = container.Begun ? container.Status.RestartCount!.Value + (container.SandboxFailures == 0 ? 1 : 0) : 0;
        Take(container, Launch(container, restarts), restarts);
    }

    private void Take(ContainerRun container, StartOutcome outcome, int restarts)
    {
        switch (outcome)
        {
            case StartOutcome.Running running:
                Begin(container, running, restarts);
                break;
            case StartOutcome.Preparing { Find: var find }:
                Prepare(container, find, restarts);
                break;
            case StartOutcome.NoImage missing:
                WaitForImage(container, missing);
                break;
            case StartOutcome.BadConfiguration { Message: var problem }:
                WaitForConfiguration(container, problem);
                break;
            case StartOutcome.CannotMount { Message: var problem }:
                FailMount(problem);
                break;
            case StartOutcome.CannotRun { Message: var problem }:
                container.Status = container.Status with { RestartCount = restarts };
                container.Begun = true;
                Tell("Warning", "Failed", $"Error: {problem}", container);
                Close(container, StartError(problem));
                break;
        }
    }

    private StartOutcome Launch(ContainerRun container, int restarts)
    {
        var start = new ContainerStart(pod, container.Spec, restarts, volumes.Ready, container.SandboxFailures, node.Time.GetUtcNow() >= container.NextPull);
        return Attempt(() => starter.Start(start, exit => OnEnd(container, exit)));
    }

    private static StartOutcome Attempt(Func<StartOutcome> start)
    {
        try
        {
            return start();
        }
        catch (Exception e)
        {
            // A fault that nobody thought of still ends this container, where everybody can see it, and no other.
            if (e is not (IOException or UnauthorizedAccessException))
            {
                Console.Error.WriteLine(e);
            }

            return new StartOutcome.CannotRun(ContainerStarter.RuntimeError(e.Message));
        }
    }
}
