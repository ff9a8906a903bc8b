# Die Admin-Seiten der Regeln und Kalender.
terms-policies = Regeln
terms-calendars = Kalender
terms-policies-lead = Die erste Regel, die auf eine Frage passt, sagt, wie lange sie warten darf und auf wen. Die letzte passt auf alles.
terms-calendars-lead = Wann Moderation und Teams arbeiten. Ihre Zeit zählt nur, solange ein Kalender geöffnet ist.
terms-policy-new = Neue Regel
terms-policy-one = Regel: { $name }
terms-calendar-new = Neuer Kalender
terms-calendar-one = Kalender: { $name }
terms-name = Name
terms-zone = Zeitzone
terms-zone-hint = Nach ihrer Stadt, etwa Europe/Berlin: Dann stimmt auch die Sommerzeit.
terms-week = Öffnungszeiten
terms-week-hint = Zum Beispiel 9:00–12:30, 13:30–17:00. Ein leerer Tag ist geschlossen; ein Tag endet um 24:00.
terms-day-mon = Montag
terms-day-tue = Dienstag
terms-day-wed = Mittwoch
terms-day-thu = Donnerstag
terms-day-fri = Freitag
terms-day-sat = Samstag
terms-day-sun = Sonntag
terms-short-mon = Mo
terms-short-tue = Di
terms-short-wed = Mi
terms-short-thu = Do
terms-short-fri = Fr
terms-short-sat = Sa
terms-short-sun = So
terms-days = Besondere Tage
terms-days-hint = Einer je Zeile: 2026-12-25 Weihnachten ist geschlossen, 2026-12-24 Heiligabend 9:00–12:00 ist bis mittags geöffnet.
terms-file = Feiertage aus einer iCal-Datei
terms-file-hint = Eine .ics-Datei mit höchstens 1 MB und 2.000 Einträgen. Bevor etwas dazukommt, wählst du aus ihren Tagen aus.
    .sie = Eine .ics-Datei mit höchstens 1 MB und 2.000 Einträgen. Bevor etwas dazukommt, wählen Sie aus ihren Tagen aus.
terms-read = Datei lesen
terms-offered = Tage aus der Datei: Hake die an, an denen niemand arbeitet. Sie kommen beim Speichern dazu.
    .sie = Tage aus der Datei: Haken Sie die an, an denen niemand arbeitet. Sie kommen beim Speichern dazu.
