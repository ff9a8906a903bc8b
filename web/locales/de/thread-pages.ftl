# Wörter der Frageseite und ihrer Formulare.
form-not-sent = Noch nicht abgeschickt. Alles, was du geschrieben hast, steht noch hier.
    .sie = Noch nicht abgeschickt. Alles, was Sie geschrieben haben, steht noch hier.
form-optional = freiwillig
form-cancel = Abbrechen
form-preview = Vorschau
form-show-preview = Vorschau
form-add-image = Bild anhängen
form-add-image-now = In den Text übernehmen
back-to-question = Zurück zur Frage
back-to-answer = Zurück zur Antwort
back-to-post = Zurück zum Beitrag

thread-state-waiting = Wartet
thread-state-answered = Beantwortet
thread-state-solved = Gelöst
thread-state-closed = Geschlossen
thread-state-duplicate = Doppelt
thread-asked = gefragt
thread-views = { $n ->
    [0] noch nicht gelesen
    [one] einmal gelesen
   *[other] { $n } Mal gelesen
}
thread-answers = { $n ->
    [0] Noch keine Antwort
    [one] 1 Antwort
   *[other] { $n } Antworten
}
thread-question = Frage
thread-answer-by = Antwort von { $name }
thread-closed-by = Geschlossen von
thread-closed-off-topic = Geschlossen: Darum geht es in diesem Forum nicht.
thread-closed-unclear = Geschlossen: Es ist nicht zu erkennen, was gefragt wird. Mit einer klareren Fassung kann die Frage wieder geöffnet werden.
thread-closed-spam = Als Werbung geschlossen.
thread-closed-resolved-elsewhere = Geschlossen: Es hat sich auf anderem Weg gelöst.
thread-closed-no-longer-relevant = Geschlossen: Die Zeit ist darüber hinweggegangen.
thread-closed-duplicate = Das wurde schon einmal gefragt:
thread-note-deleted = Vom Verfasser gelöscht. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.
thread-note-held = Erste Beiträge mit Links sieht sich die Moderation vorher an. Bis dahin kann das hier nur sehen, wer es geschrieben hat oder moderiert.
thread-note-hidden = Von der Moderation verborgen. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.
thread-note-hidden-rude = Von der Moderation verborgen, weil es jemanden verletzt. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.
thread-note-hidden-spam = Von der Moderation als Werbung verborgen. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.
thread-note-hidden-personal-data = Von der Moderation verborgen, weil etwas darin steht, das nicht öffentlich sein sollte. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.
thread-note-hidden-wrong = Von der Moderation verborgen, weil es gefährlich oder irreführend ist. Sehen kann es nur noch, wer es geschrieben hat oder hier für Ordnung sorgt.

thread-promise-waiting = Wartet auf Nachbarn
thread-promise-waiting-line = Noch hat niemand geantwortet. Wer etwas dazu weiß, kann jetzt gleich helfen.
thread-promise-usual = Die erste Antwort kommt meist innerhalb dieser Zeit: { $time }. In den letzten 30 Tagen bekamen { $answered } von { $asked } Fragen ohne Produkt eine.
thread-promise-usual-product = Die erste Antwort kommt meist innerhalb dieser Zeit: { $time }. In den letzten 30 Tagen bekamen { $answered } von { $asked } Fragen zu { $product } eine.
thread-promise-answered = Erste Antwort nach dieser Zeit: { $time }
thread-promise-answered-plain = Beantwortet
thread-promise-answered-line = Ob es geholfen hat, sagt, wer gefragt hat.
thread-promise-solved = Gelöst, Dauer: { $time }
thread-promise-solved-plain = Gelöst
thread-promise-solved-line = Die Lösung ist unten markiert. Danke an alle, die geholfen haben.
thread-promise-closed = Geschlossen
thread-promise-closed-line = Diese Frage nimmt keine Antworten mehr an.

thread-timeline = Verlauf
thread-step-asked = Gefragt
thread-step-edited = Zuletzt bearbeitet
thread-step-first-answer = Erste Antwort
thread-step-accepted = Angenommen
thread-step-endorsed = Bestätigt
thread-step-closed = Geschlossen
thread-step-waits-for-answer = Wartet auf eine Antwort
thread-step-waits-for-solution = Wartet auf eine Lösung

thread-sort = Antworten ordnen
thread-sort-best = Beste zuerst
thread-sort-newest = Neueste zuerst
thread-pages = Seiten
thread-page-before = Vorige Antworten
thread-page-after = Weitere Antworten
thread-empty = Weißt du etwas dazu?
    .sie = Wissen Sie etwas dazu?
thread-empty-hint = Auch ein Hinweis in die richtige Richtung hilft.
thread-your-answer = Deine Antwort
    .sie = Ihre Antwort
