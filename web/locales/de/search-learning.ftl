# Was die Suche lernt: Zahlen für die Verwaltung, Synonyme, angeheftete Antworten, Fragen, die niemand stellen musste.
learn-title = Suche
learn-nav = Suche
learn-lead = Wonach hier gesucht wird, was nicht gefunden wird und was niemand fragen musste, weil es schon da war. Keine Zahl gilt einer einzelnen Person.
learn-tab-figures = Zahlen
learn-tab-words = Synonyme und angeheftete Antworten
learn-days = { $n } Tage
learn-searches = Suchen
learn-without-hit = Ohne Treffer
learn-abandoned = Abgebrochen
learn-saved = Nicht gefragt, weil beantwortet
learn-how = Die Tage sind UTC-Tage, der letzte ist heute. Dieselben Wörter derselben Person zählen einmal in der Stunde; Filter, Sortierung und weitere Seiten zählen nicht mit. „Ohne Treffer“ ist der Anteil aller Suchen, die nichts fanden. „Abgebrochen“ ist der Anteil der Suchen mit Treffern, nach denen niemand einen öffnete; das zählt nur für Besuche, bei denen der Browser unsere Skripte ausführt, denn von anderen Klicks erfahren wir nichts. Weder Person noch Adresse wird aufbewahrt, und was eben gezählt wurde, erscheint nach ein paar Sekunden.
learn-enough = Ein Begriff steht hier nur für Monate, in denen mindestens { $n } Leute nach ihm gesucht haben; die übrigen werden am Monatsende gelöscht.
learn-no-terms = In diesen Tagen gibt es keinen solchen Begriff.
learn-no-saving = In diesen Tagen keine.
learn-make-synonym = Synonym anlegen
learn-pin-answer = Antwort anheften
learn-place-pinned = Angeheftet
learn-place-behind = Spätere Seiten
learn-pinned = Vom Team angeheftet
learn-answers-mine = Das beantwortet meine Frage
learn-likely = Vielleicht wurde das hier schon gefragt; gelöste Fragen stehen vorn.

reports-col-searches = Suchen
reports-col-without-hit = Ohne Treffer
reports-col-followable = Mit Treffern und Skripten
reports-col-abandoned = Abgebrochen
reports-col-place = Platz
reports-col-clicks = Geöffnet
reports-col-share = Anteil
reports-col-term = Begriff
reports-col-question = Frage
reports-col-saved = Nicht gefragt
reports-searches-title = { $n } Suchen in diesen Tagen
reports-searches-means = Suchen mit Wörtern, wie viele davon nichts fanden und wie viele etwas fanden, das niemand öffnete. Letzteres zählt nur für Besuche, bei denen der Browser unsere Skripte ausführt.
reports-searches-caption = Suchen nach Tagen
reports-positions-title = { $n } % der geöffneten Treffer waren der erste
reports-positions-none = In diesen Tagen wurde kein Treffer geöffnet
reports-positions-means = Auf welchem Platz der Liste ein Treffer stand, den jemand öffnete. Angeheftete Antworten stehen vor dem ersten Platz, spätere Seiten hinter dem zwanzigsten. Derselbe Platz zählt für Person, Begriff und Stunde einmal.
reports-positions-caption = Geöffnete Treffer nach Platz
reports-without-hit-means = Was gesucht und nicht gefunden wurde, das Häufigste zuerst. Was fehlt, kann gefragt und beantwortet werden; was hier nur anders heißt, kann ein Synonym werden.
reports-without-hit-caption = Begriffe ohne Treffer
reports-abandoned-means = Was gesucht und gefunden wurde, ohne dass jemand einen Treffer öffnete: Vielleicht zeigt die Liste nicht, was gemeint war.
reports-abandoned-caption = Abgebrochene Begriffe
reports-saving-means = Die Fragen, von denen Leute, die gerade fragen wollten, sagten: „Das beantwortet meine Frage“. Eine Person zählt je Frage und Tag einmal; wer es war, wird nicht aufbewahrt.
reports-saving-caption = Fragen, die anderen das Fragen ersparten
reports-saved-title = { $n ->
    [0] Keine Frage wurde durch eine andere erspart
    [one] { $n } Frage musste niemand stellen
   *[other] { $n } Fragen musste niemand stellen
 }
