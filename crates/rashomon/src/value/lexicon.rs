//! What words mean in times and quantities: one table, looked up once a word.

use super::DayPart;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One meaning of a word. A word may have several ("second", "quarter").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// "zero" to "nineteen".
    Small(u32),
    /// "twenty" to "ninety".
    Tens(u32),
    /// "hundred", "million", "crore": a power of ten.
    Scale(i32),
    /// "k", "m", "bn" after digits: a power of ten.
    Suffix(i32),
    /// "dozen".
    Dozen,
    /// "hundreds", "millions", "dozens": least and most of one such, as people use the word.
    Many(u64, u64),
    /// "half".
    Half,
    /// "first", "twentieth".
    Ordinal(u32),
    /// "thirds", "fifths".
    Parts(u32),
    /// "a", "an".
    Article,
    /// "January", "Sept".
    Month(i8),
    /// "Monday", "Tues"; whether it is short, and so a word of other uses ("sun", "wed").
    Weekday(i8, bool),
    /// "week", "hrs".
    Period(Period),
    /// "morning", "tonight" has its own sense.
    Part(DayPart),
    /// 21 spring to 24 winter, as in EDTF.
    Season(i8),
    /// "yesterday": days from the reference day.
    Day(i8),
    /// "last" -1, "this" 0, "next" 1.
    Turn(i8),
    /// "a.m." false, "p.m." true.
    Meridian(bool),
    /// "noon", "midnight": an hour.
    Hour(i8),
    /// A word that means nothing alone but can open a time or a quantity ("since", "early", "about", "at least").
    Opens,
    /// A word that can open a bound on a time ("since", "as early as").
    Bound,
    /// A word that can open a hedge or a bound on an amount ("about", "at least").
    Hedge,
    /// A holiday's first word.
    Feast,
    /// A currency: ISO 4217 code, and how many of it make one.
    Money(&'static str, u32),
    /// A unit of measure.
    Measure(&'static str),
    /// "percent".
    Percent,
}

/// A length of time with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Period {
    /// The unit that a length of time is given in, and how many of it.
    pub(super) fn measure(self) -> (&'static str, f64) {
        match self {
            Self::Second => ("second", 1.0),
            Self::Minute => ("minute", 1.0),
            Self::Hour => ("hour", 1.0),
            Self::Day => ("day", 1.0),
            Self::Weekend => ("weekend", 1.0),
            Self::Week => ("week", 1.0),
            Self::Fortnight => ("week", 2.0),
            Self::Month => ("month", 1.0),
            Self::Quarter => ("month", 3.0),
            Self::Year => ("year", 1.0),
            Self::Decade => ("year", 10.0),
            Self::Century => ("year", 100.0),
        }
    }
}

impl Sense {
    /// Whether a value may rest on the word, and not only open with it or lean on it.
    pub(super) fn is_core(self) -> bool {
        !matches!(
            self,
            Self::Opens | Self::Bound | Self::Hedge | Self::Article | Self::Turn(_) | Self::Money(..) | Self::Percent
        ) && !matches!(self, Self::Measure(_) | Self::Meridian(_) | Self::Suffix(_))
    }
}

/// The meanings of a word, in any case; none for a word that values do not know.
pub(super) fn senses(word: &str) -> &'static [Sense] {
    static INDEX: LazyLock<HashMap<&'static str, &'static [Sense]>> = LazyLock::new(|| {
        TABLE
            .iter()
            .flat_map(|(words, senses)| words.split(' ').map(|w| (w, *senses)))
            .collect()
    });
    if word.len() > LONGEST {
        return &[];
    }
    if word.bytes().any(|b| b.is_ascii_uppercase()) || !word.is_ascii() {
        INDEX.get(word.to_lowercase().as_str()).copied().unwrap_or(&[])
    } else {
        INDEX.get(word).copied().unwrap_or(&[])
    }
}

/// No word of the table is longer, in bytes.
const LONGEST: usize = 16;

