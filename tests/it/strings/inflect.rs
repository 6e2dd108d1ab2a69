//! Plurals and singulars.

use boltons::strings::{Inflector, cardinalize, pluralize, singularize};
use std::borrow::Cow;

/// Pairs that must hold in both directions, each form standing for itself, too.
fn both_ways(pairs: &[(&str, &str)]) {
    for &(singular, plural) in pairs {
        assert_eq!(pluralize(singular), plural, "plural of {singular}");
        assert_eq!(pluralize(plural), plural, "plural of {plural}");
        assert_eq!(singularize(plural), singular, "singular of {plural}");
        assert_eq!(singularize(singular), singular, "singular of {singular}");
    }
}

#[test]
fn words_that_others_get_wrong() {
    both_ways(&[
        // boltons for Python.
        ("millennium", "millennia"),
        ("quiz", "quizzes"),
        ("box", "boxes"),
        ("bus", "buses"),
        ("movie", "movies"),
        ("house", "houses"),
        ("database", "databases"),
        // Inflector.
        ("person", "people"),
        // rapina #357.
        ("status", "statuses"),
        // pluralizer.
        ("résumé", "résumés"),
    ]);
    assert_eq!(singularize("is"), "is");
    assert_eq!(singularize("s"), "s");
    assert_eq!(singularize(""), "");
    assert_eq!(pluralize(""), "");
}

#[test]
fn rules_and_exceptions() {
    both_ways(&[
        ("cat", "cats"),
        ("city", "cities"),
        ("day", "days"),
        ("soliloquy", "soliloquies"),
        ("church", "churches"),
        ("stomach", "stomachs"),
        ("monarch", "monarchs"),
        ("dish", "dishes"),
        ("class", "classes"),
        ("address", "addresses"),
        ("tax", "taxes"),
        ("waltz", "waltzes"),
        ("buzz", "buzzes"),
        ("hero", "heroes"),
        ("photo", "photos"),
        ("shoe", "shoes"),
        ("cache", "caches"),
        ("use", "uses"),
        ("virus", "viruses"),
        ("lens", "lenses"),
        ("alias", "aliases"),
        ("analysis", "analyses"),
        ("index", "indices"),
        ("vertex", "vertices"),
        ("matrix", "matrices"),
        ("criterion", "criteria"),
        ("leaf", "leaves"),
        ("knife", "knives"),
        ("chief", "chiefs"),
        ("roof", "roofs"),
        ("child", "children"),
        ("grandchild", "grandchildren"),
        ("woman", "women"),
        ("human", "humans"),
        ("mouse", "mice"),
        ("mongoose", "mongooses"),
        ("foot", "feet"),
        ("tooth", "teeth"),
        ("ox", "oxen"),
        ("olive", "olives"),
        ("zombie", "zombies"),
        ("response", "responses"),
        ("process", "processes"),
        ("key", "keys"),
        ("query", "queries"),
        ("sheep", "sheep"),
        ("series", "series"),
        ("news", "news"),
        ("software", "software"),
        ("physics", "physics"),
        ("Chinese", "Chinese"),
    ]);
}

#[test]
fn second_plurals_are_read() {
    for (plural, singular) in
        [("indexes", "index"), ("octopi", "octopus"), ("axes", "axe"), ("formulae", "formula")]
    {
        assert_eq!(singularize(plural), singular);
        assert_eq!(pluralize(plural), plural);
    }
}

#[test]
fn letters_follow_the_case_of_the_word() {
    both_ways(&[
        ("FOOT", "FEET"),
        ("BOX", "BOXES"),
        ("CHILD", "CHILDREN"),
        ("Child", "Children"),
        ("Person", "People"),
        ("PERSON", "PEOPLE"),
        ("City", "Cities"),
        ("McDonald", "McDonalds"),
        ("Mouse", "Mice"),
        ("iPhone", "iPhones"),
        ("École", "Écoles"),
    ]);
    // The first letter is replaced itself.
    assert_eq!(pluralize("Is"), "Are");
}

/// Nobody wants the plural of a plural, though the right one has no `s`.
#[test]
fn regular_plurals_of_words_without_one_are_plurals() {
    for plural in ["aircrafts", "informations", "furnitures", "equipments", "feedbacks", "rices"] {
        assert_eq!(pluralize(plural), plural);
        assert_eq!(format!("{}s", singularize(plural)), plural);
    }
    assert_eq!((pluralize("lens"), singularize("lens")), ("lenses".into(), "lens".into()));
}

