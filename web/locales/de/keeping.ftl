# Ordnung in Themen: sperren, schützen, zusammenführen, abtrennen, verschieben, Titel.
act-protect = Geschützte Fragen beantworten
act-keep = Themen sperren, schützen, zusammenführen, abtrennen und verschieben

keep-menu = Ordnung halten
keep-reason = Warum (freiwillig)
keep-reason-hint = Für alle, die nach dir für Ordnung sorgen. Höchstens 300 Zeichen.
    .sie = Für alle, die nach Ihnen für Ordnung sorgen. Höchstens 300 Zeichen.
keep-what = Das wird geschehen
keep-choose-reason = Bitte wähl einen Grund.
    .sie = Bitte wählen Sie einen Grund.
keep-find = Suchen
keep-found = Ähnliche Fragen
keep-choose = Diese nehmen
keep-nothing = Nichts gefunden. Versuch es mit anderen Wörtern, oder füg die Adresse der Frage ein.
    .sie = Nichts gefunden. Versuchen Sie es mit anderen Wörtern, oder fügen Sie die Adresse der Frage ein.
keep-other-hint = Ihre Adresse, ihre Nummer oder Wörter aus ihrem Titel.
keep-take-back = Zurücknehmen
keep-ledger-moved = (der Beitrag wurde verschoben oder umgewandelt)

keep-lock = Sperren
keep-unlock = Entsperren
keep-lock-title = Dieses Thema nur noch lesen lassen
keep-lock-lead = Niemand kann antworten, kommentieren, abstimmen oder etwas ändern, bis jemand es entsperrt. Solange es gesperrt ist, wartet niemand auf eine Antwort; die Fristen stehen still. Beobachten und „Habe ich auch“ bleiben möglich.
keep-lock-why = Warum?
keep-lock-why-hint = Das lesen alle auf der Seite der Frage.
keep-lock-heated = Es wurde hitzig
keep-lock-noise = Es zieht Werbung und Unsinn an
keep-lock-settled = Es ist alles gesagt
keep-lock-checking = Die Moderation sieht es sich an
keep-lock-other = Ein anderer Grund
keep-lock-send = Sperren
keep-locked-heated = Nur zum Lesen: Es wurde hier zu hitzig.
keep-locked-noise = Nur zum Lesen: Dieses Thema hat zu viel Werbung und Unsinn angezogen.
keep-locked-settled = Nur zum Lesen: Hier ist alles gesagt.
keep-locked-checking = Nur zum Lesen, solange die Moderation es sich ansieht.
keep-locked-other = Vorerst nur zum Lesen.
keep-locked-by = Gesperrt von
keep-state-locked = Nur zum Lesen
keep-promise-locked = Nur zum Lesen
keep-promise-locked-line = Im Moment kann niemand antworten. Wird das Thema entsperrt, läuft die Zeit weiter.
keep-vote-locked = Dieses Thema ist nur zum Lesen da, deshalb kann hier niemand abstimmen.

keep-protect = Schützen
keep-unprotect = Nicht mehr schützen
keep-protect-title = Nur bekannte Mitglieder antworten lassen
keep-protect-lead = Dann können nur Mitglieder ab einem Ansehen von { $n }, wer gefragt hat und das Unternehmen antworten. Alles andere bleibt, wie es ist.
keep-protected = Hier können nur Mitglieder antworten, die man schon kennt, denn diese Frage zieht Antworten an, die niemandem helfen.
keep-protected-from-you = Diese Frage zieht Antworten an, die niemandem helfen. Ab einem Ansehen von { $n } kannst du sie beantworten; dahin kommst du, wenn du anderswo hilfst.
    .sie = Diese Frage zieht Antworten an, die niemandem helfen. Ab einem Ansehen von { $n } können Sie sie beantworten; dahin kommen Sie, wenn Sie anderswo helfen.

