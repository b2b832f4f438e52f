//! Word lists of general English news: titles, roles, outlets, countries. A data table.

// tidy: table

use super::Kind;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Whether a word in front of a person's name is a title or part of one.
pub(crate) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    TITLES.binary_search(&word).is_ok()
}

/// Whether a word by itself names an office and nobody who holds it ("President", "Minister").
pub(crate) fn is_office(word: &str) -> bool {
    is_title(word) || PEOPLE.binary_search(&word).is_ok() || word == "prime"
}

const TITLES: &[&str] = &[
    "admiral",
    "ambassador",
    "archbishop",
    "attorney",
    "baron",
    "bishop",
    "brig",
    "brother",
    "capt",
    "captain",
    "cardinal",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "coach",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "constable",
    "corporal",
    "councillor",
    "councilman",
    "councilmember",
    "councilwoman",
    "count",
    "countess",
    "dame",
    "deputy",
    "detective",
    "director",
    "dr",
    "duchess",
    "duke",
    "emperor",
    "father",
    "gen",
    "general",
    "gov",
    "governor",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "marshal",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "officer",
    "pastor",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "prosecutor",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "reverend",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheikh",
    "sheriff",
    "sir",
    "sister",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "sultan",
    "superintendent",
    "supt",
    "vice",
];

/// What kind of thing a common noun names when it stands for a name ("the president", "the agency").
pub(crate) fn role(lemma: &str) -> Option<Kind> {
    if PEOPLE.binary_search(&lemma).is_ok() {
        Some(Kind::Person)
    } else if BODIES.binary_search(&lemma).is_ok() {
        Some(Kind::Organisation)
    } else {
        None
    }
}

const PEOPLE: &[&str] = &[
    "actor",
    "actress",
    "adviser",
    "advisor",
    "ambassador",
    "analyst",
    "archbishop",
    "athlete",
    "attorney",
    "author",
    "billionaire",
    "bishop",
    "candidate",
    "captain",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "coach",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "counsel",
    "defendant",
    "democrat",
    "deputy",
    "designer",
    "detective",
    "diplomat",
    "director",
    "doctor",
    "economist",
    "editor",
    "envoy",
    "executive",
    "father",
    "founder",
    "general",
    "governor",
    "husband",
    "investigator",
    "journalist",
    "judge",
    "justice",
    "king",
    "lawmaker",
    "lawyer",
    "leader",
    "manager",
    "mayor",
    "minister",
    "mother",
    "officer",
    "official",
    "owner",
    "pastor",
    "plaintiff",
    "player",
    "politician",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "professor",
    "prosecutor",
    "queen",
    "reporter",
    "republican",
    "researcher",
    "scientist",
    "secretary",
    "senator",
    "sheriff",
    "singer",
    "son",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "superintendent",
    "suspect",
    "tycoon",
    "victim",
    "widow",
    "wife",
    "writer",
];

const BODIES: &[&str] = &[
    "administration",
    "agency",
    "airline",
    "alliance",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "cabinet",
    "carrier",
    "chamber",
    "church",
    "club",
    "coalition",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "drugmaker",
    "firm",
    "foundation",
    "government",
    "group",
    "hospital",
    "institute",
    "kremlin",
    "league",
    "legislature",
    "manufacturer",
    "militia",
    "ministry",
    "navy",
    "network",
    "newspaper",
    "office",
    "operator",
    "organisation",
    "organization",
    "outlet",
    "panel",
    "parliament",
    "party",
    "police",
    "regulator",
    "retailer",
    "school",
    "senate",
    "service",
    "startup",
    "supplier",
    "team",
    "tribunal",
    "union",
    "university",
    "watchdog",
];

/// Whether a proper name ending in this word is a body's.
pub(crate) fn is_organisation_head(word: &str) -> bool {
    BODIES.binary_search(&word).is_ok()
        || matches!(
            word,
            "inc" | "corp" | "ltd" | "llc" | "plc" | "gmbh" | "co" | "fund" | "forum"
        )
}

/// Whether a folded name of several words ends as companies' names do.
pub(crate) fn is_company(folded: &str) -> bool {
    folded.rsplit_once(' ').is_some_and(|(_, last)| ends_company(last))
}

/// Whether a folded word is what ministers are of.
pub(crate) fn is_portfolio(word: &str) -> bool {
    const PORTFOLIOS: &[&str] = &[
        "agriculture",
        "culture",
        "defence",
        "defense",
        "development",
        "economy",
        "education",
        "energy",
        "environment",
        "finance",
        "foreign",
        "health",
        "home",
        "interior",
        "justice",
        "labor",
        "labour",
        "state",
        "tourism",
        "trade",
        "transport",
    ];
    PORTFOLIOS.contains(&word)
}

