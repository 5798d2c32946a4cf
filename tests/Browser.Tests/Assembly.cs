using Workspace.Browser.Tests;
using Xunit.Sdk;
using Xunit.v3;


// One sandbox and one browser for all: starting them is what costs. Each test makes its own board.
[assembly: AssemblyFixture(typeof(TownFixture))]
[assembly: Parallelization(Mode = ParallelMode.None)]
