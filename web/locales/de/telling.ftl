# Wie Menschen erfahren, was geschah: Einstellungen, Mails, Abbestellen, Bitten um Hilfe.
telling-nav = Benachrichtigungen
telling-title = Benachrichtigungen
telling-lead = Unter „Nachrichten“ steht immer alles. Hier wählst du, was auch per Mail kommt, und wann.
    .sie = Unter „Nachrichten“ steht immer alles. Hier wählen Sie, was auch per Mail kommt, und wann.
telling-to-inbox = Zu den Nachrichten
telling-from-inbox = Was per Mail kommt, und wann
telling-unverified = Mails gehen nur an bestätigte Adressen; deine ist noch nicht bestätigt.
    .sie = Mails gehen nur an bestätigte Adressen; Ihre ist noch nicht bestätigt.
telling-mail-title = Per Mail
telling-topic-answers = Antworten auf meine Fragen
telling-topic-answers-hint = Jemand antwortet, unser Team übernimmt deine Frage, oder eine Antwort wird für dich angenommen.
    .sie = Jemand antwortet, unser Team übernimmt Ihre Frage, oder eine Antwort wird für Sie angenommen.
telling-topic-solved = Gelöste Fragen, denen ich folge
telling-topic-solved-hint = Eine Frage, die du auch hast oder beobachtest, ist gelöst.
    .sie = Eine Frage, die Sie auch haben oder beobachten, ist gelöst.
telling-topic-credit = Meine Antworten angenommen oder bestätigt
telling-topic-credit-hint = Wer gefragt hat, nimmt deine Antwort an, oder jemand vom Fach bürgt für sie.
    .sie = Wer gefragt hat, nimmt Ihre Antwort an, oder jemand vom Fach bürgt für sie.
telling-topic-talk = Kommentare, Erwähnungen und neue Antworten
telling-topic-talk-hint = Kommentare zu deinen Beiträgen, Erwähnungen deines Namens, Antworten auf Fragen, denen du folgst.
    .sie = Kommentare zu Ihren Beiträgen, Erwähnungen Ihres Namens, Antworten auf Fragen, denen Sie folgen.
telling-topic-posts = Was mit meinen Beiträgen geschah
telling-topic-posts-hint = Eine Frage wird geschlossen oder gab es schon, über einen Vorschlag ist entschieden, ein Beitrag ist freigegeben oder ausgeblendet.
telling-topic-help = Bitten um Hilfe
telling-topic-help-hint = Nur wenn du unten eingewilligt hast.
    .sie = Nur wenn Sie unten eingewilligt haben.
telling-topic-triage = Triage
telling-topic-triage-hint = Fragen warten auf die Moderation. Eine Nachricht steht für alle, die kamen, seit du nachgesehen hast.
    .sie = Fragen warten auf die Moderation. Eine Nachricht steht für alle, die kamen, seit Sie nachgesehen haben.
telling-topic-work = Meine Arbeit
telling-topic-work-hint = Fragen, die dir übergeben wurden, bald fällig oder überfällig sind.
    .sie = Fragen, die Ihnen übergeben wurden, bald fällig oder überfällig sind.
telling-pace-at_once = sofort
telling-pace-hourly = stündlich, gesammelt
telling-pace-daily = täglich um 8:00 Uhr, gesammelt
telling-pace-off = aus
telling-quiet-title = Ruhezeiten
telling-quiet-lead = Zwischen diesen Zeiten bekommst du keine Mail; was inzwischen kommt, wartet bis zu ihrem Ende. Lass beide leer, wenn du keine möchtest.
    .sie = Zwischen diesen Zeiten bekommen Sie keine Mail; was inzwischen kommt, wartet bis zu ihrem Ende. Lassen Sie beide leer, wenn Sie keine möchten.
telling-quiet-work = Das gilt auch für die Arbeit: Auch „übergeben“ und „überfällig“ warten so lange.
telling-quiet-from = Von
telling-quiet-to = Bis
telling-zone = Deine Zeitzone
    .sie = Ihre Zeitzone
telling-zone-hint = Zum Beispiel Europe/Berlin. Ruhezeiten, volle Stunden und der Morgen richten sich nach dieser Uhr.
telling-problem-zone = Diese Zeitzone gibt es nicht. Eine sieht so aus: Europe/Berlin.
telling-problem-time = Gib beide Zeiten an, etwa 22:00 und 7:00, oder lass beide leer.
    .sie = Geben Sie beide Zeiten an, etwa 22:00 und 7:00, oder lassen Sie beide leer.
telling-problem-quiet = Ruhezeiten, die zur selben Zeit beginnen und enden, wären keine. Lass dafür beide leer.
    .sie = Ruhezeiten, die zur selben Zeit beginnen und enden, wären keine. Lassen Sie dafür beide leer.
flash-telling-saved = Gespeichert. Was noch auf eine Mail wartet, richtet sich danach.