/// A capital first changes nothing but itself: for all words of three letters.
#[test]
fn capitalised_words_change_as_small_ones() {
    let capitalised = |word: &str| {
        let mut word = word.to_owned();
        word[..1].make_ascii_uppercase();
        word
    };
    let letters = || 'a'..='z';
    for (a, b, c) in
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| (a, b, c))))
    {
        let word: String = [a, b, c].into_iter().collect();
        let title = capitalised(&word);
        assert_eq!(pluralize(&title), capitalised(&pluralize(&word)));
        assert_eq!(singularize(&title), capitalised(&singularize(&word)));
    }
}

/// A letter with its mark is one letter.
#[test]
fn words_of_composed_and_decomposed_letters_agree() {
    for (composed, decomposed) in [
        ("ÉCOLE", "E\u{301}COLE"),
        ("École", "E\u{301}cole"),
        ("éCOLE", "e\u{301}COLE"),
        ("ÉA", "E\u{301}A"),
        ("ÑANDÚ", "N\u{303}ANDU\u{301}"),
    ] {
        for change in [pluralize, singularize] {
            let changed = change(composed).replacen(composed, "", 1);
            assert_eq!(change(decomposed), format!("{decomposed}{changed}"), "{composed}");
        }
    }
    assert_eq!(pluralize("E\u{301}COLE"), "E\u{301}COLES");
    let own = Inflector::new().irregular("bœuf", "bœufen");
    assert_eq!((own.pluralize("BŒUF"), own.pluralize("Bœuf")), ("BŒUFEN".into(), "Bœufen".into()));
    // Letters that the custom word adds are raised as well.
    let own = Inflector::new().irregular("gast", "gäste").irregular("aas", "äser");
    for (singular, plural) in
        [("GAST", "GÄSTE"), ("Gast", "Gäste"), ("gast", "gäste"), ("AAS", "ÄSER"), ("Aas", "Äser")]
    {
        assert_eq!(own.pluralize(singular), plural);
        assert_eq!(own.singularize(plural), singular);
    }
}

#[test]
fn the_last_word_is_inflected_and_the_rest_copied() {
    both_ways(&[
        ("  cat ", "  cats "),
        ("cat\n", "cats\n"),
        ("userAccount", "userAccounts"),
        ("user_account", "user_accounts"),
        ("user-account", "user-accounts"),
        ("user account", "user accounts"),
        ("HTTPServer", "HTTPServers"),
        ("lineItemPerson", "lineItemPeople"),
        ("Work Order", "Work Orders"),
        ("news item", "news items"),
        ("v2 api key", "v2 api keys"),
        ("crème brûlée", "crème brûlées"),
    ]);
}

#[test]
fn acronyms_take_a_small_s() {
    both_ways(&[
        ("URL", "URLs"),
        ("API", "APIs"),
        ("ID", "IDs"),
        ("UUID", "UUIDs"),
        ("USB", "USBs"),
        ("NASA", "NASAs"),
        ("CD", "CDs"),
        ("TV", "TVs"),
        ("DVD", "DVDs"),
        ("userID", "userIDs"),
        ("DNS", "DNSs"),
        ("T", "Ts"),
    ]);
}

#[test]
fn digits_and_other_ends() {
    both_ways(&[("MP3", "MP3s"), ("1990", "1990s"), ("x86", "x86s")]);
    for same in ["", " ", "C++", "cat!", "-", "(cat)", "child's", "日本語", "кот", "한국", "اللغة"]
    {
        assert!(matches!(pluralize(same), Cow::Borrowed(s) if s == same), "{same}");
        assert!(matches!(singularize(same), Cow::Borrowed(s) if s == same), "{same}");
    }
}

#[test]
fn compounds_inflect_their_head() {
    both_ways(&[
        ("mother-in-law", "mothers-in-law"),
        ("man-of-war", "men-of-war"),
        ("passer-by", "passers-by"),
        ("passerby", "passersby"),
        ("runner-up", "runners-up"),
        ("attorney general", "attorneys general"),
        ("secretary general", "secretaries general"),
        ("Attorney General", "Attorneys General"),
        ("court martial", "courts martial"),
        ("notary public", "notaries public"),
        ("editor-in-chief", "editors-in-chief"),
        ("date of birth", "dates of birth"),
        ("coup de grâce", "coups de grâce"),
        ("point of sale", "points of sale"),
        // No such compounds.
        ("log in", "log ins"),
        ("major general", "major generals"),
        ("walkie-talkie", "walkie-talkies"),
        ("merry-go-round", "merry-go-rounds"),
        ("check-in desk", "check-in desks"),
        ("pop-up", "pop-ups"),
    ]);
}

