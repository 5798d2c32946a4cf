using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Validation;
using Workspace.Contracts.Live;
using Workspace.Contracts.People;
using Workspace.Features.People;

namespace Workspace.Features.Shared;

/// <summary>
/// Who acts: a person, a rule, or Planner where no person is known. The first argument of every use case; it comes
/// from the validated token or the verified activity, never from a body or a route.
/// </summary>
/// <param name="Organisation">The Entra tenant id.</param>
/// <param name="Person">The Entra object id; null for a rule and for Planner.</param>
#pragma warning disable ASP0029 // "For evaluation": were it taken away, each request would only look through the actor's properties again.
[SkipValidation]
#pragma warning restore ASP0029
public sealed record Actor(Guid Organisation, ActorKind Kind, Guid? Person, IReadOnlyList<Role> Roles)
{
    /// <summary>Planner, where Graph names nobody.</summary>
    public static Actor Planner(Guid organisation) => new(organisation, ActorKind.Planner, null, []);

    /// <summary>A rule: of the product, such as a deadline, or one that a board has.</summary>
    /// <param name="rule">The board's rule.</param>
    public static Actor Rule(Guid organisation, Guid? rule = null) => new(organisation, ActorKind.Rule, null, []) { ByRule = rule };

    /// <summary>Somebody to whom something is shown that they did not just ask for, such as a message: sees what they may see, and holds no role.</summary>
    public static Actor Reader(Guid organisation, Guid person) => new(organisation, ActorKind.Person, person, []);

    /// <summary>Which rule of a board acts.</summary>
    public Guid? ByRule { get; private init; }

    /// <summary>What the journal says of the actor.</summary>
    public ActorView View => new(Kind, Person, ByRule);

    /// <summary>Lets endpoints take the actor as a parameter.</summary>
    /// <exception cref="ProblemException">The organisation is unknown or not prepared, or Graph can't be asked about a new person.</exception>
    public static async ValueTask<Actor?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = parameter;
        return await context.RequestServices.GetRequiredService<Actors>().OfAsync(context.User, context.RequestAborted);
    }
}
