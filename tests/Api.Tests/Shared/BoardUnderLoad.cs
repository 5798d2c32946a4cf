using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Workspace.Contracts.Boards;
using Workspace.Contracts.Live;
using Workspace.Contracts.Shared;
using Workspace.Features.Shared;
using Workspace.Sandbox.City;

namespace Workspace.Api.Tests;

/// <summary>
/// Several people work on one board at random, over a line that breaks and a server that may go away: whoever gets no
/// answer asks again with the same command id, until there is one. Afterwards nothing may be lost, doubled or invented.
/// </summary>
/// <param name="address">Where the product is at present.</param>
/// <param name="seed">Of all that is drawn.</param>
public sealed class BoardUnderLoad(Func<Uri> address, int seed) : IDisposable
{
    private static readonly DemoPerson[] s_people = [Musterstadt.Anna, Musterstadt.Ben, Musterstadt.Clara, Musterstadt.David];
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly DateOnly s_someDay = new(2027, 1, 1);

    private readonly SocketsHttpHandler _line = new();
    private readonly ConcurrentDictionary<Guid, string> _acknowledged = new();
    private readonly ConcurrentDictionary<Guid, (DemoPerson Person, Request Request)> _askedBy = new();
    private readonly ConcurrentDictionary<Guid, byte> _hungUp = new();
    private readonly Dictionary<Guid, string> _tokens = s_people.ToDictionary(p => p.Id, p => TestBed.Current.Neighbours.Entra.SsoToken(p));
    private readonly ConcurrentDictionary<Guid, byte> _cards = new();
    private BoardView _start = null!;
    private int _sent;
    private int _unanswered;

    /// <summary>Commands that were answered with "done".</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>How often somebody had to ask again.</summary>
    public int Unanswered => _unanswered;

    /// <summary>A rule comments every card that comes here.</summary>
    private Guid Watched => _start.Columns[1].Id;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task PrepareAsync()
    {
        var created = await AnswerAsync(Musterstadt.Ben, Post("/api/boards", new CreateBoardRequest("Unter Last", null, null, BoardVisibility.Members, null)), null);
        var board = JsonSerializer.Deserialize<BoardSummary>(created!, Wire.Options)!.Id;
        foreach (var person in s_people.Except([Musterstadt.Ben]))
        {
            _ = await GetAsync<object>(person, "/api/me");
            _ = await AnswerAsync(Musterstadt.Ben, new Request(HttpMethod.Put, $"/api/boards/{board}/members/{person.Id}", new SetMemberRequest(BoardRole.Editor)), null);
        }

        _start = await GetAsync<BoardView>(Musterstadt.Ben, $"/api/boards/{board}");
        _ = await AnswerAsync(
            Musterstadt.Ben,
            Post($"/api/boards/{board}/rules", new RuleRequest(
                "Merken", On: true, new(RuleTriggerKind.CardEnters, Column: Watched), [], [new(RuleActionKind.Comment, Text: "Angekommen")])),
            null);
        _start = await GetAsync<BoardView>(Musterstadt.Ben, $"/api/boards/{board}");
        _acknowledged.Clear();
    }

    /// <summary>Everybody gives so many commands.</summary>
    public Task RunAsync(int commands) => Task.WhenAll(s_people.Select((person, i) => Task.Run(() => WorkAsync(person, new Random((seed * 31) + i), commands), Ct)));

