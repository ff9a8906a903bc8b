# Wörter der Listen, Profile, des Fachgebiets, der Prüfung, der Feeds und der Hilfe.

home-title = Fragen aus der Nachbarschaft
home-lead = Hier antworten Kundinnen und Kunden einander, und die Firma steht dahinter.
home-description = Das Hilfeforum: Fragen und Antworten aus der Kundschaft, von Fachleuten bestätigt.
home-welcome = Niemand wartet ewig
home-welcome-text = Frag alles rund um unsere Produkte. Andere, die sie auch haben, antworten, oft in wenigen Minuten; Fachleute bestätigen, was stimmt. Antwortet niemand, nimmt sich die Moderation deiner Frage an, und danach muss unser Team ran. Zum Lesen brauchst du kein Konto.
    .sie = Fragen Sie alles rund um unsere Produkte. Andere, die sie auch haben, antworten, oft in wenigen Minuten; Fachleute bestätigen, was stimmt. Antwortet niemand, nimmt sich die Moderation Ihrer Frage an, und danach muss unser Team ran. Zum Lesen brauchen Sie kein Konto.
home-welcome-more = So funktioniert es
home-side = Aus dem Forum
home-now = Im Moment
home-waiting = { $n ->
    [one] 1 Frage wartet auf die erste Antwort
   *[other] { $n } Fragen warten auf die erste Antwort
}
home-nobody-waits = Jede Frage hat eine Antwort. Gute Arbeit.
home-categories = Themen
home-tags = Viel gefragt
home-helpers = Diesen Monat am meisten geholfen
home-helpers-all = Die ganze Liste

list-newest = Neueste
list-active = Aktiv
list-unanswered = Unbeantwortet
list-solved = Gelöst
list-for-you = Für dich
    .sie = Für Sie
list-order = Reihenfolge
list-pages = Seiten
list-newer = Neuere
list-older = Ältere
list-side = Zu dieser Liste
list-language = Sprache
list-all-languages = Alle Sprachen
list-language-en = Englisch
list-language-de = Deutsch
list-answers = { $n ->
    [0] keine Antwort
    [one] 1 Antwort
   *[other] { $n } Antworten
}
list-also = { $n ->
    [one] 1 Person hat das auch
   *[other] { $n } haben das auch
}
list-active-at = aktiv
list-watch = Beobachten
list-as-feed = Als Feed
list-no-answer-title = Nicht dabei?
list-no-answer = Dann frag: Es dauert eine Minute, und wer nach dir dasselbe sucht, findet deine Antwort.
    .sie = Dann fragen Sie: Es dauert eine Minute, und wer nach Ihnen dasselbe sucht, findet Ihre Antwort.
list-state-waiting = Wartet
list-state-answered = Beantwortet
list-state-endorsed = Bestätigt
list-state-solved = Gelöst
list-state-closed = Geschlossen
list-state-duplicate = Doppelt
list-state-hidden = Nicht öffentlich
list-empty-newest = Noch keine Fragen
list-empty-newest-text = Irgendwer macht den Anfang. Frag, was du einen Nachbarn fragen würdest.
    .sie = Irgendwer macht den Anfang. Fragen Sie, was Sie einen Nachbarn fragen würden.
list-empty-language = In dieser Sprache gibt es noch nichts
list-empty-language-text = Vielleicht steht die Antwort in einer anderen.
list-empty-unanswered = Niemand wartet
list-empty-unanswered-text = Jede Frage hier hat eine Antwort. Vielleicht weißt du eine bessere, oder du hast selbst eine Frage.
    .sie = Jede Frage hier hat eine Antwort. Vielleicht wissen Sie eine bessere, oder Sie haben selbst eine Frage.
list-empty-solved = Noch nichts gelöst
list-empty-solved-text = Gelöst ist eine Frage, wenn jemand für die eigene Frage eine Antwort annimmt.
list-empty-for-you = Noch nichts für dich
    .sie = Noch nichts für Sie
list-empty-for-you-text = Sag in den Einstellungen, welche Produkte du hast, oder beobachte Produkte und Schlagwörter: Dann stehen ihre Fragen hier.
    .sie = Sagen Sie in den Einstellungen, welche Produkte Sie haben, oder beobachten Sie Produkte und Schlagwörter: Dann stehen ihre Fragen hier.
list-empty-to-newest = Zu den neuesten Fragen
list-empty-to-tags = Schlagwörter ansehen

