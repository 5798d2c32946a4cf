using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Workspace.Features.Shared;

/// <summary>
/// The client's own id of a command (UUIDv7), sent as header <c>Command-Id</c> with everything that changes something:
/// a retry with the same id returns the first result and changes nothing twice.
/// </summary>
public readonly record struct CommandId(Guid Value)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Command-Id";

    /// <summary>Lets endpoints take the id as a parameter.</summary>
    /// <exception cref="ProblemException">The header is missing or no UUID.</exception>
    public static ValueTask<CommandId> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        return Guid.TryParse(context.Request.Headers[Header], out var id) && id != Guid.Empty
            ? ValueTask.FromResult(new CommandId(id))
            : throw new ProblemException(StatusCodes.Status400BadRequest, "command-id-required");
    }
}