telling-digest-subject = { $n ->
    [one] Neues aus { $forum }
   *[other] { $n } Neuigkeiten aus { $forum }
}
telling-digest-why = Du bekommst diese Mail, weil du diese Nachrichten per Mail möchtest.
    .sie = Sie bekommen diese Mail, weil Sie diese Nachrichten per Mail möchten.
telling-digest-lead = Das ist neu für dich:
    .sie = Das ist neu für Sie:
telling-digest-more = { $n ->
    [one] Eine weitere steht unter „Nachrichten“.
   *[other] { $n } weitere stehen unter „Nachrichten“.
}
telling-mail-why = Du bekommst diese Mail, weil du „{ $topic }“ per Mail möchtest.
    .sie = Sie bekommen diese Mail, weil Sie „{ $topic }“ per Mail möchten.
telling-mail-inbox = Nachrichten öffnen
telling-mail-unsubscribe = Abbestellen: { $topics }
telling-mail-settings = Was per Mail kommt, und wann

telling-unsubscribe-title = Abbestellen
telling-unsubscribe-lead = Du bekommst dann keine Mail mehr über:
    .sie = Sie bekommen dann keine Mail mehr über:
telling-unsubscribe-button = Abbestellen
telling-unsubscribe-done = Erledigt. Du bekommst keine Mail mehr über:
    .sie = Erledigt. Sie bekommen keine Mail mehr über:
telling-unsubscribe-undo = Rückgängig: Schickt mir diese Mails wieder
telling-unsubscribe-rest = Alles andere bleibt, wie es ist, und unter „Nachrichten“ steht weiter alles.
flash-telling-unsubscribed = Abbestellt.
flash-telling-subscribed = Diese Mails kommen wieder.

telling-bell-said = Eine neue Nachricht ist da.

notice-nudged = Kannst du helfen?
    .sie = Können Sie helfen?
nudge-title = Kannst du helfen?
    .sie = Können Sie helfen?
nudge-why = Du hast { $months ->
    [one] im letzten Monat
   *[other] in den letzten { $months } Monaten
} bei { $n ->
    [one] einer Frage
   *[other] { $n } Fragen
} zu { $about } geholfen.
    .sie = Sie haben { $months ->
    [one] im letzten Monat
   *[other] in den letzten { $months } Monaten
} bei { $n ->
    [one] einer Frage
   *[other] { $n } Fragen
} zu { $about } geholfen.
nudge-why-unknown = Du hast bei ähnlichen Fragen geholfen.
    .sie = Sie haben bei ähnlichen Fragen geholfen.
nudge-free = Du musst nicht: „Ich nicht“ kostet nichts, und niemand sieht es.
    .sie = Sie müssen nicht: „Ich nicht“ kostet nichts, und niemand sieht es.
nudge-mail-free = Wenn du nicht kannst, sag „Ich nicht“; niemand sieht es, und wir fragen dich zu dieser Frage nicht wieder.
    .sie = Wenn Sie nicht können, sagen Sie „Ich nicht“; niemand sieht es, und wir fragen Sie zu dieser Frage nicht wieder.
nudge-not-me = Ich nicht
nudge-answer = Antworten
nudge-settled = Das ist erledigt; du musst nichts tun.
    .sie = Das ist erledigt; Sie müssen nichts tun.
nudge-settings = Dürfen wir dich überhaupt fragen? Zu den Einstellungen
    .sie = Dürfen wir Sie überhaupt fragen? Zu den Einstellungen
nudge-state-asked = gefragt
nudge-state-declined = du hast gesagt: Ich nicht
    .sie = Sie haben gesagt: Ich nicht
nudge-state-answered = du hast geantwortet
    .sie = Sie haben geantwortet
nudge-state-held_out = wäre gefragt worden, aber der Zufall hat es ausgelassen, damit man sieht, ob Fragen hilft
flash-nudge-declined = Danke, dass du es sagst. Zu dieser Frage fragen wir dich nicht wieder.
    .sie = Danke, dass Sie es sagen. Zu dieser Frage fragen wir Sie nicht wieder.
flash-nudge-asked-again = Die Bitte gilt wieder.
flash-nudge-consent = Danke! Wir fragen dich höchstens dreimal in der Woche.
    .sie = Danke! Wir fragen Sie höchstens dreimal in der Woche.
flash-nudge-no-consent = Wir fragen dich nicht.
    .sie = Wir fragen Sie nicht.
letter-nudged-subject = Kannst du helfen? { $title }
    .sie = Können Sie helfen? { $title }
letter-nudged-text = „{ $title }“ wartet auf eine Antwort, und vielleicht weißt du sie. { $why }
    .sie = „{ $title }“ wartet auf eine Antwort, und vielleicht wissen Sie sie. { $why }