    /// <summary>Completes when so many commands were answered.</summary>
    public async Task AcknowledgedAsync(int count, Task running)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Acknowledged < count && !running.IsCompleted)
        {
            _ = await look.WaitForNextTickAsync(Ct);
        }
    }

    /// <summary>
    /// The journal has no gap, replays to exactly the board that is there, and knows each answered command once; the board's rule ran once
    /// for each that was its occasion.
    /// </summary>
    public async Task AssertNothingLostAsync()
    {
        var board = await GetAsync<BoardView>(Musterstadt.Ben, $"/api/boards/{_start.Id}");
        var page = await GetAsync<JournalPage>(Musterstadt.Ben, $"/api/boards/{_start.Id}/journal?after={_start.Sequence}");
        Assert.Equal(board.Sequence, page.Sequence);
        Assert.Equal(Enumerable.Range(1, (int)(board.Sequence - _start.Sequence)).Select(i => _start.Sequence + i), page.Entries.Select(e => e.Sequence));

        var (ruled, asked) = (page.Entries.Where(e => e.Actor.Kind is ActorKind.Rule).ToList(), page.Entries.Where(e => e.Actor.Kind is ActorKind.Person).ToList());
        var occasions = asked.Where(e => e.Change is CardMoved moved ? moved.Column == Watched && moved.FromColumn != Watched : e.Change is CardCreated made && made.Card.Column == Watched);
        Assert.Equal(occasions.Select(e => e.Command), ruled.Where(e => e.Change is RuleRan).Select(e => e.Command));
        Assert.Equal(ruled.Count(e => e.Change is RuleRan), ruled.Count(e => e.Change is CardCommented));
        var times = asked.CountBy(e => e.Command).ToDictionary();
        Assert.All(times, t => Assert.Equal(1, t.Value));
        Assert.All(_acknowledged.Keys, command => Assert.Contains(command, times));

        // Who hung up before the refusal may have been heard later, when the answer was another.
        Assert.All(times.Keys, command => Assert.True(_acknowledged.ContainsKey(command) || _hungUp.ContainsKey(command), $"{command} was refused."));

        var replayed = Replay(page.Entries);
        Assert.Equal(board.Cards.Count, replayed.Count(c => !c.Value.Archived));
        foreach (var card in board.Cards)
        {
            Assert.Equal(Written(card), Written(replayed[card.Id].Card));
        }

        // A command that comes once more, long after, has its first answer and changes nothing.
        foreach (var (command, answer) in _acknowledged.Take(20))
        {
            Assert.Equal(answer, await AnswerAsync(_askedBy[command].Person, _askedBy[command].Request, null, command));
        }

        Assert.Equal(board.Sequence, (await GetAsync<BoardView>(Musterstadt.Ben, $"/api/boards/{_start.Id}")).Sequence);
    }

    public void Dispose() => _line.Dispose();

    private async Task WorkAsync(DemoPerson person, Random random, int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            var number = Interlocked.Increment(ref _sent);
            if (await AnswerAsync(person, Draw(random, number), random) is { Length: > 0 } answer && JsonDocument.Parse(answer).RootElement is { ValueKind: JsonValueKind.Object } body
                && body.TryGetProperty("number", out _))
            {
                _ = _cards.TryAdd(body.GetProperty("id").GetGuid(), 0);
            }
        }
    }

    private Request Draw(Random random, int number)
    {
        var board = $"/api/boards/{_start.Id}";
        var known = _cards.Keys.ToArray();
        var column = _start.Columns[random.Next(_start.Columns.Count)].Id;
        if (known.Length < 3 || random.Next(8) == 0)
        {
            return Post(board + "/cards", new CreateCardRequest(column, $"Karte {number}", null));
        }

        var card = $"{board}/cards/{known[random.Next(known.Length)]}";
        return random.Next(10) switch
        {
            < 5 => Post(card + "/move", new MoveCardRequest(column, random.Next(2) == 0 ? known[random.Next(known.Length)] : null)),
            5 => new Request(HttpMethod.Patch, card, new EditCardRequest(_start.Sequence, new CardEdit(Title: new Edit<string>($"Neuer Titel {number}")))),
            6 => new Request(HttpMethod.Patch, card, new EditCardRequest(_start.Sequence, new CardEdit(Due: new Edit<DateOnly?>(s_someDay.AddDays(number))))),   // never what the card says already: that would be no entry
            7 => Post(card + "/comments", new AddCommentRequest($"Anmerkung {number}")),
            8 => Post(card + "/archive", null),
            _ => Post(card + "/restore", null),
        };
    }

    /// <summary>Asks until there is an answer; null where it was a refusal.</summary>
    /// <param name="breaks">Draws where the line breaks; null for a good line.</param>
    private async Task<string?> AnswerAsync(DemoPerson person, Request request, Random? breaks, Guid? again = null)
    {
        var command = again ?? Guid.CreateVersion7();
        _askedBy[command] = (person, request);
        while (true)
        {
            try
            {
                using var line = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                if (breaks?.Next(4) == 0)
                {
                    line.CancelAfter(TimeSpan.FromMilliseconds(breaks.Next(12)));
                }

                using var answer = await SendAsync(person, request, command, line.Token);
                var text = await answer.Content.ReadAsStringAsync(line.Token);
                if (answer.IsSuccessStatusCode)
                {
                    var first = _acknowledged.GetOrAdd(command, text);
                    Assert.Equal(first, text);
                    if (breaks?.Next(5) != 0)
                    {
                        return text;
                    }

                    continue;   // as if the answer had been lost
                }

                if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
                {
                    Assert.DoesNotContain("command-reused", text, StringComparison.Ordinal);
                    return null;
                }

                Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} {text}");
            }
            catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException or SocketException && !Ct.IsCancellationRequested)
            {
                _hungUp[command] = 0;
                _ = Interlocked.Increment(ref _unanswered);
            }

            await Task.Delay(s_pause, Ct);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(DemoPerson person, Request request, Guid? command, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(address(), request.Path));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[person.Id]);
        if (command is { } id)
        {
            message.Headers.Add(CommandId.Header, id.ToString());
        }

        if (request.Body is { } body)
        {
            message.Content = JsonContent.Create(body, body.GetType(), options: Wire.Options);
        }

        using var client = new HttpClient(_line, disposeHandler: false);
        return await client.SendAsync(message, ct);
    }

    private async Task<T> GetAsync<T>(DemoPerson person, string path)
    {
        using var answer = await SendAsync(person, new Request(HttpMethod.Get, path, null), null, Ct);
        return await TestPerson.BodyAsync<T>(answer);
    }

    private Dictionary<Guid, (CardView Card, bool Archived)> Replay(IEnumerable<JournalEntry> entries)
    {
        var cards = _start.Cards.ToDictionary(c => c.Id, c => (Card: c, Archived: false));
        foreach (var entry in entries.Where(e => e.Change is not RuleRan))
        {
            var (id, card, archived) = entry.Change switch
            {
                CardCreated created => (created.Card.Id, created.Card, false),
                CardRestored restored => (restored.Card.Id, restored.Card, false),
                CardMoved moved => (moved.Card, cards[moved.Card].Card with
                {
                    Column = moved.Column,
                    Rank = moved.Rank,
                    Progress = moved.Progress ?? cards[moved.Card].Card.Progress,
                    Version = entry.Sequence,
                }, false),
                CardEdited edited => (edited.Card, cards[edited.Card].Card with
                {
                    Title = edited.After.Title?.Value ?? cards[edited.Card].Card.Title,
                    Due = edited.After.Due is { } due ? due.Value : cards[edited.Card].Card.Due,
                    Version = entry.Sequence,
                }, false),
                CardCommented commented => (commented.Card, cards[commented.Card].Card with { Comments = commented.Comments, Version = entry.Sequence }, cards[commented.Card].Archived),
                CardArchived gone => (gone.Card, cards[gone.Card].Card with { Version = entry.Sequence }, true),
                _ => throw new InvalidOperationException($"{entry.Change.GetType().Name} was not done."),
            };
            cards[id] = (card, archived);
        }

        return cards;
    }

    private static string Written(CardView card) => JsonSerializer.Serialize(card, Wire.Options);

    private static Request Post(string path, object? body) => new(HttpMethod.Post, path, body);

    private sealed record Request(HttpMethod Method, string Path, object? Body);
}
