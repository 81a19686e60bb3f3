using System.Text;

namespace SalesEngagement.Application.Imports;

/// <summary>
/// Knows what columns are called: English, German, French, Spanish, Italian, Dutch, Portuguese, and as the exports of
/// common systems and spreadsheets write them. Case, accents, spaces and signs do not matter.
/// </summary>
public static class HeaderWords
{
    private const string Accents = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßł";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyysl";

    private static readonly Dictionary<string, ColumnTarget> Known = Words();

    /// <summary>Where a column of this name goes; null when nobody knows.</summary>
    public static ColumnTarget? TargetOf(string header)
    {
        var word = Folded(header);
        if (word.Length == 0)
            return null;
        // Email 2, Phone 1: the number says nothing.
        return Known.GetValueOrDefault(word) ?? Known.GetValueOrDefault(word.TrimEnd('1', '2', '3', '4', '5', '6', '7', '8', '9'));
    }

    private static string Folded(string header)
    {
        var text = new StringBuilder(header.Length);
        foreach (var c in header)
        {
            var lower = char.ToLowerInvariant(c);
            if (Accents.IndexOf(lower, StringComparison.Ordinal) is >= 0 and var at)
                text.Append(Plain[at]);
            else if (char.IsLetterOrDigit(lower))
                text.Append(lower);
        }

        return text.ToString();
    }

    private static Dictionary<string, ColumnTarget> Words()
    {
        var known = new Dictionary<string, ColumnTarget>(StringComparer.Ordinal);
        Add(new(TargetKind.FirstName), "firstname first givenname given forename vorname rufname prenom nombre nombredepila nome primonome voornaam roepnaam nomeproprio primeironome fname");
        Add(new(TargetKind.LastName), "lastname last surname familyname family nachname familienname zuname nom nomdefamille apellido apellidos cognome achternaam sobrenome apelido lname");
        Add(new(TargetKind.Name), "name fullname contact contactname displayname person ansprechpartner vollername kontakt nomcomplet nombrecompleto nomecompleto volledigenaam kontaktname");
        Add(new(TargetKind.Title), "title jobtitle job position role titel funktion stelle berufsbezeichnung fonction poste titre cargo puesto ruolo qualifica functie funcao");
        Add(new(TargetKind.Email), "email emailaddress mail mailaddress emailadresse mailadresse courriel adressemail adresseemail correo correoelectronico email1value indirizzoemail posta emailadres enderecodeemail");
        Add(new(TargetKind.Email, "work"), "workemail businessemail companyemail emailgeschaeftlich emailgeschaftlich emailprofessionnel");
        Add(new(TargetKind.Email, "private"), "personalemail privateemail homeemail emailprivat");
        Add(new(TargetKind.Phone), "phone phonenumber telephone tel telno telefon telefonnummer rufnummer telefono numerodetelefono numerotelephone telefoonnummer telefoon telefone phone1value");
        Add(new(TargetKind.Phone, "mobile"), "mobile mobilephone mobilenumber cell cellphone handy handynummer mobil mobiltelefon mobilnummer portable telephoneportable movil celular cellulare mobiel telemovel");
        Add(new(TargetKind.Phone, "work"), "workphone businessphone officephone directphone directdial telefongeschaeftlich telefongeschaftlich durchwahl telephoneprofessionnel");
        Add(new(TargetKind.Phone, "home"), "homephone privatephone telefonprivat telephonedomicile");
        Add(new(TargetKind.TimeZone), "timezone tz zeitzone fuseauhoraire zonahoraria fusoorario tijdzone fusohorario");
        Add(new(TargetKind.Tags), "tags tag labels keywords schlagworte schlagworter stichworte etiquettes etiquetas etichette trefwoorden");
        Add(new(TargetKind.Source), "source leadsource quelle herkunft origine fuente origen fonte bron");
        Add(new(TargetKind.Stage), "stage leadstage leadstatus lifecyclestage salesstage phase leadphase etape etapa fase stadio estagio");
        Add(new(TargetKind.Company), "company companyname organization organisation organizationname organisationname organization1name account accountname employer business firma firmenname unternehmen arbeitgeber organisationsname entreprise societe nomdelentreprise empresa nombredelaempresa compania azienda societa ragionesociale bedrijf bedrijfsnaam nomedaempresa");
        return known;

        void Add(ColumnTarget target, string words)
        {
            foreach (var word in words.Split(' '))
                known[word] = target;
        }
    }
}
