# Was Leute erfahren: der Posteingang und die Mails.
inbox-title = Nachrichten
inbox-unread-count = { $n ->
    [one] Eine Nachricht ist neu.
   *[other] { $n } Nachrichten sind neu.
}
inbox-read-all = Alle als gelesen markieren
inbox-read-one = Gelesen
inbox-new = Neu
inbox-empty = Hier ist noch nichts.
inbox-empty-next = Sobald jemand deine Frage beantwortet, deinen Beitrag kommentiert oder deine Antwort annimmt, steht es hier.
    .sie = Sobald jemand Ihre Frage beantwortet, Ihren Beitrag kommentiert oder Ihre Antwort annimmt, steht es hier.
inbox-pages = Seiten
inbox-newest = Neueste
inbox-older = Ältere
flash-notices-read = { $n ->
    [0] Es war schon alles gelesen.
    [one] Eine Nachricht als gelesen markiert.
   *[other] { $n } Nachrichten als gelesen markiert.
}

notice-somebody = Jemand
notice-gone = Dieser Beitrag ist nicht mehr da.
notice-answered = { $name } hat deine Frage beantwortet
    .sie = { $name } hat Ihre Frage beantwortet
notice-followed_answered = { $name } hat eine Frage beantwortet, der du folgst
    .sie = { $name } hat eine Frage beantwortet, der Sie folgen
notice-solved = Eine Frage, die du auch hast, ist gelöst
    .sie = Eine Frage, die Sie auch haben, ist gelöst
notice-watched_solved = Eine Frage, die du beobachtest, ist gelöst
    .sie = Eine Frage, die Sie beobachten, ist gelöst
notice-accepted = { $name } hat deine Antwort als Lösung angenommen
    .sie = { $name } hat Ihre Antwort als Lösung angenommen
notice-accepted_on_behalf = { $name } hat stellvertretend für dich eine Antwort auf deine Frage angenommen
    .sie = { $name } hat stellvertretend für Sie eine Antwort auf Ihre Frage angenommen
notice-endorsed = { $name } bürgt für deine Antwort
    .sie = { $name } bürgt für Ihre Antwort
notice-commented = { $name } hat deinen Beitrag kommentiert
    .sie = { $name } hat Ihren Beitrag kommentiert
notice-mentioned = { $name } hat dich erwähnt
    .sie = { $name } hat Sie erwähnt
notice-closed = { $name } hat deine Frage geschlossen
    .sie = { $name } hat Ihre Frage geschlossen
notice-duplicate = { $name } hat gefunden, dass es deine Frage schon gab
    .sie = { $name } hat gefunden, dass es Ihre Frage schon gab
notice-edit_accepted = Dein Änderungsvorschlag wurde angenommen
    .sie = Ihr Änderungsvorschlag wurde angenommen
notice-edit_rejected = Dein Änderungsvorschlag wurde nicht angenommen
    .sie = Ihr Änderungsvorschlag wurde nicht angenommen
notice-released = Dein Beitrag wurde geprüft und ist jetzt für alle da
    .sie = Ihr Beitrag wurde geprüft und ist jetzt für alle da
notice-hidden = Die Moderation hat deinen Beitrag ausgeblendet; du siehst ihn noch, mit dem Grund
    .sie = Die Moderation hat Ihren Beitrag ausgeblendet; Sie sehen ihn noch, mit dem Grund

letter-open = Im Forum ansehen
letter-from = Diese Mail kommt automatisch von { $forum }; Antworten darauf liest niemand.
letter-answered-subject = Antwort auf: { $title }
letter-answered-text = { $name } hat deine Frage „{ $title }“ beantwortet. Wenn die Antwort hilft, nimm sie bitte als Lösung an; wenn nicht, schreib, was noch fehlt.
    .sie = { $name } hat Ihre Frage „{ $title }“ beantwortet. Wenn die Antwort hilft, nehmen Sie sie bitte als Lösung an; wenn nicht, schreiben Sie, was noch fehlt.
letter-answered-why = Du bekommst diese Mail, weil du die Frage gestellt hast.
    .sie = Sie bekommen diese Mail, weil Sie die Frage gestellt haben.
letter-accepted-subject = Deine Antwort ist eine Lösung: { $title }
    .sie = Ihre Antwort ist eine Lösung: { $title }
letter-accepted-text = { $name } hat deine Antwort auf „{ $title }“ als Lösung angenommen. Danke, dass du geholfen hast!
    .sie = { $name } hat Ihre Antwort auf „{ $title }“ als Lösung angenommen. Danke, dass Sie geholfen haben!
letter-accepted-why = Du bekommst diese Mail, weil du die Antwort geschrieben hast.
    .sie = Sie bekommen diese Mail, weil Sie die Antwort geschrieben haben.
letter-endorsed-subject = Vom Fach bestätigt: deine Antwort auf „{ $title }“
    .sie = Vom Fach bestätigt: Ihre Antwort auf „{ $title }“
letter-endorsed-text = { $name } kennt sich auf diesem Gebiet aus und bürgt für deine Antwort auf „{ $title }“. Danke, dass du geholfen hast!
    .sie = { $name } kennt sich auf diesem Gebiet aus und bürgt für Ihre Antwort auf „{ $title }“. Danke, dass Sie geholfen haben!
letter-endorsed-why = Du bekommst diese Mail, weil du die Antwort geschrieben hast.
    .sie = Sie bekommen diese Mail, weil Sie die Antwort geschrieben haben.
letter-solved-subject = Gelöst: { $title }
letter-solved-text = Für „{ $title }“ gibt es eine Lösung.
letter-solved-why = Du bekommst diese Mail, weil du die Frage auch hast.
    .sie = Sie bekommen diese Mail, weil Sie die Frage auch haben.
notice-taken_up = { $name } aus unserem Team kümmert sich um deine Frage
    .sie = { $name } aus unserem Team kümmert sich um Ihre Frage
notice-triage = In der Triage warten Fragen
notice-assigned = { $name } hat dir eine Frage gegeben
    .sie = { $name } hat Ihnen eine Frage gegeben
notice-due_soon = Eine Frage deines Teams wird bald fällig
    .sie = Eine Frage Ihres Teams wird bald fällig
notice-overdue = Eine Frage deines Teams ist überfällig
    .sie = Eine Frage Ihres Teams ist überfällig
letter-taken_up-subject = Unser Team kümmert sich: { $title }
letter-taken_up-text = { $name } aus unserem Team kümmert sich um deine Frage „{ $title }“. Sobald es eine Antwort gibt, bekommst du wieder eine Mail.
    .sie = { $name } aus unserem Team kümmert sich um Ihre Frage „{ $title }“. Sobald es eine Antwort gibt, bekommen Sie wieder eine Mail.
letter-taken_up-why = Du bekommst diese Mail, weil du diese Frage gestellt hast.
    .sie = Sie bekommen diese Mail, weil Sie diese Frage gestellt haben.
letter-work-subject = { $n ->
    [one] Eine Frage braucht dich
   *[other] { $n } Fragen brauchen dich
}
    .sie = { $n ->
        [one] Eine Frage braucht Sie
       *[other] { $n } Fragen brauchen Sie
    }
letter-work-triage = In der Triage
letter-work-assigned = Dir gegeben
    .sie = Ihnen gegeben
letter-work-due_soon = Bald fällig
letter-work-overdue = Überfällig
letter-work-why = Du bekommst diese Mail, weil du hier moderierst oder in einem Team arbeitest.
    .sie = Sie bekommen diese Mail, weil Sie hier moderieren oder in einem Team arbeiten.