products-title = Produkte
products-lead = Alles, was gefragt wird, nach Produkten. Beobachte eines, und seine Fragen stehen unter „Für dich“.
    .sie = Alles, was gefragt wird, nach Produkten. Beobachten Sie eines, und seine Fragen stehen unter „Für Sie“.
products-questions = { $n ->
    [0] noch keine Fragen
    [one] 1 Frage
   *[other] { $n } Fragen
}
products-questions-many = mehr als { $n } Fragen
products-waiting = { $n ->
    [one] 1 wartet
   *[other] { $n } warten
}
products-waiting-many = mehr als { $n } warten
products-empty = Noch keine Produkte
products-empty-text = Fragen lässt sich auch ohne.
products-side = Zum Produkt
products-experts = Fachleute

tags-title = Schlagwörter
tags-lead = Worum es geht, in einem Wort. Beobachte ein Schlagwort, und seine Fragen stehen unter „Für dich“.
    .sie = Worum es geht, in einem Wort. Beobachten Sie ein Schlagwort, und seine Fragen stehen unter „Für Sie“.
tags-page-title = Fragen zu { $name }
tags-filter = Teil eines Schlagworts
tags-show = Zeigen
tags-show-all = Alle Schlagwörter zeigen
tags-questions = { $n ->
    [0] keine Fragen
    [one] 1 Frage
   *[other] { $n } Fragen
}
tags-this-week = { $n } diese Woche
tags-also-called = Auch: { $names }.
tags-side = Zum Schlagwort
tags-best-month = Diesen Monat am meisten geholfen
tags-best-ever = Kennen sich aus
tags-nobody-yet = Mit diesem Schlagwort hat noch niemand Punkte bekommen. Eine hilfreiche Antwort ist ein Anfang.
tags-empty = Noch keine Schlagwörter
tags-empty-text = Schlagwörter kommen mit der ersten Frage.
tags-none-found = Kein Schlagwort enthält „{ $q }“
tags-none-found-text = Versuch es mit einem kürzeren Stück des Wortes.
    .sie = Versuchen Sie es mit einem kürzeren Stück des Wortes.
tags-admin-lead = Namen, ihre Bedeutung und andere Wörter für dasselbe.
tags-admin-none = Kein Schlagwort passt
tags-admin-none-text = Schlagwörter entstehen beim Fragen.
tags-admin-look = Zur Seite
tags-admin-rename = Umbenennen
tags-admin-rename-hint = Der alte Name gilt als Synonym weiter.
tags-admin-name = Name
tags-admin-save = Speichern
tags-admin-describe = Worum es geht
tags-admin-description = Beschreibung
tags-admin-synonyms = Synonyme
tags-admin-synonym = Anderer Name
tags-admin-synonym-hint = Gibt es schon ein Schlagwort mit diesem Namen, geht es mit allen Fragen in diesem auf.
tags-admin-synonym-confirm = Gibt es schon ein Schlagwort mit diesem Namen, werden beide endgültig eins. Fortfahren?
tags-admin-add = Hinzufügen
tags-admin-remove = Entfernen
flash-tag-changed = Schlagwort geändert

people-title = Leute
people-lead = Wer fragt und wer hilft. Ansehen zählt, was anderen geholfen hat.
people-search = Teil eines Namens
people-by-reputation = Nach Ansehen
people-this-month = Dieser Monat
people-last-month = Letzter Monat
people-ever = Immer
people-reputation = Ansehen
people-reputation-of = Ansehen { $n }
people-none = Noch niemand da
people-none-found = In keinem Namen steht „{ $q }“
people-none-found-text = Versuch es mit einem kürzeren Stück des Namens.
    .sie = Versuchen Sie es mit einem kürzeren Stück des Namens.
people-show-all = Alle zeigen
people-board-empty = In dieser Zeit gab es noch keine Punkte
people-board-empty-text = Eine hilfreiche Antwort ist ein Anfang. Diese Fragen warten auf eine:
people-former-member = Ehemaliges Mitglied
people-former-member-text = Diese Person ist gegangen. Was sie geschrieben hat, bleibt ohne ihren Namen stehen.
people-since = dabei seit
people-edit = Profil bearbeiten
people-solutions = Lösungen
people-endorsed = Bestätigt
people-tabs = Profil
people-tab-answers = Antworten
people-tab-questions = Fragen
people-tab-reputation = Ansehen
people-answer = Antwort
people-answer-accepted = Lösung
people-score = Stand { $score }
people-no-answers = Noch keine Antworten
people-no-answers-own = Diese Fragen warten auf die erste Antwort; vielleicht weißt du eine.
    .sie = Diese Fragen warten auf die erste Antwort; vielleicht wissen Sie eine.
