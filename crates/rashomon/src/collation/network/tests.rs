use super::*;
use crate::collation::collate;
use crate::document::Document;
use std::collections::BTreeSet;

/// The edges of reports, each as "SOURCE > VIA, VIA > TARGET", with the edge.
fn edges(texts: &[&str]) -> Vec<(String, Edge)> {
    let read = |(i, text): (usize, &&str)| crate::read(Document::new(format!("{i}.txt"), *text));
    let reports: Vec<Report> = texts.iter().enumerate().map(read).collect();
    let collation = collate(&reports.iter().collect::<Vec<_>>());
    let name = |e: u32| collation.entities.entities[e as usize].name.clone();
    let shown = |edge: Edge| {
        let via: BTreeSet<String> = edge.via.iter().map(|&v| name(v)).collect();
        let stations = [
            name(edge.source),
            via.into_iter().collect::<Vec<_>>().join(", "),
            name(edge.target),
        ];
        (stations.join(" > "), edge)
    };
    collation.network.into_iter().map(shown).collect()
}

fn route(found: &[(String, Edge)], stations: &str) -> Edge {
    let matching = found
        .iter()
        .find(|(shown, edge)| shown == stations && edge.goods.is_some());
    matching
        .unwrap_or_else(|| panic!("no route {stations} in {found:#?}"))
        .1
        .clone()
}

#[test]
fn a_route_has_its_stations_goods_amount_and_holder() {
    let found = edges(&[
        "The Coastal Audit Office said that Norway had shipped 40,000 rifles to Kenya through intermediaries such as \
        Cyprus, Malta, and even Panama.",
    ]);
    let route = route(&found, "Norway > Cyprus, Malta, Panama > Kenya");
    assert_eq!(route.goods.as_deref(), Some("rifles"));
    assert!(
        route.amount.as_deref().is_some_and(|a| a.starts_with("40000")),
        "{:?}",
        route.amount
    );
    assert_eq!(
        (route.stance, route.holder.as_deref()),
        (Stance::Attributed, Some("Coastal Audit Office"))
    );
}

#[test]
fn what_refers_back_belongs_to_the_route_before() {
    let found = edges(&[
        "According to the Coastal Audit Office, Norway has exported rifles to Kenya since 2029, with these exports \
        reaching Kenya through other countries, including Cyprus. The Coastal Audit Office alleged that forged transit licences \
        were used to hide the shipments.",
    ]);
    let route = route(&found, "Norway > Cyprus > Kenya");
    assert_eq!(route.papers.as_deref(), Some("forged transit licences"));
    assert_eq!(route.period.as_deref(), Some("2029/.."));
}

#[test]
fn goods_that_go_on_make_one_longer_route() {
    let found = edges(&[
        "The Coastal Audit Office said that Norway shipped the rifles to Malta, where the trading company Bergen Trade took \
        them over and passed them on to Kenya.",
    ]);
    route(&found, "Norway > Bergen Trade, Malta > Kenya");
}

#[test]
fn firms_and_forces_stand_for_where_they_are() {
    let found = edges(&[
        "Norway sold rifles to the militia of Kenya through intermediary firms in Cyprus and Malta, Finland said.",
    ]);
    route(&found, "Norway > Cyprus, Malta > Kenya");
}

#[test]
fn known_goods_have_their_amount_from_where_they_were_counted() {
    let found = edges(&[
        "Finland said that 40,000 hunting rifles had vanished. It said that Norway had shipped the rifles to Kenya.",
    ]);
    let route = route(&found, "Norway >  > Kenya");
    assert_eq!(
        (route.goods.as_deref(), route.amount.as_deref()),
        (Some("hunting rifles"), Some("40000 rifle"))
    );
}

#[test]
fn what_cannot_arrive_makes_no_route() {
    let found = edges(&["Norway gave Kenya a warning. Norway granted Kenya the right to fish."]);
    assert!(found.iter().all(|(_, edge)| edge.goods.is_none()), "{found:#?}");
}

#[test]
fn two_holders_give_two_routes() {
    let found = edges(&[
        "Finland accused Norway of supplying rifles to Kenya through Cyprus.",
        "Sweden said that Norway had supplied rifles to Kenya through Malta.",
    ]);
    assert_eq!(
        route(&found, "Norway > Cyprus > Kenya").holder.as_deref(),
        Some("Finland")
    );
    assert_eq!(
        route(&found, "Norway > Malta > Kenya").holder.as_deref(),
        Some("Sweden")
    );
}

#[test]
fn one_holders_word_in_two_reports_is_one_route() {
    let found = edges(&[
        "Finland accused Norway of supplying rifles to Kenya through Cyprus.",
        "Finland said on Friday that Norwegian rifles had been reaching Kenya through Malta.",
    ]);
    let route = route(&found, "Norway > Cyprus, Malta > Kenya");
    assert_eq!(reports_of(&route), 2);
}

#[test]
fn a_denial_is_an_edge_of_its_own() {
    let found = edges(&[
        "Norway denied that it had supplied rifles to Kenya. Finland said that Norway had supplied rifles to Kenya.",
    ]);
    let stances: Vec<Stance> = found
        .iter()
        .filter(|(s, _)| s == "Norway >  > Kenya")
        .map(|(_, e)| e.stance)
        .collect();
    assert!(
        stances.contains(&Stance::Denies) && stances.contains(&Stance::Attributed),
        "{found:#?}"
    );
}

#[test]
fn who_meets_whom_is_a_link_and_no_route() {
    let found = edges(&["Ann Marie Lee met Viktor Sand on Tuesday."]);
    assert_eq!(
        found
            .iter()
            .map(|(s, e)| (s.as_str(), e.relation.as_str()))
            .collect::<Vec<_>>(),
        [("Ann Marie Lee >  > Viktor Sand", "meet")]
    );
}
