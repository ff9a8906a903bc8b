# Die Triage: was auf die Moderation wartet.
triage-nav = { $n ->
    [0] Triage
    [one] Triage (1 wartet)
   *[other] Triage ({ $n } warten)
}
triage-title = Triage
triage-lead = Fragen, die die Gemeinschaft nicht rechtzeitig beantwortet hat, die dringendsten zuerst. Übernimm eine, dann sehen die anderen, dass du sie hast.
    .sie = Fragen, die die Gemeinschaft nicht rechtzeitig beantwortet hat, die dringendsten zuerst. Übernehmen Sie eine, dann sehen die anderen, dass Sie sie haben.
triage-list = Fragen, die warten
triage-whose = Wessen
triage-who-all = Alle
triage-who-free = Frei
triage-who-mine = Meine
triage-who-snoozed = Zurückgestellt
triage-filter = Filtern
triage-product = Produkt
triage-all-products = Alle Produkte
triage-lang = Sprache
triage-all-langs = Alle Sprachen
triage-priority = Dringlichkeit
triage-all-priorities = Jede Dringlichkeit
triage-priority-low = Niedrig
triage-priority-normal = Normal
triage-priority-high = Hoch
triage-priority-urgent = Dringend
triage-show = Anzeigen
triage-show-all = Alles anzeigen
triage-none = Hier wartet niemand
triage-none-text = Sobald die Zeit der Gemeinschaft für eine Frage um ist, erscheint sie hier von selbst.
triage-none-narrowed = Mit anderen Filtern gibt es vielleicht mehr.
triage-first-page = Erste Seite
triage-next-page = Nächste Seite
triage-changed = Die Liste hat sich geändert
triage-snoozed-until = Zurückgestellt bis
triage-yours = Du hast sie
    .sie = Sie haben sie
triage-has-it = { $who } hat sie übernommen
triage-back = Zurück zur Liste

triage-due-now = jetzt fällig
triage-in-minutes = in { $n } Min.
triage-in-hours = in { $n } Std.
triage-in-days = in { $n } Tagen
triage-over-minutes = { $n } Min. drüber
triage-over-hours = { $n } Std. drüber
triage-over-days = { $n } Tage drüber
triage-seconds-ago = { $n ->
    [one] vor 1 Sekunde
   *[other] vor { $n } Sekunden
}
triage-day-1 = Mo
triage-day-2 = Di
triage-day-3 = Mi
triage-day-4 = Do
triage-day-5 = Fr
triage-day-6 = Sa
triage-day-7 = So

triage-stands-peers = Bei der Gemeinschaft
triage-stands-triage = In der Triage
triage-stands-staff = Beim Team
triage-stands-handed-over = Übergeben
triage-stands-answered = Beantwortet
triage-stands-closed = Geschlossen

triage-comments = { $n ->
    [one] 1 Kommentar
   *[other] { $n } Kommentare
}
triage-tried = Was schon versucht wurde
triage-tried-nothing = Bisher hat niemand geantwortet.
triage-tried-more = { $n ->
    [one] Eine weitere Antwort
   *[other] { $n } weitere Antworten
}
triage-steps = Bisherige Schritte
triage-why-link = Warum dann?

triage-claim = Übernehmen
triage-take-over = An mich nehmen
triage-leave = Wieder freigeben
triage-answer = Antworten
triage-edit = Bearbeiten
triage-optional = (freiwillig)
triage-note = Was sollte man dazu wissen?
triage-note-team = Was sollte das Team wissen?
triage-reason = Warum?
triage-route = Ans Team geben
triage-team = Team
triage-no-teams = Es gibt noch keine Teams. Die Verwaltung kann welche anlegen.
triage-route-send = Ans Team geben
triage-snooze = Zurückstellen
triage-until = Bis
triage-until-hint = Nach der Uhr von { $zone }, höchstens dreißig Tage von jetzt an. Danach beginnt die Zeit von vorn.
triage-snooze-send = Zurückstellen
triage-send-back = Zurück an die Gemeinschaft
triage-send-back-hint = Bearbeite die Frage zuerst, damit sie leichter zu beantworten ist. Die Gemeinschaft hat dann noch einmal ihre ganze Zeit.
    .sie = Bearbeiten Sie die Frage zuerst, damit sie leichter zu beantworten ist. Die Gemeinschaft hat dann noch einmal ihre ganze Zeit.
triage-send-back-send = Zurückgeben
triage-duplicate = Als doppelt markieren
triage-duplicate-of-this = Doppelt zu dieser
triage-close = Schließen
triage-prioritise = Dringlichkeit festlegen
triage-prioritise-send = Festlegen