people-no-questions = Noch keine Fragen
people-no-questions-own = Frag, was du einen Nachbarn fragen würdest.
    .sie = Fragen Sie, was Sie einen Nachbarn fragen würden.
people-ledger-title = Woher das Ansehen kommt
people-ledger-caption = Jede Zeile hat einen Grund. Nichts wird gelöscht; Rücknahmen stehen als eigene Zeile da.
people-ledger-when = Wann
people-ledger-why = Wofür
people-ledger-points = Punkte
people-ledger-taken-back = Zurückgenommen:
people-ledger-gone = (zurückgenommen)
people-ledger-held-back = (Tagesgrenze oder Untergrenze erreicht)
people-ledger-private = Wer abgestimmt hat, steht hier nie.
people-no-lines = Noch keine Punkte
people-no-lines-text = Punkte gibt es für Antworten und Fragen, die anderen geholfen haben.
people-badges = Abzeichen
people-no-badges = Noch keine
people-products = Hat zu Hause
people-side = Über { $name }
people-role-moderator-for = Moderation für { $field }
people-role-expert-for = Fachleute für { $field }
people-role-staff-for = Team { $field }
people-role-lead-for = Leitung { $field }

expert-title = Mein Fachgebiet
expert-lead = Was auf dein Wort wartet. Bestätigen heißt: Ich stehe fachlich dafür ein.
    .sie = Was auf Ihr Wort wartet. Bestätigen heißt: Ich stehe fachlich dafür ein.
expert-answers = Antworten, die auf Bestätigung warten
expert-no-answers = Nichts wartet auf dich
    .sie = Nichts wartet auf Sie
expert-no-answers-text = Jede Antwort des letzten Jahres in deinem Fachgebiet ist bestätigt oder von dir selbst.
    .sie = Jede Antwort des letzten Jahres in Ihrem Fachgebiet ist bestätigt oder von Ihnen selbst.
expert-questions = Fragen ohne Antwort
expert-endorse = Bestätigen
expert-note = Anmerkung oder Korrektur
expert-version = Gilt für Version
expert-optional = freiwillig


feed-newest = { $forum }: neueste Fragen
feed-tag = { $forum }: Fragen zu { $tag }

help-title = So funktioniert dieses Forum
help-lead = Fragen, antworten und sagen, was geholfen hat: in wenigen Sätzen.
help-promise = Niemand wartet ewig
help-promise-text = Jede Frage bekommt eine Antwort. Zuerst sind die anderen gefragt, die dasselbe Produkt haben; von ihnen kommen die meisten Antworten, oft in wenigen Minuten. Hat bis dahin niemand geantwortet, nimmt sich die Moderation der Frage an. Hilft auch das nicht, muss unser eigenes Team antworten. Bei jeder Frage steht, wie weit sie ist.
help-ask = Fragen
help-ask-text = Schreib, was du einem Nachbarn erzählen würdest: was du vorhast, was stattdessen passiert und was du schon versucht hast. Während du den Titel tippst, erscheinen Fragen, die schon beantwortet sind. Hat jemand dasselbe gefragt, drück auf „Hab ich auch“: Du erfährst, wenn es gelöst ist.
    .sie = Schreiben Sie, was Sie einem Nachbarn erzählen würden: was Sie vorhaben, was stattdessen passiert und was Sie schon versucht haben. Während Sie den Titel tippen, erscheinen Fragen, die schon beantwortet sind. Hat jemand dasselbe gefragt, drücken Sie auf „Hab ich auch“: Sie erfahren, wenn es gelöst ist.
help-ask-link = Frage stellen
help-answer = Antworten
help-answer-text = Antworten kann jeder. Sag, was zu tun ist und warum es hilft, und auch, wo du dir nicht sicher bist. Was hilft, steigt nach oben.
    .sie = Antworten kann jeder. Sagen Sie, was zu tun ist und warum es hilft, und auch, wo Sie sich nicht sicher sind. Was hilft, steigt nach oben.
help-answer-link = Fragen ohne Antwort
help-accept = Annehmen
help-accept-text = Hat eine Antwort das Problem gelöst, nimm sie an; es dürfen auch mehrere sein. Kommst du eine Woche lang nicht wieder, darf die Moderation es für dich tun, und das steht dann dabei.
    .sie = Hat eine Antwort das Problem gelöst, nehmen Sie sie an; es dürfen auch mehrere sein. Kommen Sie eine Woche lang nicht wieder, darf die Moderation es für Sie tun, und das steht dann dabei.
