using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("JobFlows.Api.Tests")]
