//! Words that say the opposite of one another, and words that say the same where their vectors do not show it.
//! General English, as lemmas. A data table.

// tidy: table

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Whether two lemmas are opposites.
pub(super) fn opposite(a: &str, b: &str) -> bool {
    static TABLE: OnceLock<BTreeSet<(&str, &str)>> = OnceLock::new();
    holds(TABLE.get_or_init(|| pairs(OPPOSITES)), a, b) || by_prefix(a, b) || by_prefix(b, a)
}

/// Whether two lemmas say the same.
pub(super) fn same(a: &str, b: &str) -> bool {
    static TABLE: OnceLock<BTreeSet<(&str, &str)>> = OnceLock::new();
    holds(TABLE.get_or_init(|| pairs(SAME)), a, b)
}

/// "legal" and "illegal", "able" and "unable".
fn by_prefix(a: &str, b: &str) -> bool {
    a.len() >= 4
        && ["un", "in", "im", "il", "ir", "dis", "non"].iter().any(|prefix| {
            b.strip_prefix(prefix) == Some(a)
                && !matches!(b, "inform" | "income" | "invest" | "impart" | "install" | "intend")
        })
}

fn holds(table: &BTreeSet<(&'static str, &'static str)>, a: &str, b: &str) -> bool {
    // A set of pairs of static texts can be asked for pairs of any.
    table.contains(&if a < b { (a, b) } else { (b, a) })
}

/// Every word of a group with every word of the group beside it, in order.
fn pairs(groups: &'static [(&'static str, &'static str)]) -> BTreeSet<(&'static str, &'static str)> {
    let mut out = BTreeSet::new();
    for (left, right) in groups {
        for a in left.split(' ') {
            for b in right.split(' ') {
                out.insert(if a < b { (a, b) } else { (b, a) });
            }
        }
    }
    out
}