help-endorsed = Von Fachleuten bestätigt
help-endorsed-text = Fachleute der Firma stehen in ihrem Gebiet für Antworten ein, mit Datum und manchmal mit einer Version. Das ist etwas anderes als angenommen: Wer gefragt hat, sagt, dass es geholfen hat; die Fachleute sagen, dass es stimmt.
help-edit = Bearbeiten
help-edit-text = Jeder Beitrag lässt sich verbessern. Alle Fassungen bleiben erhalten, und alle können sehen, was sich geändert hat. Wer das noch nicht darf, schlägt eine Änderung vor, und andere entscheiden.
help-edit-link = Formatierung
help-moderation = Ordnung halten
help-moderation-text = Beiträge erscheinen sofort. Nur die ersten Beiträge neuer Konten mit Links warten, bis jemand sie angesehen hat; wer sie geschrieben hat, sieht das und den Grund. Die Moderation schließt, was nicht hierher gehört, und verbirgt, was verletzt, immer mit Begründung.
help-moderation-link = Wer was darf
help-more = Mehr dazu
help-keys = Tastenkürzel
help-keys-hint = Überall, außer beim Tippen:
help-keys-lead = Sie gelten auf jeder Seite, solange du nicht tippst. Einzelne Tasten lassen sich in der Liste abschalten, die sich mit „?“ öffnet.
    .sie = Sie gelten auf jeder Seite, solange Sie nicht tippen. Einzelne Tasten lassen sich in der Liste abschalten, die sich mit „?“ öffnet.
help-keys-key = Taste
help-keys-does = Was sie tut

help-reputation-title = So funktioniert Ansehen
help-reputation-lead = Nichts davon ist geheim: Jeder Punkt hat einen Grund, und der steht im Profil.
help-reputation-causes = Was Punkte bringt
help-reputation-cause = Grund
help-reputation-counts = Tagesgrenze
help-reputation-capped = zählt mit
help-reputation-uncapped = zählt nicht mit
help-reputation-cap = Stimmen und Änderungen bringen höchstens { $n } Punkte am Tag (UTC); Lösungen und Bestätigungen kommen obendrauf.
help-reputation-floor = Unter { $n } fällt das Ansehen nie.
help-reputation-ledger = Für dieselbe Person zählen am Tag sechs Stimmen nach oben und drei nach unten. Was sich als unfair erweist, nimmt eine eigene Zeile zurück. Wer abgestimmt hat, wird nie gezeigt.
help-reputation-privileges = Was Ansehen eröffnet
help-reputation-own = Bei eigenen Fragen darfst du von Anfang an kommentieren, Schlagwörter ändern und schließen.
    .sie = Bei eigenen Fragen dürfen Sie von Anfang an kommentieren, Schlagwörter ändern und schließen.
help-reputation-opens = Ab da darf man

help-roles-title = Wer was darf
help-roles-lead = Die ganze Liste. Auch das Programm selbst entscheidet nach dieser Tabelle.
help-roles-act = Was
help-roles-member = Alle Angemeldeten
help-roles-always = ja
help-roles-from = ab Ansehen { $n }
help-roles-from-or-own = ab Ansehen { $n } oder bei eigenen Fragen
help-roles-own = bei eigenen Fragen
help-roles-no = nein
help-roles-yes = ja
help-roles-like-members = wie alle
help-roles-note = Niemand bekommt Punkte dafür, eigene Beiträge zu bewerten, anzunehmen oder zu bestätigen, und niemand greift bei jemandem von höherem Rang ein.

help-formatting-title = Formatierung
help-formatting-lead = Einfacher Text genügt. Wer mehr will, braucht nur ein paar Zeichen (Markdown).
help-format-typed = So tippst du es
    .sie = So tippen Sie es
help-format-shown = So sehen es alle
help-format-words = Wörter und Absätze
help-format-lists = Listen
help-format-links = Links und Namen
help-format-code = Befehle und Code
help-format-quotes = Zitate und Fußnoten
help-format-tables = Tabellen
help-format-headings = Überschriften
help-format-pictures = Bilder
help-format-pictures-text = Zieh ein Bild in den Text, füge es ein oder wähle es mit „Bild hinzufügen“. Ort und andere versteckte Angaben in Fotos werden entfernt.
    .sie = Ziehen Sie ein Bild in den Text, fügen Sie es ein oder wählen Sie es mit „Bild hinzufügen“. Ort und andere versteckte Angaben in Fotos werden entfernt.
list-state-triage = In der Triage
list-state-staff = Beim Team