letter-nudged-why = Du bekommst diese Mail, weil du eingewilligt hast, gefragt zu werden.
    .sie = Sie bekommen diese Mail, weil Sie eingewilligt haben, gefragt zu werden.

nudge-consent-title = Dürfen wir dich um Hilfe bitten?
    .sie = Dürfen wir Sie um Hilfe bitten?
nudge-consent-lead = Wenn eine Frage wartet, die du gut beantworten könntest, können wir dich fragen. Nur mit deiner Einwilligung, und du kannst sie jederzeit zurücknehmen.
    .sie = Wenn eine Frage wartet, die Sie gut beantworten könnten, können wir Sie fragen. Nur mit Ihrer Einwilligung, und Sie können sie jederzeit zurücknehmen.
nudge-consent-what = Wir sehen auf deine Antworten, die angenommen, vom Fach bestätigt oder hochgewertet wurden, auf ihre Tags und Produkte, auf deine Sprache und darauf, wann du zuletzt hier warst. Auf nichts anderes, und niemand sonst sieht, warum du ausgewählt wurdest.
    .sie = Wir sehen auf Ihre Antworten, die angenommen, vom Fach bestätigt oder hochgewertet wurden, auf ihre Tags und Produkte, auf Ihre Sprache und darauf, wann Sie zuletzt hier waren. Auf nichts anderes, und niemand sonst sieht, warum Sie ausgewählt wurden.
nudge-consent-budget = Höchstens dreimal in sieben Tagen, nie in deinen Ruhezeiten und zu jeder Frage nur einmal.
    .sie = Höchstens dreimal in sieben Tagen, nie in Ihren Ruhezeiten und zu jeder Frage nur einmal.
nudge-consent-hold-out = Eine von zehn Bitten lässt der Zufall aus, damit man sieht, ob Fragen hilft. Auch die stehen unten.
nudge-consent-given = Du hast eingewilligt, gefragt zu werden.
    .sie = Sie haben eingewilligt, gefragt zu werden.
nudge-consent-none = Zurzeit wirst du nicht gefragt.
    .sie = Zurzeit werden Sie nicht gefragt.
nudge-consent-give = Ja, ihr dürft mich fragen
    .sie = Ja, Sie dürfen mich fragen
nudge-consent-withdraw = Fragt mich nicht mehr
    .sie = Fragen Sie mich nicht mehr
nudge-history-title = Was wir dich gefragt haben, und warum
    .sie = Was wir Sie gefragt haben, und warum
nudge-history-none = Wir haben dich noch nichts gefragt.
    .sie = Wir haben Sie noch nichts gefragt.
nudge-offer-title = Dürfen wir dich um Hilfe bitten?
    .sie = Dürfen wir Sie um Hilfe bitten?
nudge-offer-lead = Deine Antworten haben anderen geholfen. Wenn eine ähnliche Frage wartet, könnten wir dich fragen: höchstens dreimal in der Woche und nie in deinen Ruhezeiten.
    .sie = Ihre Antworten haben anderen geholfen. Wenn eine ähnliche Frage wartet, könnten wir Sie fragen: höchstens dreimal in der Woche und nie in Ihren Ruhezeiten.
nudge-offer-more = Worauf wir dabei sehen
nudge-offer-yes = Ja, fragt mich
    .sie = Ja, fragen Sie mich
nudge-offer-no = Nein, danke

nudge-results-title = Bitten um Hilfe
nudge-results-lead = Was daraus wurde, dass Mitglieder in den letzten 30 Tagen gefragt wurden.
nudge-results-none = In den letzten 30 Tagen wurde niemand gefragt.
nudge-results-none-next = Mitglieder werden gefragt, wenn eine Frage einen Teil ihrer Zeit gewartet hat und jemand, der ähnliche gelöst hat, darin eingewilligt hat.
nudge-results-caption = Bitten der letzten 30 Tage
nudge-results-what = Was daraus wurde
nudge-results-people = Bitten
nudge-results-asked = Gefragt
nudge-results-answered = Geantwortet
nudge-results-declined = „Ich nicht“ gesagt
nudge-results-silent = Keine Reaktion
nudge-results-held-out = Vom Zufall ausgelassen
nudge-results-helps = Hilft das Fragen?
nudge-results-helps-lead = Einer von zehn wird nach dem Zufall ausgelassen. Wenn die Gefragten öfter antworten als die Ausgelassenen, hilft das Fragen.
nudge-results-share = Gefragt und innerhalb der Zeit der Gemeinschaft geantwortet
nudge-results-held-out-share = Nicht gefragt und innerhalb dieser Zeit von selbst geantwortet
nudge-results-few = Noch vergleicht man wenige; der Unterschied kann Zufall sein.
nudge-results-link = Was die Bitten um Hilfe brachten
nudge-step-asked = { $n ->
    [one] Ein Mitglied wurde um Hilfe gebeten
   *[other] { $n } Mitglieder wurden um Hilfe gebeten
}