#[test]
fn borrows_if_and_only_if_nothing_changes() {
    for word in ["cats", "sheep", "URLs", "PEOPLE", "mothers-in-law", "1990s", "  cats "] {
        assert!(matches!(pluralize(word), Cow::Borrowed(_)), "{word}");
    }
    for word in ["cat", "sheep", "URL", "PERSON", "mother-in-law", "1990", "bus", "analysis"] {
        assert!(matches!(singularize(word), Cow::Borrowed(_)), "{word}");
    }
    assert!(matches!(pluralize("cat"), Cow::Owned(_)));
    assert!(matches!(singularize("cats"), Cow::Owned(_)));
}

#[test]
fn counts_of_all_types() {
    assert_eq!(cardinalize("box", 1u8), "box");
    assert_eq!(cardinalize("box", 0i128), "boxes");
    assert_eq!(cardinalize("box", 2usize), "boxes");
    assert_eq!(cardinalize("box", -1), "boxes");
    assert_eq!(cardinalize("box", i128::MIN), "boxes");
    assert_eq!(cardinalize("box", u128::MAX), "boxes");
    // After 1 the noun stays as it is given.
    assert_eq!(cardinalize("boxes", 1), "boxes");
}

#[test]
fn own_words_come_first() {
    let own = Inflector::new()
        .irregular("Octopus", "octopodes")
        .irregular("café", "caféen")
        .uncountable("Box")
        .acronym("eos");
    assert_eq!(own.pluralize("octopus"), "octopodes");
    assert_eq!(own.pluralize("OCTOPUS"), "OCTOPODES");
    assert_eq!(own.pluralize("giantOctopus"), "giantOctopodes");
    assert_eq!(own.pluralize("octopodes"), "octopodes");
    assert_eq!(own.singularize("Octopodes"), "Octopus");
    assert_eq!(own.pluralize("CAFÉ"), "CAFÉEN");
    assert_eq!(own.pluralize("CAfé"), "CAféen", "what both have at the start stays");
    assert_eq!(own.singularize("Caféen"), "Café");
    assert_eq!(own.pluralize("box"), "box");
    assert_eq!(own.singularize("BOX"), "BOX");
    assert_eq!(own.pluralize("EOS"), "EOSs");
    assert_eq!(own.singularize("EOSs"), "EOS");
    assert_eq!(own.pluralize("cat"), "cats");
    assert_eq!(own.cardinalize("octopus", 2), "octopodes");
    assert_eq!(own.cardinalize("octopus", 1), "octopus");
    assert_eq!(Inflector::default(), Inflector::new());
    // A later pair replaces an earlier one.
    let own = own.irregular("octopus", "octopi");
    assert_eq!(own.pluralize("octopus"), "octopi");
}

#[test]
fn long_words_are_looked_at_from_their_end() {
    let long = "pre".repeat(100_000) + "city";
    let plural = pluralize(&long);
    assert_eq!(plural.len(), long.len() + 2);
    assert!(plural.ends_with("precities"));
    assert_eq!(singularize(&plural), long);
}

/// The table of the pluralize package of npm: at least 99 in 100 of each direction as there, and
/// both forms of all its nouns stable.
#[test]
fn table_of_npm() {
    let Some(path) = crate::shared::data("strings/pluralize_npm.tsv") else { return };
    let table = std::fs::read_to_string(path).unwrap();
    let (mut rows, mut wrong) = ([0usize; 2], [0usize; 2]);
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap();
        let (kind, singular, plural) = (cell(), cell(), cell());
        for (direction, given, skip, got) in [
            (0, plural, "singular", pluralize(singular)),
            (1, singular, "plural", singularize(plural)),
        ] {
            if kind != skip {
                rows[direction] += 1;
                if got.to_lowercase() != given.to_lowercase() {
                    wrong[direction] += 1;
                    println!("{line}: {got}");
                }
            }
        }
        for word in [singular, plural] {
            let (p, s) = (pluralize(word), singularize(word));
            assert_eq!(pluralize(&p), p, "{word}");
            assert_eq!(singularize(&s), s, "{word}");
        }
        if kind == "basic" {
            let form = singularize(singular);
            assert_eq!(singularize(&pluralize(&form)), form, "{line}");
        }
    }
    println!("{wrong:?} of {rows:?} differ");
    assert!(rows[0] > 600 && rows[1] > 600);
    assert!(wrong[0] * 100 <= rows[0] && wrong[1] * 100 <= rows[1], "{wrong:?} of {rows:?}");
}