reports-saved-means = Wie oft jemand, der gerade fragen wollte, von einer ähnlichen Frage sagte „Das beantwortet meine Frage“ und dann nichts fragte. Eine Person zählt je Frage und UTC-Tag einmal; Fragen, die seither verborgen wurden, zählen nicht.
reports-saved-caption = Fragen, die niemand stellen musste

learn-words-title = Synonyme und angeheftete Antworten
learn-words-lead = Was die Suche nicht von selbst wissen kann: welche Wörter hier dasselbe bedeuten und welche Antwort oben stehen soll. Änderungen gelten ab der nächsten Suche.
learn-synonyms = Synonyme
learn-synonyms-means = Wer ein Wort einer Gruppe sucht, findet alle. Jedes Wort und jede Wendung steht nur in einer Gruppe.
learn-no-synonyms = Noch gibt es keine Synonyme.
learn-words = Wörter, die dasselbe bedeuten
learn-words-new = Neue Gruppe
learn-words-hint = 2 bis 10 Wörter oder Wendungen, getrennt durch Komma oder Gleichheitszeichen, zum Beispiel: WLAN = WiFi = wireless
learn-add-synonyms = Gruppe anlegen
learn-save = Speichern
learn-remove = Entfernen
learn-pins = Angeheftete Antworten
learn-pins-means = Sie stehen über den Treffern, mit dem Vermerk „Vom Team angeheftet“, wenn genau diese Wörter gesucht werden, Synonyme eingeschlossen. Höchstens drei je Begriff.
learn-no-pins = Noch ist nichts angeheftet.
learn-pin-is-answer = (eine Antwort)
learn-pin-unseen = Zurzeit nicht sichtbar
learn-unpin = Lösen
learn-term = Suchbegriff
learn-term-hint = So, wie ihn Leute eingeben. Groß- und Kleinschreibung und Satzzeichen sind gleichgültig.
learn-target = Frage oder Antwort
learn-target-hint = Ihre Adresse oder Nummer. Alle müssen sie sehen können.
learn-pin = Anheften

learn-problem-count = Schreib 2 bis { $n } Wörter oder Wendungen, getrennt durch Komma oder Gleichheitszeichen.
    .sie = Schreiben Sie 2 bis { $n } Wörter oder Wendungen, getrennt durch Komma oder Gleichheitszeichen.
learn-problem-long = Wort Nummer { $n } ist länger als 40 Zeichen.
learn-problem-no-word = Wort Nummer { $n } enthält weder Buchstaben noch Ziffern.
learn-problem-twice = Wort Nummer { $n } steht doppelt da.
learn-problem-taken = Wort Nummer { $n } steht schon in einer anderen Gruppe. Ergänze die übrigen dort oder nimm es zuerst aus jener Gruppe heraus.
    .sie = Wort Nummer { $n } steht schon in einer anderen Gruppe. Ergänzen Sie die übrigen dort oder nehmen Sie es zuerst aus jener Gruppe heraus.
learn-problem-groups = Es gibt schon { $n } Gruppen. Entferne eine, die nicht mehr gebraucht wird.
    .sie = Es gibt schon { $n } Gruppen. Entfernen Sie eine, die nicht mehr gebraucht wird.
learn-problem-term = Schreib, wonach Leute suchen.
    .sie = Schreiben Sie, wonach Leute suchen.
learn-problem-pins = An diesen Begriff sind schon { $n } Antworten angeheftet. Löse zuerst eine.
    .sie = An diesen Begriff sind schon { $n } Antworten angeheftet. Lösen Sie zuerst eine.
learn-problem-pinned = Diese Frage ist an diesen Begriff schon angeheftet.
learn-problem-target = Eine solche Frage oder Antwort, die alle sehen können, gibt es nicht. Schreib ihre Adresse oder Nummer.
    .sie = Eine solche Frage oder Antwort, die alle sehen können, gibt es nicht. Schreiben Sie ihre Adresse oder Nummer.

flash-learn-thanks = Gut, dass es schon da war. Danke: eine Frage weniger, und anderen kann früher geholfen werden.
flash-learn-removed = Entfernt. Die Suche weiß es schon.
log-search-words-changed = hat Synonyme oder angeheftete Antworten der Suche geändert