terms-read-days = { $n ->
    [one] Ein Tag ab heute wurde gefunden; vergangene Tage sind weggelassen.
   *[other] { $n } Tage ab heute wurden gefunden; vergangene Tage sind weggelassen.
}
terms-read-once = { $n ->
    [one] Ein Eintrag wiederholt sich nach einer Vorschrift, die hier nicht verfolgt wird: Nur sein erster Tag wurde gelesen.
   *[other] { $n } Einträge wiederholen sich nach Vorschriften, die hier nicht verfolgt werden: Nur ihre ersten Tage wurden gelesen.
}
terms-read-long = { $n ->
    [one] Ein Eintrag ist länger als zwei Wochen: Nur seine ersten 14 Tage wurden gelesen.
   *[other] { $n } Einträge sind länger als zwei Wochen: Nur ihre ersten 14 Tage wurden gelesen.
}
terms-read-more = Es sind mehr Tage, als hier stehen: nur die ersten 1.000.
terms-look = Nächste vier Wochen zeigen
terms-try = An { $n } Tagen ausprobieren
terms-save-anyway = Trotzdem speichern
terms-weeks = Die nächsten vier Wochen
terms-weeks-caption = Nach den Uhren von { $zone }, mit dem, was oben im Formular steht
terms-day = Tag
terms-open = Geöffnet
terms-closed = geschlossen
terms-note = Anmerkung
terms-special = Besonderer Tag
terms-special-name = Besonderer Tag: { $what }
terms-clocks-forward = { $n ->
    [one] Die Uhren werden um eine Minute vorgestellt
   *[other] Die Uhren werden um { $n } Minuten vorgestellt
}
terms-clocks-back = { $n ->
    [one] Die Uhren werden um eine Minute zurückgestellt
   *[other] Die Uhren werden um { $n } Minuten zurückgestellt
}
terms-days-to-come = { $n ->
    [0] Keine besonderen Tage in Sicht
    [one] Ein besonderer Tag in Sicht
   *[other] { $n } besondere Tage in Sicht
}
terms-used-by = Gilt für: { $what }
terms-used-nowhere = Keine Regel benutzt ihn
terms-conditions = Für welche Fragen
terms-conditions-hint = Eine Frage muss zu jeder Liste passen, in der etwas gewählt ist; ein Eintrag der Liste genügt.
terms-everything = Alles
terms-fallback = Für alles, worauf keine andere Regel passt. Sie steht immer am Ende und lässt sich nicht außer Kraft setzen.
terms-products = Produkte
terms-categories = Kategorien
terms-languages = Sprachen
terms-priorities = Dringlichkeiten
terms-tags = Schlagwörter
terms-tags-hint = Namen, durch Kommas getrennt; eines davon genügt.
terms-if-product = Produkt: { $what }
terms-if-category = Kategorie: { $what }
terms-if-tag = Schlagwort: { $what }
terms-if-language = Sprache: { $what }
terms-if-priority = Dringlichkeit: { $what }
terms-or = { " oder " }
terms-priority-low = Niedrig
terms-priority-normal = Normal
terms-priority-high = Hoch
terms-priority-urgent = Dringend
terms-times = Wie lange
terms-times-hint = Die Zeit der Gemeinschaft läuft Tag und Nacht. Die von Moderation und Team läuft, solange ihr Kalender geöffnet ist.
terms-unit = Einheit
terms-unit-minutes = Minuten
terms-unit-hours = Stunden
terms-unit-days = Tage
terms-peer-window = Zeit für die Gemeinschaft
terms-hint-peer-window = Danach bekommt die Moderation die Frage.
terms-triage-window = Zeit für die Triage
terms-hint-triage-window = Danach bekommt das Team sie von selbst. Ein Tag sind hier 24 Stunden Öffnungszeit.
terms-first-response = Erste Antwort des Teams
terms-hint-first-response = Bis dahin hat jemand vom Team geantwortet. Ein Tag sind hier 24 Stunden Öffnungszeit.
terms-warn-before = Team vorher warnen
terms-hint-warn-before = Wie lange, bevor die Zeit um ist.
terms-solution = Lösung
terms-hint-solution = Wie lange eine Frage in einem Ticketsystem liegen darf. Leer: Das wird nicht versprochen.
terms-nudges = Anstupser für die Gemeinschaft
terms-nudges-hint = Nach wie viel Prozent ihrer Zeit Leute gefragt werden, die es wissen könnten, etwa 25, 50.
terms-send-backs = Zurück an die Gemeinschaft
terms-send-backs-hint = Wie oft die Moderation eine Frage zurückgeben darf.
terms-who = Wer und wann
terms-triage-calendar = Kalender der Moderation
terms-staff-calendar = Kalender des Teams
terms-team = Team
terms-any-team = Alle im Team
terms-answered = Was als beantwortet zählt
terms-answered-any = Jede Antwort von jemand anderem
terms-answered-helpful = Nur eine Antwort, die angenommen, bestätigt oder positiv bewertet ist
terms-starts-at = Gilt für Fragen ab
terms-starts-at-hint = Nach den Uhren des Team-Kalenders. Ältere Fragen werden nach dieser Regel nie weitergegeben.
terms-none = keine
terms-percents = { $what } %
terms-move-up = Nach oben
terms-move-down = Nach unten
terms-move-up-title = Nach oben: { $name }
terms-move-down-title = Nach unten: { $name }
terms-move-lead = In der neuen Reihenfolge kommt für manche Fragen, die warten, eine andere Regel zuerst.
terms-order = Reihenfolge
terms-retire = Außer Kraft setzen
terms-retire-title = Regel außer Kraft setzen: { $name }
terms-retire-lead = Für Fragen, die nach ihr warten, gilt dann die nächste passende Regel. Das lässt sich nicht zurücknehmen; was sie festgelegt hat, bleibt im Verlauf stehen.
flash-policy-retired = Außer Kraft gesetzt. Was nach ihr gewartet hat, wartet jetzt nach einer anderen Regel.
terms-not-saved = Noch nicht gespeichert: Das würde geschehen.
terms-none-wait = Gerade wartet keine Frage, also wird auch keine zu einer anderen Zeit fällig.
terms-moved = { $n ->
    [0] Keine von { $all } wartenden Fragen wird zu einer anderen Zeit fällig.
    [one] Eine von { $all } wartenden Fragen wird zu einer anderen Zeit fällig.
   *[other] { $n } von { $all } wartenden Fragen werden zu einer anderen Zeit fällig.
}
terms-other-policy = { $n ->
    [one] Für eine von { $all } gilt dann eine andere Regel.
   *[other] Für { $n } von { $all } gilt dann eine andere Regel.
}
terms-history = Was geändert wurde
terms-history-moved = { $n ->
    [0] keine Frage zu anderer Zeit fällig
    [one] eine Frage zu anderer Zeit fällig
   *[other] { $n } Fragen zu anderer Zeit fällig
}
terms-by-itself = Kiez
terms-changed = { $what }: { $old } → { $new }
terms-made = Neu
terms-retired = Außer Kraft gesetzt
terms-day-gone = Kein besonderer Tag mehr: { $what }
terms-day-added = Neuer besonderer Tag: { $what }
terms-trial = { $all ->
    [0] Keine Fragen der letzten { $n } Tage
    [one] Eine Frage der letzten { $n } Tage, nach dem Entwurf und nach den heutigen Regeln
   *[other] { $all } Fragen der letzten { $n } Tage, nach dem Entwurf und nach den heutigen Regeln
}
terms-trial-how = Geändert wurde nichts. Die erste Antwort von jemand anderem beendet das Warten, was immer die Regel von ihr verlangt; was die Moderation getan hat, bleibt außen vor, ebenso der Beginn jeder Regel. Tage und Stunden: { $zone }.
terms-trial-cut = Nur die neuesten 50.000 Fragen wurden angesehen.
terms-trial-none = In dieser Zeit hat niemand etwas gefragt, also gibt es nichts zum Ausprobieren.
terms-draft = Entwurf
terms-today = Heute
terms-outcome = Ausgang
terms-kept-by-peers = Bei der Gemeinschaft geblieben
terms-reached-triage = In die Triage gekommen
terms-reached-staff = Zum Team gekommen
terms-overdue = Beim Team überfällig
terms-short-peers = Gemeinschaft
terms-short-triage = Triage
terms-short-staff = Team
terms-short-overdue = überfällig
terms-try-reached = Mit dem Entwurf kämen { $n } von { $all } Fragen zum Team, heute sind es { $today }
terms-try-reached-caption = Wie weit Fragen kommen; was zum Team kommt, war vorher in der Triage
terms-try-when = Mit dem Entwurf kämen die meisten Fragen am { $day } zum Team: { $n }
terms-try-when-none = Mit dem Entwurf käme keine Frage zum Team
terms-try-when-caption = An welchem Wochentag Fragen in die Triage und zum Team kommen (das Bild zeigt das Team)
terms-triage-draft = Triage, Entwurf
terms-triage-today = Triage, heute
terms-staff-draft = Team, Entwurf
terms-staff-today = Team, heute
terms-try-load = Mit dem Entwurf hätte das Team am meisten am { $day } um { $hour }: { $load } Fragen auf einmal
terms-try-load-none = Mit dem Entwurf hätte das Team nichts zu tun
terms-try-load-caption = Fragen, die das Team im Schnitt auf einmal hat: Entwurf / heute
terms-hour = Stunde
terms-problem-changed = Jemand anders hat das geändert, seit du es geöffnet hast; der Verlauf unten zeigt es. Deine Eingaben sind noch da: Speichere noch einmal, wenn sie gelten sollen.
    .sie = Jemand anders hat das geändert, seit Sie es geöffnet haben; der Verlauf unten zeigt es. Ihre Eingaben sind noch da: Speichern Sie noch einmal, wenn sie gelten sollen.