use DayPart::{Afternoon, Evening, Morning, Night};
use Sense::*;

/// Words that share their senses, separated by spaces.
const TABLE: &[(&str, &[Sense])] = &[
    ("a an", &[Article]),
    ("zero nought naught nil", &[Small(0)]),
    ("one", &[Small(1)]),
    ("two couple", &[Small(2)]),
    ("three", &[Small(3)]),
    ("four", &[Small(4)]),
    ("five", &[Small(5)]),
    ("six", &[Small(6)]),
    ("seven", &[Small(7)]),
    ("eight", &[Small(8)]),
    ("nine", &[Small(9)]),
    ("ten", &[Small(10)]),
    ("eleven", &[Small(11)]),
    ("twelve", &[Small(12)]),
    ("thirteen", &[Small(13)]),
    ("fourteen", &[Small(14)]),
    ("fifteen", &[Small(15)]),
    ("sixteen", &[Small(16)]),
    ("seventeen", &[Small(17)]),
    ("eighteen", &[Small(18)]),
    ("nineteen", &[Small(19)]),
    ("twenty", &[Tens(20)]),
    ("thirty", &[Tens(30)]),
    ("forty fourty", &[Tens(40)]),
    ("fifty", &[Tens(50)]),
    ("sixty", &[Tens(60)]),
    ("seventy", &[Tens(70)]),
    ("eighty", &[Tens(80)]),
    ("ninety", &[Tens(90)]),
    ("hundred", &[Scale(2)]),
    ("thousand", &[Scale(3)]),
    ("lakh lac", &[Scale(5)]),
    ("million mln mil", &[Scale(6)]),
    ("crore", &[Scale(7)]),
    ("billion bln", &[Scale(9)]),
    ("trillion trln tln", &[Scale(12)]),
    ("k", &[Suffix(3)]),
    ("m", &[Suffix(6), Measure("metre")]),
    ("mn mm", &[Suffix(6)]),
    ("bn b", &[Suffix(9)]),
    ("g", &[Suffix(9), Measure("gram")]),
    ("tn trn t", &[Suffix(12)]),
    ("dozen doz dz dozs dzs", &[Dozen]),
    ("dozens", &[Many(20, 119), Dozen]),
    ("scores", &[Many(40, 199)]),
    ("hundreds", &[Many(200, 999), Scale(2)]),
    ("thousands", &[Many(2_000, 19_999), Scale(3)]),
    ("lakhs", &[Many(200_000, 999_999), Scale(5)]),
    ("millions", &[Many(2_000_000, 99_999_999), Scale(6)]),
    ("crores", &[Many(20_000_000, 999_999_999), Scale(7)]),
    ("billions", &[Many(2_000_000_000, 99_999_999_999), Scale(9)]),
    ("trillions", &[Many(2_000_000_000_000, 99_999_999_999_999), Scale(12)]),
    ("tens", &[Many(20, 99)]),
    ("half halves", &[Half]),
    ("first 1st", &[Ordinal(1)]),
    ("second", &[Ordinal(2), Period(Period::Second)]),
    ("third", &[Ordinal(3)]),
    ("fourth", &[Ordinal(4)]),
    ("fifth", &[Ordinal(5)]),
    ("sixth", &[Ordinal(6)]),
    ("seventh", &[Ordinal(7)]),
    ("eighth", &[Ordinal(8)]),
    ("ninth", &[Ordinal(9)]),
    ("tenth", &[Ordinal(10)]),
    ("eleventh", &[Ordinal(11)]),
    ("twelfth", &[Ordinal(12)]),
    ("thirteenth", &[Ordinal(13)]),
    ("fourteenth", &[Ordinal(14)]),
    ("fifteenth", &[Ordinal(15)]),
    ("sixteenth", &[Ordinal(16)]),
    ("seventeenth", &[Ordinal(17)]),
    ("eighteenth", &[Ordinal(18)]),
    ("nineteenth", &[Ordinal(19)]),
    ("twentieth", &[Ordinal(20)]),
    ("thirtieth", &[Ordinal(30)]),
    ("fortieth", &[Ordinal(40)]),
    ("fiftieth", &[Ordinal(50)]),
    ("sixtieth", &[Ordinal(60)]),
    ("seventieth", &[Ordinal(70)]),
    ("eightieth", &[Ordinal(80)]),
    ("ninetieth", &[Ordinal(90)]),
    ("hundredth", &[Ordinal(100)]),
    ("thousandth", &[Ordinal(1000)]),
    ("firsts", &[Parts(1)]),
    ("thirds", &[Parts(3)]),
    ("fourths", &[Parts(4)]),
    ("fifths", &[Parts(5)]),
    ("sixths", &[Parts(6)]),
    ("sevenths", &[Parts(7)]),
    ("eighths", &[Parts(8)]),
    ("ninths", &[Parts(9)]),
    ("tenths", &[Parts(10)]),
    ("twentieths", &[Parts(20)]),
    ("hundredths", &[Parts(100)]),
    ("thousandths", &[Parts(1000)]),
    ("quarter", &[Parts(4), Period(Period::Quarter)]),
    ("quarters", &[Parts(4), Period(Period::Quarter)]),
    ("january jan", &[Month(1)]),
    ("february feb", &[Month(2)]),
    ("march mar", &[Month(3)]),
    ("april apr", &[Month(4)]),
    ("may", &[Month(5)]),
    ("june jun", &[Month(6)]),
    ("july jul", &[Month(7)]),
    ("august aug", &[Month(8)]),
    ("september sept sep", &[Month(9)]),
    ("october oct", &[Month(10)]),
    ("november nov", &[Month(11)]),
    ("december dec", &[Month(12)]),
    ("monday", &[Weekday(1, false)]),
    ("tuesday", &[Weekday(2, false)]),
    ("wednesday", &[Weekday(3, false)]),
    ("thursday", &[Weekday(4, false)]),
    ("friday", &[Weekday(5, false)]),
    ("saturday", &[Weekday(6, false)]),
    ("sunday", &[Weekday(7, false)]),
    ("mon", &[Weekday(1, true)]),
    ("tue tues", &[Weekday(2, true)]),
    ("wed", &[Weekday(3, true)]),
    ("thu thur thurs", &[Weekday(4, true)]),
    ("fri", &[Weekday(5, true)]),
    ("sat", &[Weekday(6, true)]),
    ("sun", &[Weekday(7, true)]),
    ("seconds sec secs", &[Period(Period::Second)]),
    ("minute minutes min mins", &[Period(Period::Minute)]),
    ("hour hours hr hrs h", &[Period(Period::Hour)]),
    ("day days", &[Period(Period::Day)]),
    ("nights", &[Period(Period::Day)]),
    ("weekend weekends", &[Period(Period::Weekend)]),
    ("week weeks wk wks workweek", &[Period(Period::Week)]),
    ("fortnight fortnights", &[Period(Period::Fortnight)]),
    ("month months", &[Period(Period::Month)]),
    ("year years yr yrs", &[Period(Period::Year)]),
    ("decade decades", &[Period(Period::Decade)]),
    ("century centuries", &[Period(Period::Century)]),
    ("morning", &[Part(Morning)]),
    ("afternoon", &[Part(Afternoon)]),
    ("evening", &[Part(Evening)]),
    ("night", &[Part(Night), Period(Period::Day)]),
    ("overnight", &[Part(Night)]),
    ("spring", &[Season(21)]),
    ("summer", &[Season(22)]),
    ("autumn fall", &[Season(23)]),
    ("winter", &[Season(24)]),
    ("today", &[Day(0)]),
    ("tonight tonite", &[Day(0), Part(Night)]),
    ("yesterday", &[Day(-1)]),
    ("tomorrow tmrw", &[Day(1)]),
    ("last past previous", &[Turn(-1)]),
    ("this current", &[Turn(0)]),
    ("next coming upcoming following", &[Turn(1)]),
    ("am a.m. a.m", &[Meridian(false)]),
    ("pm p.m. p.m", &[Meridian(true)]),
    ("noon midday noonish", &[Hour(12)]),
    ("midnight", &[Hour(0)]),
    ("early earlier late mid middle start end", &[Opens]),
    ("later beginning", &[Opens, Bound]),
    ("since until till before after by starting prior ever beyond", &[Bound]),
    ("not no up as", &[Bound, Hedge]),
    ("in", &[Opens, Hedge]),
    ("from between during on within the once twice every each", &[Opens]),
    (
        "twenties thirties forties fifties sixties seventies eighties nineties",
        &[Opens],
    ),
    ("q minus negative several few another calendar", &[Opens]),
    ("christmas easter thanksgiving halloween juneteenth", &[Feast]),
    (
        "new labor labour independence memorial veterans boxing valentine valentines",
        &[Feast],
    ),
    ("good black cyber presidents columbus", &[Feast]),
    ("percent percents pct percentage", &[Percent]),
    (
        "about around nearly almost roughly approximately some circa estimated slightly little reported",
        &[Hedge],
    ),
    (
        "more less fewer over under above below at upwards upward just close greater higher lower well",
        &[Hedge],
    ),
    ("exceeding topping", &[Hedge]),
    ("元", &[Money("CNY", 1)]),
    ("cent cents", &[Money("$", 100)]),
    ("dollar dollars buck bucks", &[Money("$", 1)]),
    ("euro euros", &[Money("EUR", 1)]),
    ("sterling", &[Money("GBP", 1)]),
    ("pound pounds", &[Money("GBP", 1), Measure("pound")]),
    ("pence penny pennies", &[Money("GBP", 100)]),
    ("quid", &[Money("GBP", 1)]),
    ("p r rm rp tk ksh n", &[Opens]),
    ("yen", &[Money("JPY", 1)]),
    ("yuan renminbi rmb kuai", &[Money("CNY", 1)]),
    ("rupee rupees", &[Money("INR", 1)]),
    ("ruble rubles rouble roubles", &[Money("RUB", 1)]),
    ("won", &[Money("KRW", 1)]),
    ("peso pesos", &[Money("peso", 1)]),
    ("franc francs", &[Money("franc", 1)]),
    ("dinar dinars", &[Money("dinar", 1)]),
    ("shilling shillings", &[Money("shilling", 1)]),
    ("crown crowns krone kroner", &[Money("crown", 1)]),
    ("krona kronor", &[Money("SEK", 1)]),
    ("koruna", &[Money("CZK", 1)]),
    ("rand", &[Money("ZAR", 1)]),
    ("lira liras", &[Money("TRY", 1)]),
    ("rial rials", &[Money("IRR", 1)]),
    ("riyal riyals", &[Money("SAR", 1)]),
    ("dirham dirhams", &[Money("AED", 1)]),
    ("reais", &[Money("BRL", 1)]),
    ("hryvnia hryvnias", &[Money("UAH", 1)]),
    ("zloty zlotys", &[Money("PLN", 1)]),
    ("forint forints", &[Money("HUF", 1)]),
    ("leva lev", &[Money("BGN", 1)]),
    ("baht", &[Money("THB", 1)]),
    ("ringgit", &[Money("MYR", 1)]),
    ("rupiah", &[Money("IDR", 1)]),
    ("dong", &[Money("VND", 1)]),
    ("naira", &[Money("NGN", 1)]),
    ("cedi cedis", &[Money("GHS", 1)]),
    ("birr", &[Money("ETB", 1)]),
    ("shekel shekels", &[Money("ILS", 1)]),
    ("tenge", &[Money("KZT", 1)]),
    ("taka", &[Money("BDT", 1)]),
    ("kyat", &[Money("MMK", 1)]),
    ("guilder guilders", &[Money("guilder", 1)]),
    ("mark marks deutschmarks", &[Money("mark", 1)]),
    ("markka", &[Money("FIM", 1)]),
    ("peseta pesetas", &[Money("ESP", 1)]),
    ("bitcoin bitcoins btc", &[Money("XBT", 1)]),
    ("usd", &[Money("USD", 1)]),
    ("eur", &[Money("EUR", 1)]),
    ("gbp", &[Money("GBP", 1)]),
    ("jpy", &[Money("JPY", 1)]),
    ("cny", &[Money("CNY", 1)]),
    ("chf", &[Money("CHF", 1)]),
    ("cad", &[Money("CAD", 1)]),
    ("aud", &[Money("AUD", 1)]),
    ("nzd", &[Money("NZD", 1)]),
    ("hkd", &[Money("HKD", 1)]),
    ("sgd", &[Money("SGD", 1)]),
    ("inr rs", &[Money("INR", 1)]),
    ("rub", &[Money("RUB", 1)]),
    ("uah", &[Money("UAH", 1)]),
    ("sek", &[Money("SEK", 1)]),
    ("nok", &[Money("NOK", 1)]),
    ("dkk", &[Money("DKK", 1)]),
    ("pln", &[Money("PLN", 1)]),
    ("czk", &[Money("CZK", 1)]),
    ("huf", &[Money("HUF", 1)]),
    ("mxn", &[Money("MXN", 1)]),
    ("brl", &[Money("BRL", 1)]),
    ("zar", &[Money("ZAR", 1)]),
    ("krw", &[Money("KRW", 1)]),
    ("ils nis", &[Money("ILS", 1)]),
    (
        "km kms kilometre kilometres kilometer kilometers",
        &[Measure("kilometre")],
    ),
    ("metre metres meter meters", &[Measure("metre")]),
    (
        "cm centimetre centimetres centimeter centimeters",
        &[Measure("centimetre")],
    ),
    (
        "millimetre millimetres millimeter millimeters",
        &[Measure("millimetre")],
    ),
    ("mile miles mi", &[Measure("mile")]),
    ("yard yards", &[Measure("yard")]),
    ("foot feet ft", &[Measure("foot")]),
    ("inch inches", &[Measure("inch")]),
    ("acre acres", &[Measure("acre")]),
    ("hectare hectares ha", &[Measure("hectare")]),
    ("kg kgs kilo kilos kilogram kilograms", &[Measure("kilogram")]),
    ("gram grams", &[Measure("gram")]),
    ("mg milligram milligrams", &[Measure("milligram")]),
    ("tonne tonnes", &[Measure("tonne")]),
    ("ton tons", &[Measure("ton")]),
    ("lb lbs", &[Measure("pound")]),
    ("ounce ounces oz", &[Measure("ounce")]),
    ("litre litres liter liters", &[Measure("litre")]),
    (
        "ml millilitre millilitres milliliter milliliters",
        &[Measure("millilitre")],
    ),
    ("gallon gallons", &[Measure("gallon")]),
    ("barrel barrels", &[Measure("barrel")]),
    ("mph", &[Measure("mile per hour")]),
    ("kph kmh", &[Measure("kilometre per hour")]),
    ("knot knots", &[Measure("knot")]),
    ("degree degrees", &[Measure("degree")]),
    ("c", &[Opens]),
    ("kw kilowatt kilowatts", &[Measure("kilowatt")]),
    ("mw megawatt megawatts", &[Measure("megawatt")]),
    ("gw gigawatt gigawatts", &[Measure("gigawatt")]),
    ("kwh", &[Measure("kilowatt hour")]),
    ("volt volts", &[Measure("volt")]),
    ("gb gigabyte gigabytes", &[Measure("gigabyte")]),
    ("tb terabyte terabytes", &[Measure("terabyte")]),
    ("mb megabyte megabytes", &[Measure("megabyte")]),
    ("kilobyte kilobytes", &[Measure("kilobyte")]),
    ("kiloton kilotons", &[Measure("kiloton")]),
    ("magnitude", &[Opens]),
    ("square cubic nautical metric", &[Opens]),
];
