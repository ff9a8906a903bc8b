//! The examples of the formatting page, as they are typed.

/// An example in each language.
pub struct Example {
    /// Key of its title; also makes its ids unique.
    pub title: &'static str,
    /// In English.
    pub en: &'static str,
    /// In German.
    pub de: &'static str,
}

/// Every example, the most useful first.
pub const EXAMPLES: &[Example] = &[
    Example {
        title: "help-format-words",
        en: "A new line of thought begins\nafter an empty line.\n\n**Important**, *stressed*, ~~no longer true~~ and `as it is typed`.",
        de: "Ein neuer Absatz beginnt\nnach einer leeren Zeile.\n\n**Wichtig**, *betont*, ~~stimmt nicht mehr~~ und `genau so getippt`.",
    },
    Example {
        title: "help-format-lists",
        en: "1. Switch it off\n2. Wait ten seconds\n3. Switch it on\n\n- a cable\n- a spare plug\n\n- [x] tried\n- [ ] still to do",
        de: "1. Ausschalten\n2. Zehn Sekunden warten\n3. Einschalten\n\n- ein Kabel\n- ein Ersatzstecker\n\n- [x] ausprobiert\n- [ ] noch zu tun",
    },
    Example {
        title: "help-format-links",
        en: "https://www.example.org becomes a link by itself, and so does [a word](https://www.example.org).\n\n`@name` calls somebody, `#123` points to a question.",
        de: "https://www.example.org wird von allein ein Link, und [ein Wort](https://www.example.org) auch.\n\n`@name` ruft jemanden, `#123` zeigt auf eine Frage.",
    },
    Example {
        title: "help-format-code",
        en: "What a device prints keeps its shape:\n\n```sh\nping -c 3 192.168.1.1   # does it answer?\necho \"done\"\n```",
        de: "Was ein Gerät ausgibt, behält seine Form:\n\n```sh\nping -c 3 192.168.1.1   # antwortet es?\necho \"fertig\"\n```",
    },
    Example {
        title: "help-format-quotes",
        en: "> Did you restart it?\n\nYes, twice.[^1]\n\n[^1]: Once by the switch, once by the plug.",
        de: "> Hast du es neu gestartet?\n\nJa, zweimal.[^1]\n\n[^1]: Einmal am Schalter, einmal am Stecker.",
    },
    Example {
        title: "help-format-tables",
        en: "| Light | Meaning |\n|---|---|\n| green | all is well |\n| red | no connection |",
        de: "| Licht | Bedeutung |\n|---|---|\n| grün | alles gut |\n| rot | keine Verbindung |",
    },
    Example {
        title: "help-format-headings",
        en: "## What I tried\n\nA restart.\n\n## What happened\n\nNothing.",
        de: "## Was ich versucht habe\n\nEinen Neustart.\n\n## Was passiert ist\n\nNichts.",
    },
];
