using Workspace.Bot.Commands;

namespace Workspace.Bot.Tests.Protocol;

public sealed class UnderstandingWords
{
    private readonly CommandTable _commands = new();

    [Theory]
    [InlineData("hilfe", Replies.Help)]
    [InlineData("  HILFE! ", Replies.Help)]
    [InlineData("/help", Replies.Help)]
    [InlineData("?", Replies.Help)]
    [InlineData("Was kannst du?", Replies.Help)]
    [InlineData("Freigaben", Replies.Approvals)]
    [InlineData("was   wartet auf\nmich?", Replies.Approvals)]
    [InlineData("my approvals", Replies.Approvals)]
    [InlineData("Meine Aufgaben", Replies.Tasks)]
    [InlineData("todo", Replies.Tasks)]
    [InlineData("Wer hat den Schlüssel?", Replies.Unknown)]
    [InlineData("", Replies.Unknown)]
    [InlineData("hilfe bitte sofort", Replies.Unknown)]
    public void Commands_and_plain_words_for_them(string text, string reply) => Assert.Equal(reply, _commands.Answer(text));
}
