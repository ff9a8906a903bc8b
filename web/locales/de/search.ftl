# Die Suchseite und ähnliche Fragen.
search-title = Suche
search-title-for = Suche: { $words }
search-again = Noch einmal suchen
search-degraded = Die Suche wird gerade neu aufgebaut. Bis sie fertig ist, können hier Beiträge fehlen; verloren geht nichts.
search-total = { $n ->
    [0] Nichts gefunden
    [one] 1 Thema
   *[other] { $n } Themen
}
search-chosen = Gewählte Filter
search-remove = (entfernen)
search-none = Dazu passt nichts.
search-none-advice = Versuch es mit weniger Wörtern oder einer anderen Schreibweise. Hat das noch niemand gefragt, mach den Anfang: Nachbarn helfen gern.
    .sie = Versuchen Sie es mit weniger Wörtern oder einer anderen Schreibweise. Hat das noch niemand gefragt, machen Sie den Anfang: Nachbarn helfen gern.
search-none-narrowed = Vielleicht sind die Filter zu eng. Oder versuch es mit weniger Wörtern oder einer anderen Schreibweise; und hat das noch niemand gefragt, mach den Anfang.
    .sie = Vielleicht sind die Filter zu eng. Oder versuchen Sie es mit weniger Wörtern oder einer anderen Schreibweise; und hat das noch niemand gefragt, machen Sie den Anfang.
search-widen = Ohne Filter suchen
search-ask = Frage stellen
search-order = Reihenfolge
search-sort-relevance = Beste Treffer
search-sort-newest = Neueste
search-sort-votes = Stimmen
search-in-answer = In einer Antwort gefunden
search-answers = { $n ->
    [0] Keine Antworten
    [one] 1 Antwort
   *[other] { $n } Antworten
}
search-also = { $n ->
    [one] 1 Person hat das auch
   *[other] { $n } haben das auch
}
search-gone = Ein ehemaliges Mitglied
search-pages = Seiten
search-previous = Zurück
search-next = Weiter
search-narrow = Eingrenzen
search-facet-state = Stand
search-facet-product = Produkt
search-facet-tag = Schlagwort
search-facet-lang = Sprache
search-state-unanswered = Wartet
search-state-answered = Beantwortet
search-state-endorsed = Empfohlen
search-state-solved = Gelöst
search-state-closed = Geschlossen
search-state-duplicate = Doppelt
search-similar = Schon beantwortet?
search-help = So suchst du
    .sie = So suchen Sie
search-help-type = Eingabe
search-help-finds = Findet
search-help-phrase = diese Wörter zusammen und in dieser Reihenfolge
search-help-without = Themen ohne dieses Wort
search-help-tag = Themen mit diesem Schlagwort
search-help-product = Themen zu diesem Produkt
search-help-user = Themen, in denen diese Person gefragt oder geantwortet hat, mit dem Namen hinter dem @
search-help-solved = was gelöst ist
search-help-unanswered = was noch auf eine Antwort wartet
search-help-endorsed = Themen mit einer Antwort, für die jemand vom Fach einsteht
search-help-mine = deine Fragen und was du beantwortet hast, sobald du angemeldet bist
    .sie = Ihre Fragen und was Sie beantwortet haben, sobald Sie angemeldet sind
search-help-after = was an diesem Tag oder später gefragt wurde; Monat oder Jahr genügt auch
search-help-before = was vor diesem Tag, Monat oder Jahr gefragt wurde
search-help-lang = Themen in dieser Sprache
search-help-more = Alles lässt sich verbinden. Was Kiez nicht kennt, wird als Wort gesucht.
search-meant = Meintest du
    .sie = Meinten Sie
search-meant-searched = Zu „{ $typed }“ wurde nichts gefunden; das hier passt zu „{ $meant }“.
search-near = Nichts enthält alle diese Wörter; das hier enthält einige davon.
search-chip-user = mit { $name }
search-chip-endorsed = empfohlene Antwort
search-chip-mine = mit mir
search-chip-after = ab { $day }
search-chip-before = vor { $day }
search-explain = Warum diese Reihenfolge?
search-explain-score = Warum hier: { $score }
search-explain-factors = Woraus sich die Wertung ergibt
search-explain-factor = Faktor
search-explain-of = Woher
search-explain-adds = Beitrag
search-offered = Vorschläge
search-offered-count = { $n ->
    [one] 1 Vorschlag
   *[other] { $n } Vorschläge
}
