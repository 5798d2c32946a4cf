namespace Workspace.Domain.Approvals;

/// <summary>What an approval is about, as far as rules ask: they differ by type, unit and amount.</summary>
/// <param name="Type">The house's own key, as <c>contract</c>.</param>
/// <param name="Unit">The organisational unit it comes from, as <c>20</c>.</param>
/// <param name="Amount">Euro; null where there is none.</param>
public sealed record Matter(string Type, string Unit, decimal? Amount = null);

/// <summary>How an attachment is held fast.</summary>
public enum AttachmentKind
{
    /// <summary>Its bytes are here; the reference is their SHA-256.</summary>
    Stored,

    /// <summary>A linked file of which the store keeps versions; the reference names the version.</summary>
    LinkedVersion,

    /// <summary>A plain link, behind which anything may change: it can't be frozen, and whoever signs is told so.</summary>
    Link,
}

public sealed record Attachment(string Name, AttachmentKind Kind, string Reference);

/// <summary>What is signed. Its hash is what a signature holds fast.</summary>
public sealed record Content(string Subject, string Text, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>False where somebody can change an attachment without a trace.</summary>
    public bool IsFrozen => Attachments.All(a => a.Kind is not AttachmentKind.Link);

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public string Hash() => Digest.Of([Subject, Text, .. Attachments.SelectMany(a => new[] { a.Name, a.Kind.ToString(), a.Reference })]);
}

/// <summary>What a new version changes.</summary>
public enum VersionKind
{
    First,

    /// <summary>Spelling and form: signatures stand, signers are informed.</summary>
    Editorial,

    /// <summary>The matter itself: whoever it affects is asked again.</summary>
    Substantive,

    /// <summary>Changed by somebody unknown (in Planner): it locks the closing signature until the lead unit says what it is.</summary>
    Unconfirmed,
}

/// <summary>One state of the content.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Hash">Of the <see cref="Content"/>.</param>
/// <param name="By">Who wrote it; null: unknown.</param>
/// <param name="Points">Which points changed; empty: all of it.</param>
public sealed record ContentVersion(int Number, string Hash, VersionKind Kind, Guid? By, IReadOnlyList<string> Points);