thread-answer-label = Text
thread-answer-hint = Markdown geht. Strg+Eingabe sendet.
thread-formatting = So wird formatiert
thread-answer-send = Antwort veröffentlichen
thread-answer-verb = Antworten
thread-answer-sign-in = Weißt du die Antwort? Melde dich an und hilf mit.
    .sie = Wissen Sie die Antwort? Melden Sie sich an und helfen Sie mit.
thread-sign-in = Anmelden und antworten
thread-side = Zu dieser Frage
thread-this-question = Diese Frage
thread-quick = Schnellzugriff
thread-join = Hab ich auch
thread-join-short = Auch
thread-also = { $n ->
    [one] Noch jemand hat das auch
   *[other] { $n } weitere Leute haben das auch
}
thread-watch = Beobachten
thread-watch-short = Merken
thread-feed = Antworten als Feed
thread-duplicates = Noch einmal gefragt
thread-people = Wer geholfen hat

thread-solution = Lösung
thread-accepted-by = angenommen von
thread-on-behalf = anstelle der fragenden Person
thread-outscored = Eine andere Antwort finden die Leser deutlich hilfreicher.
thread-endorsed = Bestätigt
thread-by = von
thread-expert-for = fachkundig für { $field }
thread-version = Version { $version }
thread-withdraw = Bestätigung zurückziehen
thread-withdraw-confirm = Deine Bestätigung zurückziehen?
    .sie = Ihre Bestätigung zurückziehen?
thread-role-expert = Fachkundig
thread-role-staff = Team
thread-role-moderator = Moderation
thread-role-admin = Verwaltung
thread-reputation = Ansehen
thread-edited = bearbeitet
thread-up = Hilfreich
thread-down = Nicht hilfreich
thread-score = Stand
thread-vote-own = Über den eigenen Beitrag kannst du nicht abstimmen
    .sie = Über den eigenen Beitrag können Sie nicht abstimmen
thread-vote-not-visible = Das können nicht alle sehen; darüber wird nicht abgestimmt
thread-accept = Als Lösung annehmen
thread-accept-on-behalf = Stellvertretend annehmen
thread-unaccept = Annahme zurücknehmen
thread-endorse = Bestätigen
thread-share = Teilen
thread-edit = Bearbeiten
thread-suggest = Änderung vorschlagen
thread-more = Mehr
thread-revisions = Versionen
thread-close = Schließen oder als doppelt markieren
thread-reopen = Wieder öffnen
thread-hide = Verbergen
thread-show = Wieder zeigen
thread-delete = Löschen
thread-delete-confirm = Wirklich löschen? Du kannst es jederzeit zurückholen.
    .sie = Wirklich löschen? Sie können es jederzeit zurückholen.
thread-restore = Zurückholen
thread-comments = Kommentare
thread-comment = Kommentieren
thread-your-comment = Dein Kommentar
    .sie = Ihr Kommentar
thread-comment-hint = Für Rückfragen. Lösungen gehören in eine Antwort.
thread-comment-send = Kommentar senden
thread-comment-delete = Löschen
thread-comment-delete-confirm = Diesen Kommentar löschen?
thread-comment-gone = Nicht für alle sichtbar
comment-edit-title = Kommentar bearbeiten
comment-now = Der Kommentar, wie er jetzt ist
thread-more-comments = { $n ->
    [one] 1 weiteren Kommentar zeigen
   *[other] { $n } weitere Kommentare zeigen
}
thread-feed-answer = Antwort von { $name }

similar-heading = Vielleicht schon beantwortet?
ask-title = Frage stellen
ask-lead = Schreib so, wie du einen Nachbarn fragen würdest.
    .sie = Schreiben Sie so, wie Sie einen Nachbarn fragen würden.
ask-question-title = Titel
ask-question-title-hint = Ein Satz, der sagt, worum es geht.
ask-similar-hint = Ist deine Frage dabei, steht die Antwort schon dort; mit „Hab ich auch“ erfährst du, wenn sie gelöst ist. Sonst frag ruhig: Was du geschrieben hast, bleibt stehen.
    .sie = Ist Ihre Frage dabei, steht die Antwort schon dort; mit „Hab ich auch“ erfahren Sie, wenn sie gelöst ist. Sonst fragen Sie ruhig: Was Sie geschrieben haben, bleibt stehen.
ask-body = Was ist los?
ask-body-hint = Was wolltest du tun, was geschah, was hast du schon probiert? Markdown geht.
    .sie = Was wollten Sie tun, was geschah, was haben Sie schon probiert? Markdown geht.