/// Whether a folded word ends companies' names.
pub(crate) fn ends_company(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "airlines",
        "airways",
        "biologics",
        "capital",
        "corp",
        "corporation",
        "electronics",
        "energy",
        "enterprises",
        "gmbh",
        "group",
        "holdings",
        "inc",
        "industries",
        "insurance",
        "laboratories",
        "llc",
        "logistics",
        "ltd",
        "motors",
        "partners",
        "pharma",
        "pharmaceuticals",
        "plc",
        "resorts",
        "solutions",
        "systems",
        "technologies",
        "telecom",
    ];
    ENDS.contains(&word)
}

/// Whether a folded name is a news outlet's: a known one, or one made like a paper's or a channel's ("the Northbridge Gazette",
/// "Channel 4").
pub(crate) fn is_outlet(folded: &str) -> bool {
    if OUTLETS.binary_search(&folded).is_ok() {
        return true;
    }
    let Some((first, rest)) = folded.split_once(' ') else {
        return false;
    };
    let last = folded.rsplit(' ').next().unwrap_or_default();
    PAPERS.binary_search(&last).is_ok()
        || matches!(first, "daily" | "radio")
        || first == "channel" && rest.bytes().all(|b| b.is_ascii_digit())
        || matches!(last, "news" | "radio" | "television" | "tv")
        || [" news agency", " press agency", " news service", " free press"]
            .iter()
            .any(|end| folded.ends_with(end))
}

/// Last words of papers' names.
const PAPERS: &[&str] = &[
    "bulletin",
    "chronicle",
    "courant",
    "courier",
    "dispatch",
    "echo",
    "examiner",
    "gazette",
    "globe",
    "herald",
    "inquirer",
    "journal",
    "ledger",
    "mail",
    "mercury",
    "mirror",
    "observer",
    "picayune",
    "post",
    "register",
    "sentinel",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "wire",
];

/// Outlets whose names do not show that they are outlets, folded.
const OUTLETS: &[&str] = &[
    "abc",
    "abc news",
    "afp",
    "agence france presse",
    "al arabiya",
    "al jazeera",
    "anadolu",
    "ansa",
    "ap",
    "associated press",
    "atlantic",
    "axios",
    "barrons",
    "bbc",
    "bbc news",
    "bild",
    "bloomberg",
    "bloomberg news",
    "breitbart",
    "breitbart news",
    "business insider",
    "buzzfeed",
    "buzzfeed news",
    "cbc",
    "cbs",
    "cbs news",
    "cgtn",
    "cnbc",
    "cnn",
    "corriere della sera",
    "daily beast",
    "daily caller",
    "daily mail",
    "daily wire",
    "der spiegel",
    "deutsche welle",
    "dow jones",
    "dpa",
    "dw",
    "economist",
    "efe",
    "el mundo",
    "el pais",
    "euronews",
    "financial times",
    "forbes",
    "fortune",
    "fox",
    "fox business",
    "fox news",
    "france 24",
    "ft",
    "gizmodo",
    "globo",
    "guardian",
    "haaretz",
    "hill",
    "huffington post",
    "huffpost",
    "independent",
    "intercept",
    "interfax",
    "kyodo",
    "kyodo news",
    "la repubblica",
    "le figaro",
    "le monde",
    "liberation",
    "los angeles times",
    "mother jones",
    "msnbc",
    "nation",
    "national review",
    "nbc",
    "nbc news",
    "new york magazine",
    "new york post",
    "new york times",
    "new yorker",
    "news agency tass",
    "newsweek",
    "nhk",
    "nikkei",
    "npr",
    "nyt",
    "pa media",
    "pbs",
    "politico",
    "press association",
    "propublica",
    "reuters",
    "ria novosti",
    "rt",
    "rte",
    "rts",
    "salon",
    "sky news",
    "slate",
    "south china morning post",
    "spiegel",
    "suddeutsche zeitung",
    "tass",
    "techcrunch",
    "telegraph",
    "thinkprogress",
    "time",
    "times",
    "times of israel",
    "tmz",
    "townhall",
    "usa today",
    "vanity fair",
    "verge",
    "vice news",
    "vox",
    "wall street journal",
    "washington examiner",
    "washington post",
    "wired",
    "wsj",
    "xinhua",
    "yahoo news",
    "yonhap",
];

/// The full name of an outlet that is mostly known by its initials, from its folded initials.
pub(crate) fn in_full(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "afp" => "Agence France-Presse",
        "ap" => "Associated Press",
        "ft" => "Financial Times",
        "nyt" => "New York Times",
        "wsj" => "Wall Street Journal",
        _ => return None,
    })
}

