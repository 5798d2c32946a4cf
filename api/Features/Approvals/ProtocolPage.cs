using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Workspace.Contracts.Approvals;
using Workspace.Features.Shared;

namespace Workspace.Features.Approvals;

/// <summary>A protocol as accessible HTML that prints well and loads nothing: headings, tables with captions and headers, the language of its text.</summary>
public sealed record ProtocolPage(
    ApprovalDetail Detail, ApprovalRecordView Record, IReadOnlyDictionary<Guid, string> Names, string Organisation, TimeZoneInfo Zone, DateTimeOffset At, string Language)
{
    private const string Style = """
        body{font:11pt/1.45 "Segoe UI",system-ui,sans-serif;color:#1b1b1b;max-width:62rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
        table{border-collapse:collapse;width:100%;margin-top:1.5rem}caption{text-align:left;font-weight:600;padding:.5rem 0}
        th,td{border:1px solid #8a8a8a;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#f0f0f0}
        code{overflow-wrap:anywhere;font-size:.85em}.text{white-space:pre-wrap;overflow-wrap:break-word}
        @media print{body{margin:0;max-width:none}tr{break-inside:avoid}h2{break-after:avoid}}
        """;

    private static readonly HtmlEncoder s_html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _page = new();

    public string ToHtml()
    {
        var view = Detail.Approval;
        _ = _page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"{Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Html(Say("title"))}: {Html(view.Subject)}</title><style>{Style}</style></head><body><main>");
        _ = _page.Append(CultureInfo.InvariantCulture, $"<h1>{Html(Say("title"))}: {Html(view.Subject)}</h1><p>{Html(Organisation)} · {Html(Time(At))}</p><dl>");
        Fact("state", Say($"state.{Camel(view.State)}"));
        if (view.On is { } on) { Fact("card", $"{on.CardKey} · {on.BoardName}"); }
        if (view.Unit.Length > 0) { Fact("unit", view.Unit); }
        if (view.Amount is { } amount) { Fact("amount", amount.ToString("C", Culture(euro: true))); }
        Fact("author", Name(view.Author));
        Fact("lead", string.Join(", ", Detail.Lead.Select(Name)));
        Fact("asked", Time(view.AskedAt));
        if (view.EndedAt is { } ended) { Fact("ended", Time(ended)); }
        if (Detail.Comment is { } comment) { Fact("comment", comment); }
        if (Detail.Informed.Count > 0) { Fact("informed", string.Join(", ", Detail.Informed.Select(p => Detail.Noted.Contains(p) ? $"{Name(p)} ({Say("noted")})" : Name(p)))); }
        _ = _page.Append("</dl>");
        Content();
        Versions();
        Path();
        Log();
        _ = _page.Append(CultureInfo.InvariantCulture, $"<h2>{Html(Say("proof"))}</h2><p>{Html(Say(Record.Findings.Count == 0 ? "whole" : "broken"))}</p><p>{Html(Say("head"))}: <code>{Html(Record.Head ?? "–")}</code></p><p>{Html(Say("no-form"))}</p></main></body></html>");
        return _page.ToString();
    }

    private void Content()
    {
        var content = Detail.Versions[^1];
        _ = _page.Append(CultureInfo.InvariantCulture, $"<h2>{Html(Say("content", content.Number.ToString(CultureInfo.InvariantCulture)))}</h2><p class=\"text\">{Html(content.Text.Length > 0 ? content.Text : content.Subject)}</p>");
        if (content.Attachments.Count == 0) { return; }

        _ = _page.Append("<ul>");
        foreach (var attachment in content.Attachments)
        {
            _ = _page.Append(CultureInfo.InvariantCulture, $"<li>{Html(attachment.Name)}: <code>{Html(attachment.Reference)}</code>{(attachment.Kind is AttachmentKind.Link ? " – " + Html(Say("not-frozen")) : "")}</li>");
        }

        _ = _page.Append("</ul>");
    }

    private void Versions()
    {
        Table("versions", ["version", "what", "who", "when", "points", "hash"]);
        foreach (var v in Detail.Versions)
        {
            Row(v.Number.ToString(CultureInfo.InvariantCulture), Say($"version.{Camel(v.Kind)}"), v.By is { } by ? Name(by) : Say("unknown"), Time(v.At), v.Points.Count == 0 ? Say("all") : string.Join(", ", v.Points), v.Hash);
        }

        _ = _page.Append("</tbody></table>");
    }

    private void Path()
    {
        Table("path", ["stage", "seat", "who", "when", "version", "answer", "text"]);
        for (var stage = 0; stage < Detail.Stages.Count; stage++)
        {
            foreach (var seat in Detail.Stages[stage].Seats)
            {
                var name = string.Join(", ", new[] { seat.Unit, seat.Area, Say($"role.{Camel(seat.Role)}") }.Where(t => !string.IsNullOrEmpty(t)));
                var number = (stage + 1).ToString(CultureInfo.InvariantCulture);
                if (seat.Steps.Count == 0) { Row(number, name, string.Join(", ", seat.Holders.Select(Name)), "", "", Say("not-asked"), ""); }
                foreach (var step in seat.Steps)
                {
                    var d = step.Decision;
                    Row(
                        number, name, d is null ? string.Join(", ", step.Holders.Select(Name)) : Signed(d), d is null ? "" : Time(d.At),
                        (d?.Version ?? step.Version).ToString(CultureInfo.InvariantCulture),
                        d is null || d.Answer == step.State ? Say($"step.{Camel(step.State)}") : $"{Say($"step.{Camel(d.Answer)}")} → {Say($"step.{Camel(step.State)}")}", d?.Text ?? "");
                }
            }
        }

        _ = _page.Append("</tbody></table>");
    }

    private void Log()
    {
        Table("record", ["number", "when", "what", "who", "for", "version", "text", "hash"]);
        foreach (var e in Record.Entries)
        {
            Row(
                e.Sequence.ToString(CultureInfo.InvariantCulture), Time(e.At), Say($"kind.{e.Kind}"), e.By is { } by ? Name(by) : "–", e.For is { } principal ? Name(principal) : "",
                e.Version.ToString(CultureInfo.InvariantCulture), e.Text ?? (e.TextDigest is null ? "" : Say("erased")), e.Hash);
        }

        _ = _page.Append("</tbody></table>");
    }

    private string Signed(ApprovalDecisionView d)
    {
        var form = d.Form switch { SignatureForm.InVertretung => "i. V. ", SignatureForm.ImAuftrag => "i. A. ", _ => "" };
        return form + Name(d.By) + (d.For is { } principal ? $" ({Say("for")} {Name(principal)})" : "");
    }

    private void Table(string caption, IReadOnlyList<string> columns)
    {
        _ = _page.Append(CultureInfo.InvariantCulture, $"<table><caption>{Html(Say(caption))}</caption><thead><tr>");
        foreach (var column in columns) { _ = _page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Html(Say(column))}</th>"); }
        _ = _page.Append("</tr></thead><tbody>");
    }

    /// <summary>A hash at the end is set as code.</summary>
    private void Row(params IReadOnlyList<string> cells)
    {
        _ = _page.Append("<tr>");
        foreach (var cell in cells)
        {
            _ = _page.Append(cell.Length == 64 && cell.All(char.IsAsciiHexDigitLower) ? $"<td><code>{cell}</code></td>" : $"<td class=\"text\">{Html(cell)}</td>");
        }

        _ = _page.Append("</tr>");
    }

    private void Fact(string key, string value) => _page.Append(CultureInfo.InvariantCulture, $"<dt>{Html(Say(key))}</dt><dd class=\"text\">{Html(value)}</dd>");

    private string Name(Guid person) => Names.GetValueOrDefault(person, "?");

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("g", Culture(euro: false));

    private CultureInfo Culture(bool euro) => CultureInfo.GetCultureInfo(euro || Language == Shared.Language.German ? "de-DE" : "en-GB");

    private string Say(string key, params IReadOnlyList<string> arguments) => Texts.Say(Language, "protocol." + key, arguments);

    private static string Camel<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static string Html(string text) => s_html.Encode(text);
}
