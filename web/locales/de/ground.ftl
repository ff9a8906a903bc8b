# Wörter des Rahmens, der Zeiten und der Fehler.
language-own-name = Deutsch
skip-to-content = Zum Inhalt springen
undo = Rückgängig
language-label = Sprache
theme-label = Farben
theme-auto = Automatisch
theme-light = Hell
theme-dark = Dunkel

demo-label = Demo
demo-look-around = Erfundene Firma, erfundene Leute. Schau dich um als
    .sie = Erfundene Firma, erfundene Leute. Schauen Sie sich um als
demo-customer = Kundin
demo-moderator = Moderator
demo-expert = Experte
demo-staff = Team
demo-admin = Admin

search-label = Suchen
search-placeholder = Suchen
nav-main = Hauptmenü
nav-footer = Fußzeile
nav-questions = Fragen
nav-products = Produkte
nav-tags = Schlagwörter
nav-people = Leute
nav-ask = Frage stellen
nav-sign-in = Anmelden
nav-sign-out = Abmelden
nav-profile = Profil
nav-inbox = Nachrichten
nav-settings = Einstellungen
nav-expert = Mein Fachgebiet
nav-review = Prüfen
nav-admin = Verwaltung
nav-help = Hilfe
nav-formatting = Formatierung
nav-reputation = So funktioniert Ansehen
nav-roles = Wer was darf
nav-feed = Neueste als Feed

time-now = gerade eben
time-ago-minutes = { $n ->
    [one] vor 1 Minute
   *[other] vor { $n } Minuten
}
time-ago-hours = { $n ->
    [one] vor 1 Stunde
   *[other] vor { $n } Stunden
}
time-ago-days = { $n ->
    [one] gestern
   *[other] vor { $n } Tagen
}
time-ago-months = { $n ->
    [one] vor 1 Monat
   *[other] vor { $n } Monaten
}
time-ago-years = { $n ->
    [one] vor 1 Jahr
   *[other] vor { $n } Jahren
}
time-in-minutes = { $n ->
    [one] in 1 Minute
   *[other] in { $n } Minuten
}
time-in-hours = { $n ->
    [one] in 1 Stunde
   *[other] in { $n } Stunden
}
time-in-days = { $n ->
    [one] morgen
   *[other] in { $n } Tagen
}
time-in-months = { $n ->
    [one] in 1 Monat
   *[other] in { $n } Monaten
}
time-in-years = { $n ->
    [one] in 1 Jahr
   *[other] in { $n } Jahren
}
time-minutes = { $n ->
    [one] 1 Minute
   *[other] { $n } Minuten
}
time-hours = { $n ->
    [one] 1 Stunde
   *[other] { $n } Stunden
}
time-days = { $n ->
    [one] 1 Tag
   *[other] { $n } Tage
}

problem-title-not-found = Diese Seite gibt es hier nicht
problem-title-forbidden = Das geht leider nicht
problem-title-conflict = Da war jemand schneller
problem-title-invalid = Da fehlt noch etwas
problem-title-too-many = Bitte etwas langsamer
problem-title-unavailable = Gleich geht es weiter
problem-title-internal = Bei uns ist etwas schiefgegangen
problem-not-found = Vielleicht wurde sie verschoben oder entfernt, oder die Adresse hat einen Tippfehler. Mit der Suche lässt sich das Gesuchte oft finden.
problem-invalid = Ein Teil des Formulars war nicht lesbar. Geh zurück: Dein Text ist noch da.
    .sie = Ein Teil des Formulars war nicht lesbar. Gehen Sie zurück: Ihr Text ist noch da.
problem-csrf = Das Formular ist zu alt oder kam nicht von dieser Seite. Geh zurück, lade die Seite neu und schick es noch einmal ab: Dein Text ist noch da.
    .sie = Das Formular ist zu alt oder kam nicht von dieser Seite. Gehen Sie zurück, laden Sie die Seite neu und schicken Sie es noch einmal ab: Ihr Text ist noch da.
problem-suspended = Dein Konto ist gesperrt. Du kannst alles lesen, aber nichts schreiben.
    .sie = Ihr Konto ist gesperrt. Sie können alles lesen, aber nichts schreiben.
problem-needs-reputation = Dafür braucht man ein Ansehen von { $n }. Hilfreiche Antworten bringen es ein.
problem-needs-role = Dafür braucht man eine Rolle, die du nicht hast.
    .sie = Dafür braucht man eine Rolle, die Sie nicht haben.
problem-too-many = Das war viel auf einmal. Bitte warte { $n ->
    [one] 1 Sekunde
   *[other] { $n } Sekunden
} und versuch es dann noch einmal.
    .sie = Das war viel auf einmal. Bitte warten Sie { $n ->
    [one] 1 Sekunde
   *[other] { $n } Sekunden
} und versuchen Sie es dann noch einmal.
problem-too-large = Das ist zu groß.
problem-unavailable = Die Datenbank antwortet gerade nicht. Verloren ist nichts; bitte versuch es in ein paar Sekunden noch einmal.
    .sie = Die Datenbank antwortet gerade nicht. Verloren ist nichts; bitte versuchen Sie es in ein paar Sekunden noch einmal.
problem-internal = Das ist unser Fehler, nicht deiner. Mit der Nummer unten finden wir ihn im Protokoll.
    .sie = Das ist unser Fehler, nicht Ihrer. Mit der Nummer unten finden wir ihn im Protokoll.
problem-timeout = Das hat zu lange gedauert.
problem-method = Diese Adresse nimmt solche Anfragen nicht an.
problem-request-id = Anfrage
problem-go-home = Zu den Fragen

script-new-answer = Eine neue Antwort ist da. Zeigen
script-cancel = Abbrechen
script-ok = Ja
script-close = Schließen
script-undo = Rückgängig
script-copied = Link kopiert
script-copy-failed = Der Link ließ sich nicht kopieren
script-vote-done = Deine Stimme zählt
    .sie = Ihre Stimme zählt
script-vote-failed = Deine Stimme wurde nicht gezählt
    .sie = Ihre Stimme wurde nicht gezählt
script-uploading = Wird hochgeladen …
script-upload-failed = Das Bild ließ sich nicht hochladen
script-upload-done = Bild eingefügt
script-preview-failed = Gerade keine Vorschau
script-draft-restored = Dein Entwurf ist wieder da
    .sie = Ihr Entwurf ist wieder da
script-draft-discard = Verwerfen
script-draft-discarded = Entwurf verworfen
script-draft-kept = Entwurf auf diesem Gerät gespeichert
script-network-failed = Keine Verbindung; dein Text ist noch da
    .sie = Keine Verbindung; Ihr Text ist noch da
script-theme-saved = Farben geändert
script-shortcuts-title = Tastenkürzel
script-key-help = Diese Liste zeigen
script-key-search = Suchen
script-key-next = Weiter
script-key-prev = Zurück
script-key-answer = Antworten
script-key-home = Zu den Fragen
script-key-submit = Formular abschicken
script-key-close = Schließen
time-clock = { $time } Uhr
time-weekday = { $day }, { $time } Uhr
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
