using System.Net;

namespace Workspace.Bench;

/// <summary>Reading a board of 1,000 cards over 16 connections, against Kestrel answering the same bytes from memory.</summary>
internal static class BoardRead
{
    private const int Connections = 16;

    public static async IAsyncEnumerable<Measure> RunAsync(Town town)
    {
        var board = await town.BoardAsync(cards: 1_000);
        var path = new Uri($"/api/boards/{board.Id}", UriKind.Relative);
        foreach (var encoding in new[] { null, "br" })
        {
            var bytes = await GetAsync(town.Ours, path, encoding);
            using var same = new ByteArrayContent(bytes);
            if (encoding is not null)
            {
                same.Headers.ContentEncoding.Add(encoding);
            }

            using var put = await town.Limit.PutAsync(new Uri("/bytes", UriKind.Relative), same);
            _ = put.EnsureSuccessStatusCode();
            var (ours, limit) = await Load.CompareAsync(
                Connections,
                _ => GetAsync(town.Ours, path, encoding),
                _ => GetAsync(town.Limit, new Uri("/bytes", UriKind.Relative), encoding));
            yield return new Measure(encoding is null ? "board-read" : "board-read-compressed", ours, limit, $"boards a second, {bytes.Length / 1_000} kB each", HigherIsBetter: true);
        }
    }

    /// <summary>Asking for a board that did not change, against an empty 304 behind the same sign-in and one read by an index.</summary>
    public static async IAsyncEnumerable<Measure> UnchangedAsync(Town town)
    {
        var board = await town.BoardAsync(cards: 1_000);
        var path = new Uri($"/api/boards/{board.Id}", UriKind.Relative);
        var (ours, limit) = await Load.CompareAsync(
            Connections,
            _ => AskAgainAsync(town.Ours, path, $"\"{board.Sequence}\""),
            connection => AskAgainAsync(town.Limit, new Uri($"/row/{connection}", UriKind.Relative), "\"0\""));
        yield return new Measure("board-unchanged", ours, limit, "answers 304 a second", HigherIsBetter: true);
    }

    /// <summary>How much of a board of 5,000 cards travels: what it should be at most, and what it is.</summary>
    public static async IAsyncEnumerable<Measure> LargeAsync(Town town)
    {
        const double Most = 400;
        var board = await town.BoardAsync(cards: 5_000);
        var path = new Uri($"/api/boards/{board.Id}", UriKind.Relative);
        foreach (var encoding in new[] { "br", "gzip" })
        {
            var bytes = await GetAsync(town.Ours, path, encoding);
            yield return new Measure($"board-large-{encoding}", bytes.Length / 1_000.0, Most, "kB of 5,000 cards", HigherIsBetter: false);
        }
    }

    private static async Task AskAgainAsync(HttpClient client, Uri path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.ParseAdd(tag);
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode is not HttpStatusCode.NotModified)
        {
            throw new InvalidOperationException($"{path} answered {answer.StatusCode} instead of 304.");
        }
    }

    private static async Task<byte[]> GetAsync(HttpClient client, Uri path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        }

        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