/// The nouns of another package, rare ones among them: nine in ten of each direction, and no form that
/// changes when it is made again. Some of the rules were found with this list.
#[test]
fn table_of_rare_nouns() {
    let (mut plurals, mut singulars) = ((0, 0), (0, 0));
    for line in include_str!("../../data/strings/plurals_unseen.tsv").lines() {
        let Some((singular, given)) = line.split_once('\t') else { continue };
        let given: Vec<&str> = given.split('|').collect();
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let plural = pluralize(singular);
        plurals.1 += 1;
        plurals.0 += usize::from(given.iter().any(|form| same(form, &plural)));
        for form in &given {
            singulars.1 += 1;
            singulars.0 += usize::from(same(&singularize(form), singular));
        }
        for word in given.into_iter().chain([singular]) {
            let (plural, singular) = (pluralize(word), singularize(word));
            assert_eq!(pluralize(&plural), plural, "{word}");
            assert_eq!(singularize(&singular), singular, "{word}");
        }
        let form = singularize(singular);
        assert_eq!(singularize(&pluralize(&form)), form, "{line}");
    }
    println!("plurals {plurals:?}, singulars {singulars:?}");
    assert!(plurals.1 > 650 && singulars.1 > 800);
    assert!(plurals.0 * 10 >= plurals.1 * 9, "{plurals:?}");
    assert!(singulars.0 * 10 >= singulars.1 * 9, "{singulars:?}");
}

/// Endings that a rule reads as something else in other words.
#[test]
fn endings_with_two_readings() {
    both_ways(&[
        ("Panaman", "Panamans"),
        ("Roman", "Romans"),
        ("seaman", "seamen"),
        ("yeoman", "yeomen"),
        ("woman", "women"),
        ("cerumen", "cerumens"),
        ("Genoese", "Genoese"),
        ("diocese", "dioceses"),
        ("cheese", "cheeses"),
        ("bursitis", "bursitides"),
        ("arthritis", "arthritides"),
        ("adieu", "adieus"),
        ("nucleolus", "nucleoli"),
        ("louse", "lice"),
        ("blouse", "blouses"),
        ("silice", "silices"),
    ]);
    assert_eq!(singularize("carcinomata"), "carcinoma");
    assert_eq!(pluralize("carcinomata"), "carcinomata");
    assert_eq!(singularize("milieux"), "milieu");
}

/// The property of regular nouns found it: what looks like the singular of a listed plural that
/// has none.
#[test]
fn goggles_have_no_singular() {
    assert_eq!(pluralize("goggles"), "goggles");
    assert_eq!(singularize("goggles"), "goggles");
    assert_eq!(pluralize("goggle"), "goggles");
    assert_eq!(singularize("goggle"), "goggle");
}

#[test]
fn p08_the_head_of_a_phrase() {
    both_ways(&[
        ("call to action", "calls to action"),
        ("request per second", "requests per second"),
        ("work in progress", "works in progress"),
        ("fly on the wall", "flies on the wall"),
        ("book about trees", "books about trees"),
        ("attack by drone", "attacks by drone"),
        ("lake under ice", "lakes under ice"),
        ("mile per hour", "miles per hour"),
        ("letter to the editor", "letters to the editor"),
        ("work-in-progress", "works-in-progress"),
        ("call-to-action", "calls-to-action"),
        ("man about town", "men about town"),
        ("request_per_second", "requests_per_second"),
        ("Call To Action", "Calls To Action"),
        ("threat to society", "threats to society"),
        // No heads: verbs, and the same word twice.
        ("log in page", "log in pages"),
        ("sign-in button", "sign-in buttons"),
        ("how to guide", "how to guides"),
        ("peer to peer network", "peer to peer networks"),
        ("peer to peer", "peer to peers"),
        ("father to be of twins", "fathers to be of twins"),
        ("sergeant at arms of the house", "sergeants at arms of the house"),
        ("one-on-one", "one-on-ones"),
        ("call to action button", "call to action buttons"),
    ]);
}

#[test]
fn p09_nouns_in_by() {
    both_ways(&[
        ("standby", "standbys"),
        ("stand-by", "stand-bys"),
        ("flyby", "flybys"),
        ("lay-by", "lay-bys"),
        ("layby", "laybys"),
        ("drive-by", "drive-bys"),
        ("baby", "babies"),
        ("hobby", "hobbies"),
        ("ruby", "rubies"),
        ("passer-by", "passers-by"),
        ("hot standby", "hot standbys"),
    ]);
}

