using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Projections.Duplicates;

namespace SalesEngagement.Specs.Duplicates;

/// <summary>
/// Pairs of contacts that are one person (+) and that are not (-), as companies have them. First; last; numbers; addresses;
/// company. <c>*30</c>: so many contacts have it. <c>!</c>: many are called so.
/// </summary>
internal static class DuplicatePairs
{
    private const string Text = """
        + Grace;Hopper;+14155550100;grace@navy.example;Navy ~ Grace;Hopper;+14155550100;grace@navy.example;Navy
        + Grace;Hopper;+14155550100;; ~ Grace;Hopper;+14155550100;;
        + Grace;Hopper;;grace@navy.example; ~ Grace;Hopper;;GRACE@Navy.example;
        + William;Gates;+14255550111;; ~ Bill;Gates;+14255550111;;
        + Robert;Smith;;;Acme Ltd ~ Bob;Smith;;;Acme
        + Elizabeth;Warren;;liz@warren.example; ~ Liz;Warren;;liz@warren.example;
        + José;García;;;Banco Sur ~ Jose;Garcia;;;Banco Sur
        + Jürgen;Müller;;;Stahl AG ~ Juergen;Mueller;;;Stahl
        + Jürgen;Müller;+4989123456;; ~ Jurgen;Muller;+4989123456;;
        + François;Lefèvre;;;Boulangerie SA ~ Francois;Lefevre;;;Boulangerie
        + Hopper;Grace;+14155550100;; ~ Grace;Hopper;+14155550100;;
        + Nguyen;Thi Mai;;mai@saigon.example; ~ Mai;Nguyen;;mai@saigon.example;
        + 小明;王;+8613800138000;; ~ 小明;王;+8613800138000;;
        + 明;李;;ming.li@beijing.example; ~ 李;明;;ming.li@beijing.example;
        + Stephan;Meier;+41445550101;; ~ Stefan;Maier;+41445550101;;
        + Katharina;Schmidt;;;Bau GmbH ~ Kathrina;Schmidt;;;Bau GmbH & Co. KG
        + Michael;Johnson;+12125550123;; ~ Micheal;Johnson;+12125550123;;
        + Michael;Johnson;;mj@firm.example; ~ Michael;Jonhson;;mj@firm.example;
        + Anna;Müller;;anna@web.de; ~ Anna;Schmidt;;anna@web.de;
        + J.;Kowalski;+48225550123;; ~ Jan;Kowalski;+48225550123;;
        + J;Kowalski;;jan@huta.example;Huta ~ Jan;Kowalski;;jan@huta.example;Huta
        + Jean-Pierre;Martin;;;Renault ~ Jean Pierre;Martin;;;Renault
        + Juan Carlos;García López;+34911234567;; ~ Juan;García;+34911234567;;
        + Ludwig;van der Berg;;;Philips ~ Ludwig;Berg;;;Philips
        + Conor;O'Brien;;;Guinness ~ Conor;OBrien;;;Guinness
        + Sean;McDonald;+35315550123;; ~ Sean;Mc Donald;+35315550123;;
        + Dr. Peter;Weiß;;;Klinik Nord ~ Peter;Weiss;;;Klinik Nord
        + Søren;Ærø;+4533123456;; ~ Soren;Aero;+4533123456;;
        + Zoë;Łukasz;;zoe@firma.example; ~ Zoe;Lukasz;;zoe@firma.example;
        + Thomas;Anderson;;;Metacortex ~ Tom;Anderson;;;Metacortex Inc.
        + Maria;Rossi;+390612345;mr@libero.it; ~ Maria;Rossi;+390699999;mr@libero.it;
        + Grace;Hopper;+12025550100;;Navy ~ Grace;Hopper;+12025550100;;Remington
        + Grace;Hopper;+12025550100*30;;Navy ~ Grace;Hopper;+12025550100*30;;Navy
        + Grace;Hopper;;grace@navy.mil; ~ Grace;Hopper;;hopper@navy.mil;
        + Ada;Lovelace;;info@engine.example*9;Engine ~ Ada;Lovelace;;info@engine.example*9;Engine
        + John;Smith;+12025550177;;! ~ John;Smith;+12025550177;;!
        + Friedrich;Schiller;+493643123;; ~ Fritz;Schiller;+493643123;;
        + Αλέξης;Παππάς;+302101234567;; ~ Αλεξης;Παππας;+302101234567;;
        + Иван;Петров;;ivan@zavod.example; ~ Иван;Петров;;ivan@zavod.example;
        + Sofía;Núñez;;;Cervezas SL ~ Sofia;Nunez;;;Cervezas
        + Giovanni;De Luca;+390212345;; ~ Giovanni;Luca;+390212345;;
        + Charles;Brown;;;Peanuts ~ Charlie;Brown;;;Peanuts
        + Ann Marie;Baker;+13125550111;; ~ Ann;Baker;+13125550111;;
        + Philipp;Lahm;;;FC Bayern ~ Philip;Lahm;;;FC Bayern
        - Grace;Hopper;;; ~ Grace;Hopper;;;
        - John;Smith;;;! ~ John;Smith;;;!
        - John;Smith;;;Acme ~ John;Smith;;;Globex
        - Karl;Meier;+4989555;; ~ Petra;Meier;+4989555;;
        - Karl;Meier;+4989555;meier@familie.example; ~ Petra;Meier;+4989555;meier@familie.example;
        - Paul;Berger;+4989556;; ~ Paula;Berger;+4989556;;
        - Martin;Huber;+4312345;; ~ Martina;Huber;+4312345;;
        - Andrea;Bianchi;+390655;; ~ Andreas;Bianchi;+390655;;
        - Christian;Vogel;+4930777;; ~ Christina;Vogel;+4930777;;
        - Daniel;Roux;+331555;; ~ Danielle;Roux;+331555;;
        - Mario;Conti;+390444;; ~ Maria;Conti;+390444;;
        - Henry;Ford Sr.;+13135550100;;Ford ~ Henry;Ford Jr.;+13135550100;;Ford
        - Ann;Lee;+14155550100*40;;Acme ~ Bob;Ray;+14155550100*40;;Acme
        - Ann;Lee;;info@acme.example*12;Acme ~ Bob;Ray;;info@acme.example*12;Acme
        - Ann;Lee;;info@acme.example;Acme ~ Bob;Ray;;info@acme.example;Acme
        - Ann;Lee;;ann@acme.example;Acme ~ Bob;Lee;;bob@acme.example;Acme
        - Ann;Lee;;ann@gmail.com; ~ Ann;Lee;;lee@gmail.com;
        - Ann;Lee;;assistant@acme.example; ~ Bob;Ray;;assistant@acme.example;
        - Ann;Lee;+14155550133;; ~ Carl;Orr;+14155550133;;
        - Hans;Schneider;;;Bosch ~ Jens;Schneider;;;Bosch
        - Lisa;Wagner;;;Siemens ~ Lina;Wagner;;;Siemens
        - Jan;Novak;;;Skoda ~ Jana;Novak;;;Skoda
        - Ivan;Petrov;+74951234;; ~ Ivana;Petrov;+74951234;;
        - Hiroshi;Tanaka;;;Toyota ~ Hiroko;Tanaka;;;Toyota
        - 小明;王;;; ~ 小红;王;;;
        - Mohammed;Ali;;;! ~ Muhammad;Ali;;;!
        - Maria;García;;;! ~ María;Garcia;;;!
        - Peter;Weber;;;Audi ~ Peter;Weber;;;Siemens
        - Anna;Weber;;;Audi ~ Anna;Becker;;;Audi
        - J;Smith;;; ~ John;Smith;;;
        - Simon;Petit;+33144;; ~ Simone;Petit;+33144;;
        - Frank;Castle;;;Marvel ~ Fiona;Castle;;;Marvel
        - George;Bush III;+17135550100;; ~ George;Bush Sr;+17135550100;;
        - Tom;Jones;;tom@gmx.de; ~ Thomas;Jones;;jones@gmx.de;
        - Erik;Larsen;;;Maersk ~ Eric;Hansen;;;Maersk
        - Nina;Ricci;+3314455*7;; ~ Carla;Ricci;+3314455*7;;
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Pair> All { get; } = [.. Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(Read)];

    private static Pair Read(string line)
    {
        var both = line[2..].Split(" ~ ");
        var holders = new Dictionary<string, int>();
        var (one, other) = (Person(both[0], holders), Person(both[1], holders));
        return new(line, line[0] == '+', one, other, holders, line.EndsWith('!'));
    }

    private static DuplicateProfile Person(string text, Dictionary<string, int> holders)
    {
        var parts = text.Split(';').Select(part => part.Trim().TrimEnd('!')).ToArray();
        var phones = Addresses(parts[2], holders).Select(number => new ContactPhone(new(number), "work"));
        var emails = Addresses(parts[3], holders).Select(address => new ContactEmail(new(address), "work"));
        return new(new(parts[0]), new(parts[1]), [.. phones], [.. emails], companyId: null, parts[4].Length == 0 ? null : parts[4]);
    }

    private static IEnumerable<string> Addresses(string text, Dictionary<string, int> holders)
    {
        if (text.Length == 0)
            yield break;
        var parts = text.Split('*');
        if (parts.Length == 2)
            holders[parts[0]] = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        yield return parts[0];
    }

    /// <summary>Two contacts, and whether they are one person.</summary>
    public sealed record Pair(
        string Line, bool IsSame, DuplicateProfile One, DuplicateProfile Other, IReadOnlyDictionary<string, int> Holders, bool IsCommonName)
    {
        public int HoldersOf(PhoneNumber number) => Holders.GetValueOrDefault(number.Value, 2);

        public int HoldersOf(EmailAddress address) => Holders.GetValueOrDefault(address.Value, 2);
    }
}
