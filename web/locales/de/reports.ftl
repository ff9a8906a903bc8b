# Berichte: wie lange Menschen warten, wer hilft, ob Zusagen gehalten werden, was jetzt wartet.
reports-title = Berichte
reports-nav = Berichte
reports-lead = Wie lange Menschen auf Hilfe warten, wer ihnen hilft und ob Zusagen gehalten werden. Keine Zahl handelt von einer einzelnen Person.
reports-period = Zeitraum
reports-period-week = 7 Tage
reports-period-month = 4 Wochen
reports-period-quarter = 13 Wochen
reports-product = Produkt
reports-all-products = Alle Produkte
reports-show = Anzeigen
reports-how = Tage beginnen um Mitternacht in { $zone }; der letzte ist heute. Gelöschte und ausgeblendete Fragen sind nicht dabei.
reports-cut = Nur die letzten 50.000 Fragen wurden betrachtet.
reports-numbers = Die Zahlen als Tabelle
reports-csv = Als CSV speichern: { $what }
reports-all = Alle
reports-percent = { $n } %
reports-min = { $n } Min.
reports-h = { $n } Std.
reports-d = { $n } T.
reports-median-hours = Die Hälfte, in Stunden
reports-p90-hours = Neun von zehn, in Stunden
reports-peers = Gemeinschaft
reports-triage = Triage
reports-staff = Team
reports-no-team = Ohne Team

reports-first-answer-title = Die Hälfte hatte innerhalb von { $median } eine erste Antwort, neun von zehn innerhalb von { $p90 }
reports-first-answer-none = Noch keine Frage aus diesem Zeitraum hat eine Antwort
reports-first-answer-means = Zeit von der Frage bis zur ersten Antwort von jemand anderem, die noch da ist, ob sie half oder nicht. Eine Frage zählt am Tag, an dem sie gestellt wurde; ohne Antwort hat sie noch keine Zeit und bleibt außen vor, die letzten Tage können also noch schlechter werden.
reports-first-answer-caption = Zeit bis zur ersten Antwort
reports-solution-title = Die Hälfte war innerhalb von { $median } gelöst, neun von zehn innerhalb von { $p90 }
reports-solution-none = Noch keine Frage aus diesem Zeitraum ist gelöst
reports-solution-means = Zeit von der Frage bis zu dem Augenblick, in dem sie gelöst war, für Fragen, die es noch sind: Eine Antwort wurde angenommen oder bestätigt. Eine Frage zählt am Tag, an dem sie gestellt wurde; ungelöste bleiben außen vor.
reports-solution-caption = Zeit bis zur Lösung
reports-answered-by-title = { $n } % der beantworteten Fragen blieben in der Gemeinschaft; { $answered } von { $asked } sind beantwortet
reports-answered-by-none = Keine Frage aus diesem Zeitraum hat eine Antwort, die zählt
reports-answered-by-means = Bei wem eine Frage war, als die erste Antwort kam, die nach ihrer Regel zählt: bei der Gemeinschaft, in der Triage oder beim Team, gleich, wer sie schrieb. Fragen, die nie weitergereicht werden, etwa importierte, sind bei der Gemeinschaft.
reports-answered-by-caption = Wer die Frage hatte, als sie beantwortet wurde
reports-by-policy-title = { $n } % der Fristen wurden eingehalten, nach Regeln
reports-by-policy-means = Fristen des Teams im Zeitraum: eingehalten, wenn vorher eine Antwort kam, die zählt; verpasst, wenn sie verstrichen, während die Frage wartete. Jede Frage zählt einmal je Regel, unter der sie stand; verpasst bleibt verpasst.
reports-by-policy-caption = Pünktlichkeit nach Regeln
reports-by-team-title = { $n } % der Fristen wurden eingehalten, nach Teams
reports-by-team-means = Dieselben Fristen nach dem Team, das die Frage in diesem Augenblick hatte.
reports-by-team-caption = Pünktlichkeit nach Teams
reports-kept-none = In diesen Zeitraum fiel keine Frist des Teams
reports-waiting-title = { $n ->
    [0] Niemand wartet
    [one] { $n } Frage wartet jetzt
   *[other] { $n } Fragen warten jetzt
 }
reports-waiting-means = Offene Fragen ohne eine Antwort, die zählt, danach, wie lange es her ist, dass sie gestellt wurden, und bei wem sie jetzt sind. Der Zeitraum spielt hier keine Rolle.
reports-waiting-caption = Was wartet, nach Alter

reports-age-0 = Weniger als 1 Stunde
reports-age-1 = 1 bis 4 Stunden
reports-age-2 = 4 bis 24 Stunden
reports-age-3 = 1 bis 3 Tage
reports-age-4 = 3 bis 7 Tage
reports-age-5 = Eine Woche und länger
reports-age-short-0 = < 1 h
reports-age-short-1 = < 4 h
reports-age-short-2 = < 1 T.
reports-age-short-3 = < 3 T.
reports-age-short-4 = < 7 T.
reports-age-short-5 = ab 7 T.

reports-col-from = Ab
reports-col-asked = Gefragt
reports-col-answered = Beantwortet
reports-col-solved = Gelöst
reports-col-median = Die Hälfte in
reports-col-p90 = Neun von zehn in
reports-col-peers = Von der Gemeinschaft
reports-col-triage = In der Triage
reports-col-staff = Beim Team
reports-col-open = Noch nicht
reports-col-peers-share = Anteil der Gemeinschaft
reports-col-policy = Regel
reports-col-team = Team
reports-col-kept = Eingehalten
reports-col-missed = Verpasst
reports-col-punctual = Pünktlich
reports-col-age = Alter
reports-col-with-peers = Bei der Gemeinschaft
reports-col-in-triage = In der Triage
reports-col-with-staff = Beim Team
reports-col-together = Zusammen
