namespace SalesEngagement.Host.Demo;

/// <summary>What the demo's people are made of.</summary>
internal static class DemoPlaces
{
    public static readonly string[] Companies =
    [
        "Aldergate Logistics", "Bluefin Analytics", "Cobalt Foods", "Dunmore Textiles", "Elmstead Energy",
        "Fairhaven Clinics", "Greystone Paper", "Harborline Freight", "Ironbridge Tools", "Juniper Robotics",
        "Kestrel Aviation", "Larkfield Press", "Mapleton Hotels", "Northgate Optics", "Oakhurst Dairy",
        "Pinecrest Software", "Quarry Lane Cement", "Redwater Brewing", "Silverton Bikes", "Tidewell Insurance",
    ];

    public static readonly string[] Titles =
    [
        "Head of Operations", "Purchasing Manager", "Chief Financial Officer", "IT Director", "Office Manager",
        "Vice President Sales", "Plant Manager", "Marketing Lead", "Managing Director", "Supply Chain Analyst",
    ];

    public static readonly string[] Tags = ["newsletter", "trade-fair", "referral", "inbound", "renewal", "pilot"];

    private static readonly string[] AmericanFirst =
    [
        "Olivia", "Liam", "Emma", "Noah", "Ava", "Ethan", "Sophia", "Mason", "Isabella", "Lucas", "Mia", "Logan", "Grace",
        "Caleb", "Hannah", "Owen", "Zoe", "Marcus", "Priya", "Diego", "Aaliyah", "Wei", "Naomi",
    ];

    private static readonly string[] AmericanLast =
    [
        "Johnson", "Ramirez", "Nguyen", "Carter", "Brooks", "Patel", "Sullivan", "Foster", "Bennett", "Hayes", "Coleman",
        "Ortiz", "Jenkins", "Perry", "Long", "Washington", "Flores", "Hughes", "Kim",
    ];

    private static readonly string[] BritishFirst =
    [
        "Amelia", "George", "Isla", "Harry", "Poppy", "Alfie", "Freya", "Rhys", "Niamh", "Callum", "Imogen", "Tariq", "Ffion",
    ];

    private static readonly string[] BritishLast =
    [
        "Whitaker", "Hargreaves", "O'Connell", "Pritchard", "Ashworth", "Khan", "McAllister", "Thornton", "Bickford",
        "Lockwood", "Singh",
    ];

    private static readonly string[] GermanFirst =
        ["Jörg", "Anneliese", "Lukas", "Käthe", "Maximilian", "Leonie", "Günther", "Frieda", "Emre", "Sabine", "Björn"];

    private static readonly string[] GermanLast =
        ["Weiß", "Schröder", "Krüger", "Hoffmann", "Yılmaz", "Bäcker", "Lehmann", "Vogel", "Großmann", "Stein", "Kaiser", "Öztürk", "Brandt"];

    // 555-01xx in every American area code; Ofcom's and the Bundesnetzagentur's numbers for drama.
    public static readonly DemoPlace[] All =
    [
        new("us", "San Francisco", "America/Los_Angeles", "+141555501", 2, AmericanFirst, AmericanLast),
        new("us", "New York", "America/New_York", "+121255501", 2, AmericanFirst, AmericanLast),
        new("us", "Chicago", "America/Chicago", "+131255501", 2, AmericanFirst, AmericanLast),
        new("uk", "London", "Europe/London", "+44207946", 4, BritishFirst, BritishLast),
        new("us", "Denver", "America/Denver", "+130355501", 2, AmericanFirst, AmericanLast),
        new("de", "Berlin", "Europe/Berlin", "+493023125", 3, GermanFirst, GermanLast),
        new("us", "Atlanta", "America/New_York", "+140455501", 2, AmericanFirst, AmericanLast),
        new("uk", "Manchester", "Europe/London", "+44161496", 4, BritishFirst, BritishLast),
        new("us", "Seattle", "America/Los_Angeles", "+120655501", 2, AmericanFirst, AmericanLast),
        new("de", "Munich", "Europe/Berlin", "+498999998", 3, GermanFirst, GermanLast),
    ];
}
