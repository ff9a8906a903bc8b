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
