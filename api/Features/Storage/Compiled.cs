using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Workspace.Features.Storage;

/// <summary>
/// A query of a hot path: translated once, where others are found again by their expression at every call (which costs
/// more than SQLite's answer). A translation belongs to one model, that is to one database.
/// </summary>
/// <param name="compile">Calls <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class Compiled<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    public TQuery For(WorkspaceDb db) => _byModel.GetValue(db.Model, _ => compile());
}