keep-merge = Zusammenführen
keep-merge-title = Diese Frage mit einer anderen zusammenführen
keep-merge-other = Zu welcher Frage gehört sie?
keep-merge-into = Alles kommt zu:
keep-merge-answers = { $n ->
    [0] Es gibt keine Antworten, die umziehen.
    [one] Eine Antwort zieht um, mit Stimmen, Kommentaren und Adresse.
   *[other] { $n } Antworten ziehen um, mit Stimmen, Kommentaren und Adressen.
}
keep-merge-comments = { $n ->
    [0] Es gibt keine Kommentare zur Frage.
    [one] Ein Kommentar zur Frage zieht um.
   *[other] { $n } Kommentare zur Frage ziehen um.
}
keep-merge-followers = { $n ->
    [one] Wer gefragt hat, hat von da an auch die andere Frage.
   *[other] { $n } Personen haben von da an auch die andere Frage. Wer diese beobachtet, beobachtet die andere.
}
keep-merge-text = Was hier gefragt wurde, bleibt unter der anderen Frage lesbar; es wird keine Antwort daraus.
keep-merge-address = Die Adresse dieser Frage führt für immer zur anderen.
keep-merge-clock = Aus beiden wird eine Frist: die der weiter fortgeschrittenen Frage, sonst die frühere.
keep-merge-send = Zusammenführen
keep-merged = { $n ->
    [one] Auch hier gefragt
   *[other] Auch hier gefragt: { $n } Fragen
}
keep-unmerge = Wieder trennen
keep-unmerge-confirm = Daraus wieder ein eigenes Thema machen, mit den Antworten und Kommentaren, die mitgekommen sind?

keep-move = Woandershin verschieben
keep-move-title = Diese Antwort zu einer anderen Frage verschieben
keep-move-other = Welche Frage beantwortet sie?
keep-move-into = Die Antwort kommt zu:
keep-move-comments = { $n ->
    [0] Sie behält ihre Stimmen.
    [one] Sie behält ihre Stimmen und ihren Kommentar.
   *[other] Sie behält ihre Stimmen und ihre { $n } Kommentare.
}
keep-move-accepted = Wurde sie angenommen, wird das zurückgenommen: Dort hat sie niemand angenommen.
keep-move-address = Ihre Adresse führt für immer an den neuen Platz.
keep-move-send = Verschieben

keep-split = Abtrennen
keep-split-title = Aus Teilen dieses Themas eine eigene Frage machen
keep-split-lead = Was du auswählst, wird eine neue Frage; beide verweisen aufeinander. Der älteste Beitrag davon ist die Frage selbst und bleibt bei seiner Verfasserin oder seinem Verfasser. Stimmen für eine Antwort, die zur Frage wird, zählen von da an als Stimmen für eine Frage.
    .sie = Was Sie auswählen, wird eine neue Frage; beide verweisen aufeinander. Der älteste Beitrag davon ist die Frage selbst und bleibt bei seiner Verfasserin oder seinem Verfasser. Stimmen für eine Antwort, die zur Frage wird, zählen von da an als Stimmen für eine Frage.
keep-split-empty = Es gibt keine Antworten oder Kommentare, die sich abtrennen ließen.
keep-split-pick = Antworten und Kommentare
keep-split-pick-hint = Höchstens 50. Kommentare zu einer Antwort kommen mit ihr mit.
keep-split-answer = Antwort von { $name }
keep-split-comment = Kommentar von { $name }
keep-split-new-title = Titel der neuen Frage
keep-split-new-title-hint = In einer Zeile, worum es geht.
keep-split-send = Abtrennen
keep-split-from = Das wurde abgetrennt von
keep-split-into = Von hier abgetrennt
keep-rejoin-confirm = Das wieder dorthin zurückbringen, woher es kam?

keep-to-comment = Zum Kommentar machen
keep-to-comment-title = Diese Antwort zum Kommentar machen
keep-to-comment-length = Sie hat { $length } Zeichen; ein Kommentar kann { $most } haben.
keep-to-comment-votes = Was Stimmen und Annahme gebracht haben, wird zurückgenommen, jeweils mit einer eigenen Zeile beim Ansehen. Wird die Umwandlung zurückgenommen, gibt es alles wieder.
keep-to-comment-comments = Kommentare darunter kommen an dieselbe Stelle.
keep-shorten = Erst kürzen
keep-under = Unter welchen Beitrag?
keep-under-question = Die Frage
keep-to-answer = Zur Antwort machen
keep-to-answer-title = Diesen Kommentar zur Antwort machen
keep-to-answer-lead = Daraus wird eine Antwort derselben Person, mit der Zeit, zu der sie das geschrieben hat. War es schon einmal eine Antwort, bekommt sie ihre Stimmen zurück. Die Adresse führt für immer an den neuen Platz.