terms-problem-slots = Bitte schreib Zeiten wie 9:00–12:30, 13:30–17:00; jede muss nach ihrem Anfang enden, spätestens um 24:00.
    .sie = Bitte schreiben Sie Zeiten wie 9:00–12:30, 13:30–17:00; jede muss nach ihrem Anfang enden, spätestens um 24:00.
terms-problem-day-date = Zeile { $n } beginnt nicht mit einem Datum wie 2026-12-24.
terms-problem-day-slots = Die Zeiten in Zeile { $n } lassen sich nicht lesen. Bitte schreib sie wie 9:00–12:00.
    .sie = Die Zeiten in Zeile { $n } lassen sich nicht lesen. Bitte schreiben Sie sie wie 9:00–12:00.
terms-problem-day-twice = Das Datum in Zeile { $n } steht weiter oben schon.
terms-problem-day-long = Der Name in Zeile { $n } ist länger als 80 Zeichen.
terms-problem-days-many = Mehr als { $n } besondere Tage lassen sich nicht aufheben.
terms-problem-tag = Mindestens eines davon ist kein Schlagwort dieses Forums.
terms-problem-starts-at = Bitte gib Tag und Uhrzeit an.
    .sie = Bitte geben Sie Tag und Uhrzeit an.
terms-problem-file-none = Bitte wähle zuerst eine iCal-Datei.
    .sie = Bitte wählen Sie zuerst eine iCal-Datei.
terms-problem-file-large = Diese Datei ist größer als 1 MB.
terms-problem-file-many = Diese Datei hat mehr als { $n } Einträge. Bitte wähle eine, die nur Feiertage enthält.
    .sie = Diese Datei hat mehr als { $n } Einträge. Bitte wählen Sie eine, die nur Feiertage enthält.
terms-problem-file-kind = Das ist keine iCal-Datei, die sich lesen lässt.
terms-problem-file-empty = In dieser Datei steht kein Tag ab heute.
