using JobFlows.Functions.Authentication;
using JobFlows.Functions.Durable;
using JobFlows.Functions.Hosting;
using JobFlows.Functions.Submissions;
using JobFlows.Workflows.Jobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var options = CloudOptions.Read(builder.Configuration);
var account = CloudOptions.Account(builder.Configuration);
builder.Services
    .AddSingleton(options)
    .AddSingleton(account)
    .AddSingleton(TimeProvider.System)
    .AddSingleton(new OrchestratorCatalog(new JobOrchestratorOptions()))
    .AddSingleton(new PoisonQueue(account.Queues))
    .AddSingleton(services => CloudAuthentication.Of(options, services.GetRequiredService<ILoggerFactory>()))
    .AddSingleton<CloudStart>()
    .AddSingleton(services => new CloudHost(services.GetRequiredService<CloudStart>().StartAsync));
builder.Build().Run();
