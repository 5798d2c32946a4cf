using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Workspace.Features.Planner;

/// <summary>
/// The token with which the person called us, to act for them at Graph and nowhere else. It says nothing of itself, so
/// that it gets into no log.
/// </summary>
public sealed class PersonToken
{
    private const string Scheme = "Bearer ";

    private PersonToken(string value) => Value = value;

    internal string Value { get; }

    public override string ToString() => "(token)";

    /// <summary>Lets endpoints take the token as a parameter. Authentication has validated it before.</summary>
    public static ValueTask<PersonToken?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        var header = context.Request.Headers.Authorization.ToString();
        return ValueTask.FromResult<PersonToken?>(
            new PersonToken(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : ""));
    }
}