ask-product = Produkt
ask-no-product = Keines davon
ask-category = Thema
ask-no-category = Kein Thema
ask-lang = Sprache
ask-lang-detect = Von selbst erkennen
ask-tags = Schlagwörter
ask-tags-hint = Bis zu fünf, mit Komma getrennt.
ask-send = Frage veröffentlichen
ask-send-anyway = Trotzdem fragen

edit-title = Bearbeiten
edit-title-suggest = Änderung vorschlagen
edit-suggest-lead = Jemand mit mehr Erfahrung sieht sich deinen Vorschlag an. Wird er angenommen, bekommst du 2 Punkte Ansehen.
    .sie = Jemand mit mehr Erfahrung sieht sich Ihren Vorschlag an. Wird er angenommen, bekommen Sie 2 Punkte Ansehen.
edit-body = Text
edit-reason = Was hast du geändert?
    .sie = Was haben Sie geändert?
edit-reason-hint = Ein paar Worte für die Liste der Versionen.
edit-save = Speichern
edit-send-suggestion = Vorschlag abschicken

conflict-title = Jemand war gleichzeitig hier
conflict-not-saved = Noch nicht gespeichert.
conflict-explain = Während du geschrieben hast, hat { $name } eine neue Fassung gespeichert. Deine ist hier noch ganz. Übernimm, was fehlt, und speichere dann.
    .sie = Während Sie geschrieben haben, hat { $name } eine neue Fassung gespeichert. Ihre ist hier noch ganz. Übernehmen Sie, was fehlt, und speichern Sie dann.
conflict-yours = Deine Fassung
    .sie = Ihre Fassung
conflict-theirs = Gespeichert von { $name }
conflict-save-mine = Meine Fassung speichern
conflict-keep-theirs = Die andere behalten
conflict-difference = Der Unterschied
conflict-difference-hint = Von der gespeicherten Fassung zu deiner.
    .sie = Von der gespeicherten Fassung zu Ihrer.

diff-removed = entfernt
diff-added = hinzugefügt
diff-gap = { $n ->
    [one] 1 Zeile unverändert
   *[other] { $n } Zeilen unverändert
}
revisions-title = Alle Versionen
revisions-version = Version { $n }
revisions-reason = „{ $reason }“
revisions-current = aktuell
revisions-restore = Wiederherstellen
revisions-restore-confirm = Version { $n } wiederherstellen? Die anderen bleiben in der Liste.
revisions-changes = Änderungen in Version { $n }
revisions-older = Ältere Versionen

endorse-title = Diese Antwort bestätigen
endorse-lead = Du stehst mit deinem Fachwissen und deinem Namen für sie ein. Zurückziehen kannst du das jederzeit.
    .sie = Sie stehen mit Ihrem Fachwissen und Ihrem Namen für sie ein. Zurückziehen können Sie das jederzeit.
endorse-note = Anmerkung
endorse-note-hint = Eine Bedingung, eine Berichtigung oder was man sonst noch wissen sollte.
endorse-version = Version
endorse-version-hint = Für welche Version des Produkts sie gilt, etwa 5.14.

close-title = Frage schließen
close-as-duplicate = Das wurde schon einmal gefragt
close-original = Nummer oder Link der ersten Frage
close-original-hint = Zum Beispiel 123 oder die Adresse der Frage. Beide verweisen dann aufeinander.
close-mark-duplicate = Als doppelt markieren
close-for-reason = Das lässt sich hier nicht beantworten
close-reason = Grund
close-send = Frage schließen
close-choose-reason = Bitte wähl einen Grund aus.
    .sie = Bitte wählen Sie einen Grund aus.
close-reason-off-topic = Darum geht es in diesem Forum nicht
close-reason-unclear = Es ist nicht zu erkennen, was gefragt wird
close-reason-spam = Werbung
close-reason-resolved-elsewhere = Auf anderem Weg gelöst
close-reason-no-longer-relevant = Die Zeit ist darüber hinweggegangen
close-reason-duplicate = Schon einmal gefragt

hide-title = Beitrag verbergen
hide-lead = Wer ihn geschrieben hat oder für Ordnung sorgt, sieht ihn weiter, mit dem Grund. Er lässt sich jederzeit wieder zeigen.
hide-reason = Grund
hide-choose-reason = Bitte wähl einen Grund aus.
    .sie = Bitte wählen Sie einen Grund aus.
hide-reason-rude = Verletzt jemanden
hide-reason-spam = Werbung
hide-reason-personal-data = Enthält, was nicht öffentlich sein sollte
hide-reason-wrong = Gefährlich oder irreführend
hide-reason-other = Etwas anderes

flash-question-posted = Deine Frage ist online. Wir sagen dir Bescheid, sobald jemand antwortet.
    .sie = Ihre Frage ist online. Wir sagen Ihnen Bescheid, sobald jemand antwortet.
