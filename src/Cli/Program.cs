using System.CommandLine;
using JobFlows.Cli.Commands;

var root = new RootCommand("Kubernetes Jobs without a cluster.")
{
    RunCommand.Create(),
    ServeCommand.Create(),
    SupervisorCommand.Create(),
};
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
