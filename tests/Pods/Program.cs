using JobFlows.Pods.Supervision;

return await PodSupervisor.RunAsync(args);
