using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Pods.Execution;

namespace JobFlows.Pods.Kubelet.Probes;

/// <summary>Does what probes and lifecycle hooks ask for, in a running container or towards it.</summary>
internal sealed class ContainerAction(Node node, Container container, ContainerProcess process)
{
    // As much of what a command says as a kubelet keeps.
    private const int MostOutput = 10 * 1024;

    /// <summary>Tries a probe; <paramref name="done"/> is called on the loop.</summary>
    public void Try(Probe probe, Action<ProbeOutcome> done)
    {
        var timeout = TimeSpan.FromSeconds(Math.Max(1, probe.TimeoutSeconds ?? 1));
        switch (probe)
        {
            case { Exec: { } exec }:
                Execute(exec, timeout, done);
                break;
            case { HttpGet: { } get }:
                Reach(get.Port, port => HttpCheck.GetAsync(get, port, judged: true, timeout), done);
                break;
            case { TcpSocket: { } socket }:
                Reach(socket.Port, port => TcpCheck.ConnectAsync(socket.Host is { Length: > 0 } host ? host : HttpCheck.PodAddress, port, timeout), done);
                break;
            case { Grpc: { } grpc }:
                Await(() => GrpcCheck.AskAsync(grpc.Port ?? 0, grpc.Service ?? string.Empty, timeout), done);
                break;
            default:
                done(new ProbeOutcome.Error($"missing probe handler for {container.Name}"));
                break;
        }
    }

    /// <summary>Runs a lifecycle hook; <paramref name="done"/> is called on the loop.</summary>
    /// <param name="hook">What to do.</param>
    /// <param name="timeout">How long a command may take; null for any time.</param>
    /// <param name="done">Called once.</param>
    public void Run(LifecycleHandler hook, TimeSpan? timeout, Action<ProbeOutcome> done)
    {
        switch (hook)
        {
            case { Exec: { } exec }:
                Execute(exec, timeout, done);
                break;
            case { HttpGet: { } get }:
                Reach(get.Port, port => HttpCheck.GetAsync(get, port, judged: false, timeout ?? HttpCheck.HookPatience), done);
                break;
            case { Sleep: { } sleep }:
                node.Loop.After(TimeSpan.FromSeconds(sleep.Seconds ?? 0), () => done(new ProbeOutcome.Success()));
                break;
            default:
                done(new ProbeOutcome.Error("invalid handler"));
                break;
        }
    }

    private void Execute(ExecAction exec, TimeSpan? timeout, Action<ProbeOutcome> done) =>
        _ = CapturedExec.Start(node, process, exec.Command ?? [], MostOutput, timeout, output => done(output switch
        {
            { TimedOut: true } => new ProbeOutcome.Failure($"command timed out: \"{string.Join(' ', exec.Command ?? [])}\" timed out after {Seconds(timeout)}"),
            { Outcome: ExecOutcome.Exited { Code: 0 } } => new ProbeOutcome.Success(),
            { Outcome: ExecOutcome.Exited } => new ProbeOutcome.Failure(output.Text),
            { Outcome: ExecOutcome.CannotRun { Message: var problem } } =>
                new ProbeOutcome.Error($"rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: {problem}"),
            _ => new ProbeOutcome.Error("the container has ended"),
        }));

    private void Reach(JobFlows.Domain.Meta.IntOrString? port, Func<int, Task<ProbeOutcome>> check, Action<ProbeOutcome> done)
    {
        if (PortOf(port) is { } number)
        {
            Await(() => check(number), done);
        }
        else
        {
            done(new ProbeOutcome.Error($"couldn't find port: {port} in container: {container.Name}"));
        }
    }

    private void Await(Func<Task<ProbeOutcome>> check, Action<ProbeOutcome> done) => _ = Task.Run(async () =>
    {
        var outcome = await check();
        node.Loop.Post(() => done(outcome));
    });

    private int? PortOf(JobFlows.Domain.Meta.IntOrString? port) =>
        int.TryParse(port?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : (container.Ports ?? []).FirstOrDefault(one => one.Name == port?.ToString())?.ContainerPortValue;

    private static string Seconds(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalSeconds:0}s");
}
