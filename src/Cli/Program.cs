using System.CommandLine;
using JobFlows.Cli.Commands;
using JobFlows.Cli.Hosting;
using JobFlows.Pods.Supervision;

// Started by serve and run, not by people; it is quicker without the parser.
if (args is [PodRuntimes.SupervisorVerb, .. var rest])
{
    return await PodSupervisor.RunAsync(rest);
}

var root = new RootCommand("Kubernetes Jobs without a cluster.")
{
    RunCommand.Create(),
    ServeCommand.Create(),
};
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