/// A country: its names, the words for what is of it, its capital, all folded.
pub(crate) struct Country {
    /// Names, the usual one first.
    pub(crate) names: &'static [&'static str],
    /// Adjectives and words for its people, singular.
    pub(crate) demonyms: &'static [&'static str],
    /// Its seat of government.
    pub(crate) capital: &'static str,
}

/// The country that a folded word names or belongs to.
pub(crate) fn country(word: &str) -> Option<&'static Country> {
    // It is asked of very many words.
    static WORDS: OnceLock<BTreeMap<String, &Country>> = OnceLock::new();
    let words = || {
        let mut words = BTreeMap::new();
        for country in COUNTRIES {
            let said = country.names.iter().chain(country.demonyms).map(|w| (*w).to_owned());
            let several = country.demonyms.iter().map(|w| format!("{w}s"));
            for word in said.chain(several) {
                words.entry(word).or_insert(country);
            }
        }
        words
    };
    WORDS.get_or_init(words).get(word).copied()
}

/// The country whose capital a folded word names.
pub(crate) fn capital_of(word: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.capital == word)
}

macro_rules! countries {
    ($($name:literal $(/ $other:literal)* : $($demonym:literal),+ ; $capital:literal)*) => {
        const COUNTRIES: &[Country] = &[$(Country { names: &[$name $(, $other)*], demonyms: &[$($demonym),+], capital: $capital }),*];
    };
}