keep-title = Nur den Titel ändern
keep-title-title = Titel ändern
keep-title-new = Neuer Titel
keep-title-hint = In einer Zeile, worum es geht. Der Text bleibt, wie er ist.
keep-title-why = Warum?
keep-title-why-hint = Das steht bei den Fassungen, wo es liest, wer gefragt hat.
keep-title-send = Speichern
keep-title-suggests = Deine Änderung ist ein Vorschlag: Jemand sieht sie sich an, bevor sie für alle da ist.
    .sie = Ihre Änderung ist ein Vorschlag: Jemand sieht sie sich an, bevor sie für alle da ist.

flash-keep-locked = Dieses Thema ist jetzt nur noch zum Lesen da.
flash-keep-unlocked = In diesem Thema kann wieder geschrieben werden.
flash-keep-protected = Jetzt können nur bekannte Mitglieder antworten.
flash-keep-unprotected = Alle können wieder antworten.
flash-keep-merged = Aus beiden Fragen ist eine geworden.
flash-keep-moved = Die Antwort steht jetzt hier.
flash-keep-split = Das ist jetzt eine eigene Frage.
flash-keep-to-comment = Die Antwort ist jetzt ein Kommentar.
flash-keep-to-answer = Der Kommentar ist jetzt eine Antwort.
flash-keep-titled = Die Frage hat jetzt einen anderen Titel.
flash-keep-undone = Es ist wieder wie zuvor.

problem-keep-locked = Dieses Thema ist nur zum Lesen da: Bis es entsperrt wird, kann hier niemand etwas ändern.
problem-keep-locked-already = Jemand war schneller: Dieses Thema ist schon gesperrt.
problem-keep-not-locked = Dieses Thema ist nicht mehr gesperrt.
problem-keep-protected = Hier können nur Mitglieder ab einem Ansehen von { $n } antworten.
problem-keep-protected-already = Jemand war schneller: Diese Frage ist schon geschützt.
problem-keep-not-protected = Diese Frage ist nicht mehr geschützt.
problem-keep-merged = Diese Frage wurde inzwischen mit einer anderen zusammengeführt. Dein Text ist noch da.
    .sie = Diese Frage wurde inzwischen mit einer anderen zusammengeführt. Ihr Text ist noch da.
problem-keep-missing = Bitte nenn eine Frage, die alle sehen können.
    .sie = Bitte nennen Sie eine Frage, die alle sehen können.
problem-keep-same = Das ist diese Frage selbst. Bitte wähl eine andere.
    .sie = Das ist diese Frage selbst. Bitte wählen Sie eine andere.
problem-keep-circle = Jene Frage verweist auf diese, weil es sie schon gab. Führ die beiden andersherum zusammen.
    .sie = Jene Frage verweist auf diese, weil es sie schon gab. Führen Sie die beiden andersherum zusammen.
problem-keep-into-locked = Jene Frage ist gesperrt. Erst muss sie entsperrt werden.
problem-keep-faster = Jemand war schneller: Dieses Thema ist ein anderes, seit du die Seite geöffnet hast. Bitte sieh es dir noch einmal an.
    .sie = Jemand war schneller: Dieses Thema ist ein anderes, seit Sie die Seite geöffnet haben. Bitte sehen Sie es sich noch einmal an.
problem-keep-too-much = Das sind mehr als { $n } auf einmal.
problem-keep-votes = Dieser Beitrag hat zu viele Stimmen, um etwas anderes zu werden.
problem-keep-endorsed = Für diese Antwort bürgt jemand vom Fach; deshalb bleibt sie eine Antwort.
problem-keep-under = Bitte wähl einen Beitrag dieses Themas.
    .sie = Bitte wählen Sie einen Beitrag dieses Themas.
