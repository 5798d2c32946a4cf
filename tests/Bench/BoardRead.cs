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
