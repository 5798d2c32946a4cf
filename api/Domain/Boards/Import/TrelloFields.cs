using System.Globalization;

namespace Workspace.Domain.Boards.Import;

/// <summary>Trello's custom fields as ours. A box becomes a choice with one answer; a field that no card uses stays away.</summary>
internal sealed class TrelloFields
{
    private readonly Dictionary<string, (int Place, TrelloCustomField Field, List<string> Options)> _places = new(StringComparer.Ordinal);
    private readonly List<ImportField> _fields = [];
    private readonly ImportNotes _notes;
    private readonly TimeZoneInfo _zone;

    public TrelloFields(
        IEnumerable<TrelloCustomField> fields, IReadOnlyList<TrelloCard> cards, ImportText text, ImportNotes notes, ImportWords words, ImportLimits limits, TimeZoneInfo zone)
    {
        (_notes, _zone) = (notes, zone);
        var used = cards.SelectMany(c => (c.CustomFieldItems ?? []).OfType<TrelloCustomFieldItem>()).Select(i => i.IdCustomField).ToHashSet(StringComparer.Ordinal);
        foreach (var field in fields.OrderBy(f => f.Pos ?? double.MaxValue).Where(f => !string.IsNullOrEmpty(f.Id) && !_places.ContainsKey(f.Id)))
        {
            if (!used.Contains(field.Id))
            {
                notes.NoPlace("custom-fields-unused", 1, field.Name);
                continue;
            }

            var options = (field.Options ?? []).OfType<TrelloOption>().OrderBy(o => o.Pos ?? double.MaxValue).Take(CustomField.MostChoices).ToList();
            var kind = Kind(field.Type);
            if (_fields.Count == CustomField.Most || (kind is FieldKind.Choice && field.Type is "list" && options.Count == 0))
            {
                continue;   // told with each of its values
            }

            _places.Add(field.Id!, (_fields.Count, field, options.ConvertAll(o => o.Id ?? "")));
            IReadOnlyList<string> answers = field.Type is "checkbox" ? [words.Yes] : [.. options.Select(o => text.Shorten(o.Value?.Text, limits.Name, "field-name-shortened"))];
            _fields.Add(new ImportField(text.Shorten(field.Name, limits.Name, "field-name-shortened"), kind, kind is FieldKind.Choice ? answers : []));
        }
    }

    public IReadOnlyList<ImportField> All => _fields;

    /// <summary>A card's values; texts too long for a field are returned whole as well.</summary>
    public (List<ImportValue> Values, List<(string Name, string Text)> LongTexts) Of(TrelloCard card)
    {
        var (values, longTexts) = (new List<ImportValue>(), new List<(string, string)>());
        foreach (var item in (card.CustomFieldItems ?? []).OfType<TrelloCustomFieldItem>().DistinctBy(i => i.IdCustomField, StringComparer.Ordinal))
        {
            if (item.IdCustomField is null || !_places.TryGetValue(item.IdCustomField, out var known))
            {
                _notes.NoPlace("custom-fields", 1);
                continue;
            }

            var name = _fields[known.Place].Name;
            var text = ImportText.Clean(item.Value?.Text).Trim();
            if (known.Field.Type is "text" or null && text.Length > CustomField.MostText)
            {
                longTexts.Add((name, text));
                _notes.Changed("field-text-shortened", name);
            }

            if (Value(known.Place, known.Field, known.Options, item, text) is { } value)
            {
                values.Add(value);
            }
            else
            {
                _notes.NoPlace("custom-fields", 1, name);
            }
        }

        return (values, longTexts);
    }

    private ImportValue? Value(int place, TrelloCustomField field, List<string> options, TrelloCustomFieldItem item, string text)
    {
        switch (field.Type)
        {
            case "checkbox":
                return item.Value?.Checked is "true" ? new ImportValue(place, "", 0) : null;
            case "list":
                var answer = item.IdValue is null ? -1 : options.IndexOf(item.IdValue);
                return answer < 0 ? null : new ImportValue(place, "", answer);
            case "number":
                return decimal.TryParse(item.Value?.Number, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new ImportValue(place, number.ToString(CultureInfo.InvariantCulture))
                    : null;
            case "date":
                return TrelloImport.Moment(item.Value?.Date) is { } moment
                    ? new ImportValue(place, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _zone).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                    : null;
            default:
                return text.Length > 0 ? new ImportValue(place, ImportText.Cut(text, CustomField.MostText)) : null;
        }
    }

    private static FieldKind Kind(string? type) => type switch
    {
        "number" => FieldKind.Number,
        "date" => FieldKind.Date,
        "checkbox" or "list" => FieldKind.Choice,
        _ => FieldKind.Text,
    };
}