problem-keep-comment-long = Das ist zu lang für einen Kommentar: höchstens { $n } Zeichen.
problem-keep-answer-short = Das ist zu kurz für eine Antwort: mindestens { $n } Zeichen.
problem-keep-none = Bitte wähl mindestens eine Antwort oder einen Kommentar.
    .sie = Bitte wählen Sie mindestens eine Antwort oder einen Kommentar.
problem-keep-many = Höchstens { $n } auf einmal.
problem-keep-reason = Bitte sag in wenigen Worten, warum.
    .sie = Bitte sagen Sie in wenigen Worten, warum.
problem-keep-converted = Das ist jetzt etwas anderes. Nimm stattdessen die Umwandlung zurück.
    .sie = Das ist jetzt etwas anderes. Nehmen Sie stattdessen die Umwandlung zurück.
problem-keep-undone = Jemand war schneller: Das wurde schon zurückgenommen.
problem-keep-in-the-way = Das lässt sich nicht mehr zurücknehmen: Seither ist etwas geschehen, das im Weg steht.
problem-keep-accepted-since = Das lässt sich nicht zurücknehmen, solange eine Antwort angenommen ist, die seither angenommen wurde.

keep-moves = In diesem Thema verschoben
keep-move-merge = Eine andere Frage wurde zusammengeführt
keep-move-split = Ein Teil wurde zu einem eigenen Thema
keep-move-split-from = Dieses Thema wurde von einem anderen abgetrennt
keep-move-answer-came = Eine Antwort kam von einer anderen Frage
keep-move-answer-went = Eine Antwort ging zu einer anderen Frage
keep-move-to-comment = Aus einer Antwort wurde ein Kommentar
keep-move-to-answer = Aus einem Kommentar wurde eine Antwort
keep-take-back-confirm = Das zurücknehmen? Danach ist alles wieder wie zuvor.

notice-merged = Eine Frage, die du gestellt hast oder der du folgst, wurde mit einer anderen zusammengeführt
    .sie = Eine Frage, die Sie gestellt haben oder der Sie folgen, wurde mit einer anderen zusammengeführt
notice-moved = Deine Antwort steht jetzt bei der Frage, zu der sie gehört
    .sie = Ihre Antwort steht jetzt bei der Frage, zu der sie gehört
notice-became_comment = Deine Antwort ist jetzt ein Kommentar
    .sie = Ihre Antwort ist jetzt ein Kommentar
notice-became_answer = Dein Kommentar ist jetzt eine Antwort
    .sie = Ihr Kommentar ist jetzt eine Antwort
notice-became_question = Was du geschrieben hast, ist jetzt eine eigene Frage
    .sie = Was Sie geschrieben haben, ist jetzt eine eigene Frage
thread-step-joined = Eine weitere Frage zum selben Problem kam dazu
desk-step-joined = Eine andere Frage ist in diese eingegangen

audit-act-answer-moved = Antwort { $what } von { $person } zu einer anderen Frage verschoben
audit-act-answer-to-comment = Antwort von { $person } zum Kommentar gemacht: { $what }
audit-act-comment-to-answer = Kommentar { $what } von { $person } zur Antwort gemacht
audit-act-move-undone = Verschobenes im Thema { $what } zurückgebracht
audit-act-question-locked = Frage { $what } von { $person } gesperrt
audit-act-question-merged = Eine andere Frage mit { $what } von { $person } zusammengeführt
audit-act-question-protected = Frage { $what } von { $person } geschützt
audit-act-question-split = Frage { $what } von { $person } abgetrennt
audit-act-question-unlocked = Frage { $what } von { $person } entsperrt
audit-act-question-unprotected = Schutz der Frage { $what } von { $person } aufgehoben
audit-public-question-locked = { $who } hat eine Frage gesperrt
audit-public-question-unlocked = { $who } hat eine Frage entsperrt
audit-public-question-merged = { $who } hat zwei Fragen zusammengeführt
audit-public-question-split = { $who } hat eine Frage abgetrennt
audit-public-answer-moved = { $who } hat eine Antwort zu einer anderen Frage verschoben
audit-public-answer-to-comment = { $who } hat eine Antwort zum Kommentar gemacht
audit-public-comment-to-answer = { $who } hat einen Kommentar zur Antwort gemacht