flash-question-held = Deine Frage ist gespeichert. Erste Beiträge mit Links sieht sich die Moderation vorher an; bis dahin siehst nur du sie.
    .sie = Ihre Frage ist gespeichert. Erste Beiträge mit Links sieht sich die Moderation vorher an; bis dahin sehen nur Sie sie.
flash-answer-posted = Deine Antwort ist online. Danke!
    .sie = Ihre Antwort ist online. Danke!
flash-answer-held = Deine Antwort ist gespeichert. Erste Beiträge mit Links sieht sich die Moderation vorher an; bis dahin siehst nur du sie.
    .sie = Ihre Antwort ist gespeichert. Erste Beiträge mit Links sieht sich die Moderation vorher an; bis dahin sehen nur Sie sie.
flash-comment-posted = Kommentar veröffentlicht.
flash-comment-deleted = Kommentar gelöscht.
flash-comment-edited = Kommentar gespeichert.
flash-comment-restored = Der Kommentar ist wieder da.
flash-answer-accepted = Als Lösung angenommen.
flash-answer-unaccepted = Nicht mehr angenommen.
flash-answer-endorsed = Bestätigt. Dein Name steht jetzt bei der Antwort.
    .sie = Bestätigt. Ihr Name steht jetzt bei der Antwort.
flash-endorsement-withdrawn = Bestätigung zurückgezogen.
flash-joined = Notiert: Du hast das auch. Wir sagen dir Bescheid, wenn es gelöst ist.
    .sie = Notiert: Sie haben das auch. Wir sagen Ihnen Bescheid, wenn es gelöst ist.
flash-left = Notiert: Du hast das nicht mehr.
    .sie = Notiert: Sie haben das nicht mehr.
flash-watching = Du beobachtest das jetzt.
    .sie = Sie beobachten das jetzt.
flash-not-watching = Du beobachtest das nicht mehr.
    .sie = Sie beobachten das nicht mehr.
flash-edit-saved = Als neue Version gespeichert.
flash-edit-suggested = Danke! Dein Vorschlag wartet darauf, dass ihn sich jemand ansieht.
    .sie = Danke! Ihr Vorschlag wartet darauf, dass ihn sich jemand ansieht.
flash-edit-restored = Die ältere Fassung ist zurück, als neue Version.
flash-question-closed = Frage geschlossen.
flash-question-duplicate = Als doppelt markiert.
flash-question-reopened = Frage wieder geöffnet.
flash-question-deleted = Frage gelöscht.
flash-answer-deleted = Antwort gelöscht.
flash-post-restored = Es ist wieder da.
flash-post-hidden = Verborgen.
flash-post-shown = Wieder für alle sichtbar.
thread-promise-usual-hour = Die erste Antwort kommt um diese Zeit der Woche meist innerhalb dieser Zeit: { $time }. In den letzten 30 Tagen bekamen { $answered } von { $asked } Fragen ohne Produkt eine.
thread-promise-usual-hour-product = Die erste Antwort kommt um diese Zeit der Woche meist innerhalb dieser Zeit: { $time }. In den letzten 30 Tagen bekamen { $answered } von { $asked } Fragen zu { $product } eine.
thread-promise-then = Antwortet bis { $triage } niemand, kümmert sich die Moderation; unser Team antwortet spätestens bis { $by }.
thread-promise-triage = Bei der Moderation
thread-promise-triage-line = Die Moderation kümmert sich seit { $since } darum. Unser Team antwortet spätestens bis { $by }.
thread-promise-snoozed-line = Die Moderation hat die Frage bis { $until } zurückgestellt. Unser Team antwortet spätestens bis { $by }.
thread-promise-staff = Bei unserem Team
thread-promise-staff-line = Unser Team antwortet spätestens bis { $by }.
thread-promise-overdue-line = Unser Team wollte bis { $by } antworten. Die Zeit ist um; diese Frage steht bei uns ganz oben.
thread-promise-handed-over-line = Unser Team bearbeitet sie in einem anderen System und antwortet hier.
thread-promise-handed-over-by = Unser Team bearbeitet sie in einem anderen System und antwortet hier spätestens bis { $by }.
thread-still-needs-help = Ich brauche noch Hilfe
thread-step-triage = Bei der Moderation
thread-step-staff = Bei unserem Team
thread-step-sent-back = Zurück bei den Nachbarn
thread-step-snoozed = Zurückgestellt
thread-step-still-needs-help = Hilfe wird noch gebraucht
thread-step-handed-over = In unserem Ticketsystem
thread-step-overdue = Zugesagte Zeit um
thread-step-triage-by = Die Moderation übernimmt
thread-step-staff-by = Unser Team übernimmt
thread-step-answer-by = Unser Team hat geantwortet