#[test]
fn p10_not_all_in_er_are_doers() {
    both_ways(&[
        ("cover-up", "cover-ups"),
        ("power-up", "power-ups"),
        ("power-on", "power-ons"),
        ("hammer-on", "hammer-ons"),
        ("power-down", "power-downs"),
        ("runner-up", "runners-up"),
        ("hanger-on", "hangers-on"),
        ("looker-on", "lookers-on"),
        ("runner up", "runners up"),
        ("passer_by", "passers_by"),
        ("cover up", "cover ups"),
        ("stander-by", "standers-by"),
    ]);
}

#[test]
fn p11_metadata_is_a_plural() {
    both_ways(&[("metadatum", "metadata"), ("datum", "data"), ("Metadatum", "Metadata")]);
    assert_eq!(pluralize("user_metadata"), "user_metadata");
    assert_eq!(pluralize("userMetadata"), "userMetadata");
}

#[test]
fn p12_french_compounds() {
    both_ways(&[
        ("coup d'état", "coups d'état"),
        ("coup d’état", "coups d’état"),
        ("objet d'art", "objets d'art"),
        ("hors d'oeuvre", "hors d'oeuvres"),
        ("chef d'œuvre", "chefs d'œuvre"),
        ("femme fatale", "femmes fatales"),
        ("Femme Fatale", "Femmes Fatales"),
        ("enfant terrible", "enfants terribles"),
        ("cause célèbre", "causes célèbres"),
        ("nouveau riche", "nouveaux riches"),
        ("agent provocateur", "agents provocateurs"),
        ("roman à clef", "romans à clef"),
        ("faux pas", "faux pas"),
    ]);
    assert!(matches!(pluralize("femmes fatales"), Cow::Borrowed(_)));
    assert_eq!(pluralize("child's"), "child's");
    assert_eq!(pluralize("d'art"), "d'art");
}

#[test]
fn p13_acronyms_in_s() {
    both_ways(&[
        ("AWS", "AWSs"),
        ("BIOS", "BIOSs"),
        ("OS", "OSs"),
        ("LMS", "LMSs"),
        ("CMS", "CMSs"),
        ("DNS", "DNSs"),
        ("GPS", "GPSs"),
        ("GIS", "GISs"),
        ("myOS", "myOSs"),
        ("SaaS", "SaaSes"),
        ("QoS", "QoSes"),
        ("our DDoS", "our DDoSes"),
        // So short and in no list, it is the name of something as well.
        ("ICS", "ICSs"),
        // Known words and other plurals stay what they are.
        ("BUS", "BUSES"),
        ("GAS", "GASES"),
        ("LENS", "LENSES"),
    ]);
    for (plural, singular) in
        [("OSes", "OS"), ("BIOSes", "BIOS"), ("URLS", "URL"), ("APIS", "API"), ("USERS", "USER")]
    {
        assert_eq!(singularize(plural), singular);
        assert_eq!(pluralize(plural), plural);
    }
}

#[test]
fn p14_the_plural_of_an_acronym_is_a_small_s() {
    both_ways(&[
        ("PPI", "PPIs"),
        ("RAID", "RAIDs"),
        ("EULA", "EULAs"),
        ("KPI", "KPIs"),
        ("ROI", "ROIs"),
        ("SKU", "SKUs"),
        ("SLA", "SLAs"),
        ("API", "APIs"),
        ("BOX", "BOXES"),
        ("ITEM", "ITEMS"),
    ]);
}

/// Irregular nouns that the tables were not made with: 92 in 100 plurals and 95 in 100 singulars.
#[test]
fn table_of_irregular_nouns() {
    let (mut plurals, mut singulars) = ((0, 0), (0, 0));
    for line in include_str!("../../data/strings/plurals_held_out.tsv").lines() {
        let Some((singular, given)) = line.split_once('\t') else { continue };
        let given: Vec<&str> = given.split('|').collect();
        let plural = pluralize(singular);
        plurals.1 += 1;
        plurals.0 += usize::from(given.contains(&&*plural));
        if !given.contains(&&*plural) {
            println!("{singular}: {plural}");
        }
        for form in &given {
            singulars.1 += 1;
            singulars.0 += usize::from(singularize(form) == singular);
            if singularize(form) != singular {
                println!("{form}: {}", singularize(form));
            }
            assert_eq!(pluralize(&pluralize(form)), pluralize(form), "{form}");
        }
        assert_eq!(pluralize(&plural), plural, "{singular}");
    }
    println!("plurals {plurals:?}, singulars {singulars:?}");
    assert!(plurals.1 > 190 && singulars.1 > 250, "{plurals:?} {singulars:?}");
    assert!(plurals.0 * 100 >= plurals.1 * 92, "{plurals:?}");
    assert!(singulars.0 * 100 >= singulars.1 * 95, "{singulars:?}");
}
