//! Maps entity types to schema.org types and their properties.

use crate::source::config::{BaseType, EntityType};

/// Subtypes in schema.org of each built-in type; entities of these have the properties of both.
///
/// *Source*: schema.org's vocabulary; the tests look each up in a release.
const OF_BASE: &[(BaseType, &[&str])] = &[
    (
        BaseType::Organization,
        &[
            "Airline",
            "CollegeOrUniversity",
            "Consortium",
            "Corporation",
            "EducationalOrganization",
            "GovernmentOrganization",
            "Hospital",
            "LibrarySystem",
            "LocalBusiness",
            "MedicalOrganization",
            "MusicGroup",
            "NGO",
            "NewsMediaOrganization",
            "PerformingGroup",
            "PoliticalParty",
            "Project",
            "ResearchOrganization",
            "School",
            "SportsOrganization",
            "SportsTeam",
            "WorkersUnion",
        ],
    ),
    (
        BaseType::Place,
        &[
            "AdministrativeArea",
            "Airport",
            "Bridge",
            "City",
            "CivicStructure",
            "Continent",
            "Country",
            "Landform",
            "LandmarksOrHistoricalBuildings",
            "Museum",
            "PlaceOfWorship",
            "Residence",
            "RiverBodyOfWater",
            "State",
        ],
    ),
    (
        BaseType::Event,
        &[
            "BusinessEvent",
            "ConferenceEvent",
            "EducationEvent",
            "ExhibitionEvent",
            "Festival",
            "LiteraryEvent",
            "MusicEvent",
            "SportsEvent",
            "TheaterEvent",
        ],
    ),
    (
        BaseType::Work,
        &[
            "Article",
            "Book",
            "Dataset",
            "DigitalDocument",
            "Legislation",
            "Manuscript",
            "Map",
            "Movie",
            "MusicComposition",
            "NewsArticle",
            "Newspaper",
            "Painting",
            "Periodical",
            "Photograph",
            "Play",
            "Report",
            "ScholarlyArticle",
            "Sculpture",
            "SoftwareApplication",
            "TVSeries",
            "VideoGame",
            "WebSite",
        ],
    ),
];

/// The `@type` of an entity, and the built-in type whose properties it may have; `None`: only the properties of
/// `Thing`.
///
/// An invalid `schema` counts as that of the built-in type.
pub(crate) fn of(kind: &EntityType) -> (String, Option<BaseType>) {
    let own = EntityType::built_in(kind.base).schema;
    let written = kind.schema.trim();
    let name = written.rsplit_once("schema.org/").map_or(written, |(_, name)| name);
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let is_web = |text: &str| {
        ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\".contains(c))
    };
    if name == own || !(is_name(name) || is_web(written)) {
        return (own, Some(kind.base));
    }
    if !is_name(name) {
        return (written.to_string(), None);
    }
    let is_below =
        |(base, names): &&(BaseType, &[&str])| *base == kind.base && names.contains(&name);
    (name.to_string(), OF_BASE.iter().find(is_below).map(|(base, _)| *base))
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::source::config::{BaseType, EntityType};

    #[test]
    fn declared_types_only_have_their_own_properties() {
        let check = |base: BaseType, schema: &str, expected: (&str, Option<BaseType>)| {
            let kind = EntityType { schema: schema.into(), ..EntityType::built_in(base) };
            let (name, properties) = of(&kind);
            assert_eq!((&*name, properties), expected, "{schema}");
        };
        check(BaseType::Person, "Person", ("Person", Some(BaseType::Person)));
        check(BaseType::Work, "Vehicle", ("Vehicle", None));
        check(BaseType::Work, "https://schema.org/Vehicle", ("Vehicle", None));
        check(BaseType::Work, "https://example.org/Ship", ("https://example.org/Ship", None));
        check(BaseType::Work, "Book", ("Book", Some(BaseType::Work)));
        check(BaseType::Person, "Book", ("Book", None));
        check(BaseType::Work, "a ship", ("CreativeWork", Some(BaseType::Work)));
        check(BaseType::Work, "</script>", ("CreativeWork", Some(BaseType::Work)));
        check(BaseType::Event, "", ("Event", Some(BaseType::Event)));
    }
}
