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
    WorkerCommand.Create(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });

// 1 says that a Job failed; a command line that can't be understood is something else.
return parsed.Errors.Count > 0 ? ExitCodes.Trouble : code;