/// Each word on the left is an opposite of each on the right.
const OPPOSITES: &[(&str, &str)] = &[
    (
        "increase rise grow climb soar surge jump gain expand raise boost growth hike upward strengthen widen",
        "decrease fall drop decline shrink plunge sink slump dip lose reduce cut lower reduction downward weaken narrow",
    ),
    (
        "accept approve embrace adopt welcome endorse",
        "reject refuse decline rebuff spurn veto dismiss",
    ),
    ("approval acceptance", "rejection refusal"),
    (
        "support back favor favour endorse defend supporter proponent",
        "oppose resist reject condemn opponent critic",
    ),
    ("support", "opposition"),
    ("confirm admit acknowledge concede", "deny reject refute dispute"),
    ("confirmation admission", "denial"),
    (
        "praise applaud commend hail laud",
        "criticize criticise condemn denounce blast slam blame",
    ),
    ("praise", "criticism condemnation"),
    (
        "allow permit let legalize legalise authorize authorise enable",
        "ban prohibit forbid bar block prevent outlaw stop",
    ),
    ("win victory", "lose loss defeat"),
    ("winner", "loser"),
    (
        "succeed success successful successfully",
        "fail failure unsuccessful unsuccessfully failed",
    ),
    (
        "begin start launch open commence resume",
        "end finish stop close conclude halt cease suspend shut cancel",
    ),
    ("beginning start", "end finish close"),
    (
        "continue proceed",
        "stop halt cease end suspend cancel discontinue abandon",
    ),
    ("arrest detain jail imprison hold capture", "release free acquit"),
    ("convict guilty", "acquit innocent"),
    ("guilt", "innocence"),
    ("arrive come enter join", "leave depart exit quit go"),
    ("arrival", "departure"),
    ("remain stay", "leave go depart resign quit"),
    ("buy purchase", "sell"),
    ("buyer", "seller"),
    ("export", "import"),
    ("lend", "borrow"),
    ("give grant provide offer supply", "withhold deny refuse take withdraw"),
    ("send", "receive"),
    ("push", "pull"),
    ("attack", "defend"),
    ("agree", "disagree refuse"),
    ("agreement", "disagreement"),
    ("include", "exclude"),
    ("inclusion", "exclusion"),
    ("appear emerge", "disappear vanish"),
    (
        "build construct create establish",
        "destroy demolish dismantle dissolve",
    ),
    ("creation construction", "destruction demolition"),
    ("save rescue", "kill lose"),
    ("survive", "die perish"),
    ("survivor", "victim"),
    ("alive living live", "dead deceased"),
    ("birth", "death"),
    ("born", "die"),
    ("love like", "hate dislike"),
    ("hire appoint recruit employ", "fire dismiss sack"),
    ("appointment", "dismissal resignation"),
    ("remember recall", "forget"),
    ("impose", "lift remove scrap"),
    ("install add", "remove uninstall"),
    ("tighten toughen", "loosen ease relax"),
    ("worsen deteriorate", "improve recover ease"),
    ("improvement recovery", "deterioration decline"),
    ("encourage urge", "discourage deter"),
    ("advance", "retreat withdraw"),
    ("deploy", "withdraw"),
    ("ratify sign", "repeal reject"),
    ("enact pass", "repeal reject defeat"),
    ("uphold", "overturn reverse strike"),
    ("extend lengthen prolong", "shorten curtail"),
    ("accelerate quicken speed", "slow delay"),
    ("hasten", "delay postpone"),
    ("show reveal disclose expose publish", "hide conceal withhold"),
    ("obey follow comply respect", "disobey defy violate breach"),
    ("compliance", "violation breach"),
    ("protect", "endanger threaten harm"),
    ("trust", "distrust doubt"),
    ("believe", "doubt disbelieve"),
    ("unite", "divide split"),
    ("unity", "division"),
    ("connect link", "disconnect separate"),
    ("strength", "weakness"),
    ("advantage benefit", "disadvantage"),
    ("ally friend partner", "enemy foe rival adversary"),
    ("friendly", "hostile"),
    ("war conflict", "peace"),
    ("profit", "loss"),
    ("surplus", "deficit"),
    ("majority most", "minority"),
    ("maximum", "minimum"),
    ("optimism optimistic hopeful", "pessimism pessimistic hopeless"),
    ("positive", "negative"),
    ("good great excellent", "bad poor terrible"),
    ("better", "worse"),
    ("best", "worst"),
    ("high higher", "low lower"),
    ("highest", "lowest"),
    ("large big huge great larger bigger", "small little tiny smaller"),
    ("largest biggest", "smallest"),
    ("long longer", "short shorter brief"),
    ("strong stronger", "weak weaker"),
    ("hard difficult", "easy simple"),
    ("rich wealthy", "poor"),
    ("old", "young new"),
    ("early earlier", "late later"),
    ("first", "last"),
    (
        "fast quick rapid quickly rapidly swift swiftly",
        "slow slowly gradual gradually",
    ),
    ("safe", "dangerous unsafe risky"),
    ("safety", "danger"),
    ("legal lawful", "illegal unlawful"),
    ("true correct accurate right", "false incorrect inaccurate wrong untrue"),
    ("public publicly", "private privately secret secretly"),
    ("open openly", "secret secretly covertly covert"),
    ("temporary temporarily", "permanent permanently"),
    ("voluntary voluntarily", "mandatory compulsory forced"),
    (
        "male man men boy father son brother husband he",
        "female woman women girl mother daughter sister wife she",
    ),
    ("foreign", "domestic local"),
    ("national", "local"),
    ("urban", "rural"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("left", "right"),
    ("inside indoor indoors", "outside outdoor outdoors"),
    ("before", "after"),
    ("above over", "below under"),
    ("up", "down"),
    ("always", "never"),
    ("often frequently", "rarely seldom"),
    ("all every everyone", "none no nobody"),
    ("likely", "unlikely"),
    ("possible", "impossible"),
    ("present", "absent"),
    ("full", "empty"),
    ("clear", "unclear"),
    ("known", "unknown"),
    ("popular", "unpopular"),
    ("hot warm", "cold cool"),
    ("heavy", "light"),
    ("day", "night"),
    ("morning", "evening"),
    ("conservative", "liberal progressive"),
    ("democrat democratic", "republican"),
    ("armed", "unarmed"),
    ("healthy", "sick ill unhealthy"),
    ("upgrade", "downgrade"),
    ("overestimate", "underestimate"),
    ("ascend", "descend"),
    ("deepen", "ease"),
    ("escalate escalation", "subside ease de-escalation"),
    ("calm", "angry furious"),
    ("certain sure", "uncertain unsure"),
    ("necessary", "unnecessary"),
    ("same identical", "different"),
    ("similar", "different"),
    ("more", "less fewer"),
    ("most", "least"),
    ("many", "few"),
    ("major", "minor"),
    ("hopeful confident", "doubtful sceptical skeptical"),
    ("confidence", "doubt"),
    ("satisfied happy pleased", "dissatisfied unhappy disappointed"),
    ("happy", "sad"),
    ("qualify eligible", "disqualify ineligible"),
    ("enroll enlist", "withdraw"),
    ("comply", "defy"),
    ("attract", "repel"),
    ("persuade", "dissuade"),
    ("retain keep", "lose abandon drop discard"),
    ("demand", "supply"),
    ("question", "answer"),
    ("ask", "answer"),
    ("teacher", "student"),
    ("employer", "employee"),
    ("landlord", "tenant"),
    ("parent", "child"),
    ("leader", "follower"),
    ("plaintiff", "defendant"),
    ("prosecution prosecutor", "defence defense defender"),
    ("hero", "villain"),
    ("victim", "perpetrator attacker"),
];

/// Words that say the same, or near enough that a careful reader would not object.
const SAME: &[(&str, &str)] = &[
    ("kill", "die dead death"),
    ("minister", "secretary"),
    ("buy", "purchase acquire"),
    ("start", "begin launch"),
    ("end", "finish conclude"),
    ("sack fire", "dismiss"),
    ("weapon", "arm"),
    ("arm", "ammunition weaponry"),
    ("car", "vehicle"),
    ("police", "officer"),
    ("resign", "quit step"),
    ("rise", "increase climb grow"),
    ("fall", "drop decline decrease"),
    ("seek", "want look"),
    ("help", "assist aid"),
    ("injure", "hurt wound"),
    ("child", "kid"),
    ("company", "firm"),
    ("house", "home"),
    ("film", "movie"),
    ("football", "soccer"),
    ("attorney", "lawyer"),
    ("doctor", "physician"),
    ("country", "nation state"),
    ("big", "large"),
    ("show", "reveal"),
    ("accuse", "allege"),
    ("form", "establish create set"),
    ("agency", "service"),
];