triage-faster = { $what }, { $ago }.
triage-faster-then = Von dir wurde nichts geändert. Was du geschrieben hast, ist noch da.
    .sie = Von Ihnen wurde nichts geändert. Was Sie geschrieben haben, ist noch da.
triage-kept = Was du geschrieben hattest
    .sie = Was Sie geschrieben hatten
triage-somebody = Jemand
triage-did-claim = { $who } hat sie übernommen
triage-did-asked = { $who } hat gefragt
triage-did-entered-peers = Sie ging an die Gemeinschaft
triage-did-entered-triage = Die Zeit der Gemeinschaft war um, und sie kam in die Triage
triage-did-entered-staff = Die Zeit in der Triage war um, und sie ging ans Team
triage-did-entered-handed_over = Sie wurde übergeben
triage-did-answered = Dank { $who } galt sie als beantwortet
triage-did-unanswered = { $who } hat etwas geändert, und keine Antwort zählt mehr
triage-did-closed = { $who } hat sie geschlossen
triage-did-reopened = { $who } hat sie wieder geöffnet
triage-did-nudged = Die Gemeinschaft wurde um Hilfe gebeten
triage-did-warned = Das Team wurde gewarnt, dass seine Zeit bald um ist
triage-did-overdue = Die Zeit des Teams war um
triage-did-sent_back = { $who } hat sie an die Gemeinschaft zurückgegeben
triage-did-routed = { $who } hat sie ans Team gegeben
triage-did-routed-to = { $who } hat sie ans Team „{ $team }“ gegeben
triage-did-snoozed = { $who } hat sie zurückgestellt
triage-did-still_needs_help = { $who } braucht noch Hilfe
triage-did-handed_over = { $who } hat sie übergeben
triage-did-taken_back = { $who } hat sie aus dem Ticketsystem zurückgeholt
triage-did-assigned = { $who } hat geändert, wem sie gehört
triage-did-terms_changed = { $who } hat die Regeln geändert, und sie ist zu einer anderen Zeit fällig
triage-did-terms-moved = Die Regeln haben sich geändert, und sie ist zu einer anderen Zeit fällig
triage-did-prioritised = { $who } hat ihre Dringlichkeit geändert
triage-did-undone = { $who } hat den letzten Schritt zurückgenommen

flash-triage-claimed = Du hast sie jetzt, für zehn Minuten. Die anderen sehen es.
    .sie = Sie haben sie jetzt, für zehn Minuten. Die anderen sehen es.
flash-triage-taken-over = Du hast sie an dich genommen.
    .sie = Sie haben sie an sich genommen.
flash-triage-left = Sie ist wieder frei für die anderen.
flash-triage-sent-back = Zurück bei der Gemeinschaft.
flash-triage-routed = Ans Team gegeben.
flash-triage-snoozed = Zurückgestellt.
flash-triage-prioritised = Dringlichkeit festgelegt.
flash-triage-undone = Zurückgenommen.

triage-why-title = Warum sie dann fällig ist
triage-why-now = Wo sie steht
triage-why-stage = Stufe
triage-why-since = Seit
triage-why-counted = Gezählt ab
triage-why-due = Fällig
triage-why-never = Nie
triage-why-promise = Versprochen ist eine Antwort bis
triage-why-next-nudge = Als Nächstes: Wer eingewilligt hat, wird um Hilfe gebeten
triage-why-next-triage = Als Nächstes: Sie kommt in die Triage
triage-why-next-staff = Als Nächstes: Sie geht ans Team
triage-why-next-warn = Als Nächstes: Das Team wird gewarnt
triage-why-next-overdue = Als Nächstes: Die Zeit des Teams ist um
triage-why-time = Die Zeit, die zählt
triage-why-window = { $time } Öffnungszeit nach dem Kalender „{ $calendar }“.
triage-why-window-always = { $time }, rund um die Uhr.
triage-why-no-window = Für diese Stufe ist keine Zeit festgelegt.
triage-why-zone = Alle Zeiten nach der Uhr von { $zone }.
triage-why-stretch = { $from } bis { $to }
triage-why-policy = Die Regel
triage-why-policy-text = Die Regeln werden in dieser Reihenfolge geprüft; die erste, die passt, gilt.
triage-why-matches = passt
triage-why-starts-later = gilt erst für spätere Fragen
triage-why-product = gilt für andere Produkte
triage-why-category = gilt für andere Kategorien
triage-why-tags = gilt für andere Schlagwörter
triage-why-language = gilt für andere Sprachen
triage-why-priority = gilt für eine andere Dringlichkeit