countries! {
    "afghanistan": "afghan"; "kabul"
    "albania": "albanian"; "tirana"
    "algeria": "algerian"; "algiers"
    "angola": "angolan"; "luanda"
    "argentina": "argentine", "argentinian"; "buenos aires"
    "armenia": "armenian"; "yerevan"
    "australia": "australian"; "canberra"
    "austria": "austrian"; "vienna"
    "azerbaijan": "azerbaijani", "azeri"; "baku"
    "bahrain": "bahraini"; "manama"
    "bangladesh": "bangladeshi"; "dhaka"
    "belarus": "belarusian"; "minsk"
    "belgium": "belgian"; "brussels"
    "bolivia": "bolivian"; "la paz"
    "bosnia and herzegovina" / "bosnia": "bosnian"; "sarajevo"
    "botswana": "botswanan"; "gaborone"
    "brazil": "brazilian"; "brasilia"
    "bulgaria": "bulgarian"; "sofia"
    "burkina faso": "burkinabe"; "ouagadougou"
    "burundi": "burundian"; "bujumbura"
    "cambodia": "cambodian"; "phnom penh"
    "cameroon": "cameroonian"; "yaounde"
    "canada": "canadian"; "ottawa"
    "central african republic": "central african"; "bangui"
    "chad": "chadian"; "ndjamena"
    "chile": "chilean"; "santiago"
    "china": "chinese"; "beijing"
    "colombia": "colombian"; "bogota"
    "costa rica": "costa rican"; "san jose"
    "croatia": "croatian", "croat"; "zagreb"
    "cuba": "cuban"; "havana"
    "cyprus": "cypriot"; "nicosia"
    "czech republic" / "czechia": "czech"; "prague"
    "democratic republic of congo" / "congo": "congolese"; "kinshasa"
    "denmark": "danish", "dane"; "copenhagen"
    "dominican republic": "dominican"; "santo domingo"
    "ecuador": "ecuadorian", "ecuadorean"; "quito"
    "egypt": "egyptian"; "cairo"
    "el salvador": "salvadoran"; "san salvador"
    "eritrea": "eritrean"; "asmara"
    "estonia": "estonian"; "tallinn"
    "ethiopia": "ethiopian"; "addis ababa"
    "finland": "finnish", "finn"; "helsinki"
    "france": "french"; "paris"
    "georgia": "georgian"; "tbilisi"
    "germany": "german"; "berlin"
    "ghana": "ghanaian"; "accra"
    "greece": "greek"; "athens"
    "guatemala": "guatemalan"; "guatemala city"
    "haiti": "haitian"; "port au prince"
    "honduras": "honduran"; "tegucigalpa"
    "hungary": "hungarian"; "budapest"
    "iceland": "icelandic"; "reykjavik"
    "india": "indian"; "new delhi"
    "indonesia": "indonesian"; "jakarta"
    "iran": "iranian"; "tehran"
    "iraq": "iraqi"; "baghdad"
    "ireland": "irish"; "dublin"
    "israel": "israeli"; "jerusalem"
    "italy": "italian"; "rome"
    "ivory coast": "ivorian"; "yamoussoukro"
    "jamaica": "jamaican"; "kingston"
    "japan": "japanese"; "tokyo"
    "jordan": "jordanian"; "amman"
    "kazakhstan": "kazakh"; "astana"
    "kenya": "kenyan"; "nairobi"
    "kosovo": "kosovar", "kosovan"; "pristina"
    "kuwait": "kuwaiti"; "kuwait city"
    "kyrgyzstan": "kyrgyz"; "bishkek"
    "laos": "laotian", "lao"; "vientiane"
    "latvia": "latvian"; "riga"
    "lebanon": "lebanese"; "beirut"
    "liberia": "liberian"; "monrovia"
    "libya": "libyan"; "tripoli"
    "lithuania": "lithuanian"; "vilnius"
    "luxembourg": "luxembourger"; "luxembourg city"
    "madagascar": "malagasy"; "antananarivo"
    "malawi": "malawian"; "lilongwe"
    "malaysia": "malaysian"; "kuala lumpur"
    "mali": "malian"; "bamako"
    "malta": "maltese"; "valletta"
    "mexico": "mexican"; "mexico city"
    "moldova": "moldovan"; "chisinau"
    "mongolia": "mongolian"; "ulaanbaatar"
    "montenegro": "montenegrin"; "podgorica"
    "morocco": "moroccan"; "rabat"
    "mozambique": "mozambican"; "maputo"
    "myanmar" / "burma": "burmese"; "naypyidaw"
    "namibia": "namibian"; "windhoek"
    "nepal": "nepali", "nepalese"; "kathmandu"
    "netherlands" / "holland": "dutch"; "the hague"
    "new zealand": "new zealander"; "wellington"
    "nicaragua": "nicaraguan"; "managua"
    "niger": "nigerien"; "niamey"
    "nigeria": "nigerian"; "abuja"
    "north korea": "north korean"; "pyongyang"
    "north macedonia" / "macedonia": "macedonian"; "skopje"
    "norway": "norwegian"; "oslo"
    "oman": "omani"; "muscat"
    "pakistan": "pakistani"; "islamabad"
    "panama": "panamanian"; "panama city"
    "paraguay": "paraguayan"; "asuncion"
    "peru": "peruvian"; "lima"
    "philippines": "philippine", "filipino"; "manila"
    "poland": "polish", "pole"; "warsaw"
    "portugal": "portuguese"; "lisbon"
    "qatar": "qatari"; "doha"
    "romania": "romanian"; "bucharest"
    "russia" / "russian federation": "russian"; "moscow"
    "rwanda": "rwandan"; "kigali"
    "saudi arabia": "saudi", "saudi arabian"; "riyadh"
    "senegal": "senegalese"; "dakar"
    "serbia": "serbian", "serb"; "belgrade"
    "sierra leone": "sierra leonean"; "freetown"
    "singapore": "singaporean"; "singapore city"
    "slovakia": "slovak", "slovakian"; "bratislava"
    "slovenia": "slovenian", "slovene"; "ljubljana"
    "somalia": "somali"; "mogadishu"
    "south africa": "south african"; "pretoria"
    "south korea": "south korean"; "seoul"
    "south sudan": "south sudanese"; "juba"
    "spain": "spanish", "spaniard"; "madrid"
    "sri lanka": "sri lankan"; "colombo"
    "sudan": "sudanese"; "khartoum"
    "sweden": "swedish", "swede"; "stockholm"
    "switzerland": "swiss"; "bern"
    "syria": "syrian"; "damascus"
    "taiwan": "taiwanese"; "taipei"
    "tajikistan": "tajik"; "dushanbe"
    "tanzania": "tanzanian"; "dodoma"
    "thailand": "thai"; "bangkok"
    "togo": "togolese"; "lome"
    "tunisia": "tunisian"; "tunis"
    "turkey" / "turkiye": "turkish", "turk"; "ankara"
    "turkmenistan": "turkmen"; "ashgabat"
    "uganda": "ugandan"; "kampala"
    "ukraine": "ukrainian"; "kyiv"
    "united arab emirates" / "uae" / "emirates": "emirati"; "abu dhabi"
    "united kingdom" / "uk" / "britain" / "great britain": "british", "briton"; "london"
    "united states" / "us" / "usa" / "america" / "united states of america": "american"; "washington"
    "uruguay": "uruguayan"; "montevideo"
    "uzbekistan": "uzbek"; "tashkent"
    "venezuela": "venezuelan"; "caracas"
    "vietnam": "vietnamese"; "hanoi"
    "yemen": "yemeni"; "sanaa"
    "zambia": "zambian"; "lusaka"
    "zimbabwe": "zimbabwean"; "harare"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_searched_are_sorted() {
        for list in [TITLES, PEOPLE, BODIES, PAPERS, OUTLETS] {
            assert!(
                list.windows(2).all(|w| w[0] < w[1]),
                "{:?}",
                list.windows(2).find(|w| w[0] >= w[1])
            );
        }
    }
}
