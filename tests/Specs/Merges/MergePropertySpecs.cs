using FsCheck;
using FsCheck.Fluent;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Domain.Contacts;

namespace SalesEngagement.Specs.Merges;

/// <summary>Merges and what takes them back, in any order, with edits between: the contacts show what a plain model says.</summary>
public sealed class MergePropertySpecs
{
    private static readonly string[] Fields = ["first", "title", "owner", "rank"];

    [Fact]
    public void whatever_is_done_in_whatever_order_the_contacts_show_what_they_must() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(160), Prop.ForAll(Deeds(), deeds => Differences(deeds, new MergeRig()) is null));

    /// <summary>Negative control: a loser that forgets what was marked in between is caught.</summary>
    [Fact]
    public void forgetting_the_strictest_state_would_be_seen() => Should.Throw<Exception>(() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(160), Prop.ForAll(Deeds(), deeds => Differences(deeds, new Forgetful()) is null)));

    private static Arbitrary<byte[]> Deeds() => ArbMap.Default.ArbFor<byte[]>();

    /// <summary>Does what the bytes say, four to a deed. Null when all was as it must be after each.</summary>
    private static string? Differences(byte[] deeds, MergeRig rig)
    {
        var plain = new PlainMerges();
        foreach (var deed in deeds.Chunk(4).Where(deed => deed.Length == 4))
        {
            Do(rig, plain, deed[0] % 12, deed[1] % MergeRig.Contacts, deed[2], deed[3]);
            for (var i = 0; i < MergeRig.Contacts; i++)
            {
                if (Shown(rig, i) is var shown && Expected(plain, i) is var expected && shown != expected)
                    return $"{i} shows {shown}, not {expected}";
            }
        }

        return null;
    }

    private static void Do(MergeRig rig, PlainMerges plain, int what, int contact, int other, int value)
    {
        var number = MergeRig.Number(other % 5);
        var text = value % 4 == 0 ? null : $"{value % 4}";
        switch (what)
        {
            case 0:
                rig.Change(contact, _ => new(Title: new(text is null ? null : new(text))));
                plain.Say(contact, "title", text);
                break;
            case 1:
                rig.Change(contact, _ => new(Fields: new Dictionary<string, FieldValue?> { ["rank"] = text is null ? null : new(text) }));
                plain.Say(contact, "rank", text);
                break;
            case 2:
                rig.Change(contact, _ => new(FirstName: new($"name{value % 3}")));
                plain.Say(contact, "first", $"name{value % 3}");
                break;
            case 3:
                rig.Change(contact, _ => new(OwnerId: MergeRig.Owner(value % 4)));
                plain.Say(contact, "owner", $"{MergeRig.Owner(value % 4)}");
                break;
            case 4 when !rig.Of(contact).Phones.Any(phone => phone.Number == number):
                rig.Change(contact, now => new(Phones: [.. now.Phones, new(number, $"label{value}")]));
                plain.Put(contact, number.Value);
                break;
            case 5:
                rig.Change(contact, now => new(Phones: [.. now.Phones.Where(phone => phone.Number != number)]));
                plain.TakeOff(contact, number.Value);
                break;
            case 6:
                rig.Change(contact, now => new(Phones: [.. now.Phones.Select(phone => phone.Number == number ? phone with { State = (PhoneState)(value % 3) } : phone)]));
                plain.Mark(contact, number.Value, value % 3);
                break;
            case 7 when rig.Of(contact).Phones.Any(phone => phone.Number == number && phone.Label != $"label{value}"):
                rig.Change(contact, now => new(Phones: [.. now.Phones.Select(phone => phone.Number == number ? phone with { Label = $"label{value}" } : phone)]));
                plain.Put(contact, number.Value);
                break;
            case 8 when !rig.Of(contact).Tags.Contains($"tag{value % 4}"):
                rig.Change(contact, now => new(Tags: [.. now.Tags, $"tag{value % 4}"]));
                plain.Put(contact, $"tag{value % 4}");
                break;
            case 9:
                rig.Change(contact, now => new(Tags: [.. now.Tags.Where(tag => tag != $"tag{value % 4}")]));
                plain.TakeOff(contact, $"tag{value % 4}");
                break;
            case 10:
                string[] losers = value % 2 == 0 ? [] : ["first", "title", "owner", "rank"];
                if (contact != other % MergeRig.Contacts && rig.Merge(contact, other % MergeRig.Contacts, [.. losers.Select(NameOf)]))
                    plain.Merge(contact, other % MergeRig.Contacts, losers);
                break;
            case 11 when rig.Merges > 0:
                rig.Undo(value % rig.Merges);
                plain.Undo(value % rig.Merges);
                break;
        }
    }

    private static string NameOf(string field) => field switch
    {
        "first" => "firstName",
        "owner" => "ownerId",
        "rank" => "fields/rank",
        _ => field,
    };

    private static string Shown(MergeRig rig, int i)
    {
        var contact = rig.Of(i);
        string?[] values = [contact.FirstName.Value, contact.Title?.Value, $"{contact.OwnerId}", contact.Fields.SingleOrDefault(field => field.Name == "rank")?.Value.Value];
        var items = contact.Phones.Select(phone => $"{phone.Number.Value}={(int)(phone.State ?? PhoneState.Valid)}").Concat(contact.Tags.Select(tag => $"{tag}=0"));
        return $"{rig.MergedInto(i)} {string.Join(';', values)} {string.Join(' ', items.Order(StringComparer.Ordinal))}";
    }

    private static string Expected(PlainMerges plain, int i)
    {
        var items = plain.Items(i).Select(item => $"{item}={plain.State(i, item)}");
        return $"{plain.MergedInto(i)} {string.Join(';', Fields.Select(field => plain.Value(i, field)))} {string.Join(' ', items.Order(StringComparer.Ordinal))}";
    }

    private sealed class Forgetful : MergeRig
    {
        protected override IEnumerable<object> Kept(IEnumerable<object> ofLoser) => ofLoser.OfType<ContactUnmerged>();
    }
}
