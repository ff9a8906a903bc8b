# How people are told: settings, mails, unsubscribing, requests for help.
telling-nav = Notifications
telling-title = Notifications
telling-lead = Your inbox always shows everything. Here you choose what also comes by mail, and when.
telling-to-inbox = To your inbox
telling-from-inbox = What comes by mail, and when
telling-unverified = Mail goes to confirmed addresses only; yours is not confirmed yet.
telling-mail-title = By mail
telling-topic-answers = Answers to my questions
telling-topic-answers-hint = Somebody answers, our team takes your question up, or an answer is accepted on your behalf.
telling-topic-solved = Solved questions I follow
telling-topic-solved-hint = A question that you have too or watch has a solution.
telling-topic-credit = My answers accepted or endorsed
telling-topic-credit-hint = The asker accepts your answer, or an expert vouches for it.
telling-topic-talk = Comments, mentions and new answers
telling-topic-talk-hint = Comments on your posts, mentions of your name, answers to questions that you follow.
telling-topic-posts = What happened to my posts
telling-topic-posts-hint = A question is closed or was asked before, a suggested edit is decided, a post is released or taken down.
telling-topic-help = Requests for help
telling-topic-help-hint = Only if you agreed to be asked, below.
telling-topic-triage = Triage
telling-topic-triage-hint = Questions wait for a moderator. One notice stands for all that came since you looked.
telling-topic-work = My work
telling-topic-work-hint = Questions that are given to you, nearly due or overdue.
telling-pace-at_once = at once
telling-pace-hourly = hourly, together
telling-pace-daily = daily at 8:00, together
telling-pace-off = off
telling-quiet-title = Quiet hours
telling-quiet-lead = Between these times you get no mail; what comes meanwhile waits until they end. Leave both empty for none.
telling-quiet-work = That holds for work, too: “given to you” and “overdue” also wait until then.
telling-quiet-from = From
telling-quiet-to = To
telling-zone = Your time zone
telling-zone-hint = Such as Europe/Berlin. Quiet hours, full hours and mornings go by this clock.
telling-problem-zone = There is no such time zone. It looks like Europe/Berlin.
telling-problem-time = Give both times, such as 22:00 and 7:00, or leave both empty.
telling-problem-quiet = Quiet hours that begin and end at the same time would be none. Leave both empty for that.
flash-telling-saved = Saved. What waits to be mailed follows your choice.

telling-digest-subject = { $n ->
    [one] News from { $forum }
   *[other] { $n } news from { $forum }
}
telling-digest-why = You get this mail because you have these notices by mail.
telling-digest-lead = This is new for you:
telling-digest-more = { $n ->
    [one] One more is in your inbox.
   *[other] { $n } more are in your inbox.
}
telling-mail-why = You get this mail because you have “{ $topic }” by mail.
telling-mail-inbox = Open your inbox
telling-mail-unsubscribe = Unsubscribe from: { $topics }
telling-mail-settings = What comes by mail, and when

telling-unsubscribe-title = Unsubscribe
telling-unsubscribe-lead = You will get no more mail about:
telling-unsubscribe-button = Unsubscribe
telling-unsubscribe-done = Done. You get no more mail about:
telling-unsubscribe-undo = Undo: send me such mail again
telling-unsubscribe-rest = Everything else stays as it is, and your inbox still shows all.
flash-telling-unsubscribed = You are unsubscribed.
flash-telling-subscribed = You get such mail again.

telling-bell-said = You have a new notice in your inbox.

notice-nudged = Can you help?
nudge-title = Can you help?
nudge-why = { $n ->
    [one] You helped with a question
   *[other] You helped with { $n } questions
} about { $about } in the last { $months ->
    [one] month
   *[other] { $months } months
}.
nudge-why-unknown = You helped with similar questions.
nudge-free = You need not: saying “not me” costs nothing, and nobody sees it.
nudge-mail-free = If you cannot, say “not me”; nobody sees it, and we do not ask you about this question again.
nudge-not-me = Not me
nudge-answer = Answer
nudge-settled = This is settled; there is nothing to do for you.
nudge-settings = May we ask you at all? Your settings
nudge-state-asked = asked
nudge-state-declined = you said: not me
nudge-state-answered = you answered
nudge-state-held_out = would have been asked, but was left out at random to see whether asking helps
flash-nudge-declined = Thank you for saying so. We do not ask you about this question again.
flash-nudge-asked-again = The request stands again.
flash-nudge-consent = Thank you! We ask you at most three times a week.
flash-nudge-no-consent = We do not ask you.
letter-nudged-subject = Can you help? { $title }
letter-nudged-text = “{ $title }” waits for an answer, and you may know it. { $why }
letter-nudged-why = You get this mail because you agreed to be asked for help.

nudge-consent-title = May we ask you for help?
nudge-consent-lead = When a question waits that you may well be able to answer, we can ask you. Only if you say so, and you can change your mind at any time.
nudge-consent-what = We look at your answers that were accepted, endorsed or voted up, at their tags and products, at your language and at when you were last here. Nothing else, and nobody else sees why you were chosen.
nudge-consent-budget = At most three times in seven days, never in your quiet hours, and about each question once.
nudge-consent-hold-out = One in ten requests is left out at random, so that we can see whether asking helps. Those are listed below, too.
nudge-consent-given = You agreed to be asked.
nudge-consent-none = You are not asked at present.
nudge-consent-give = Yes, you may ask me
nudge-consent-withdraw = Do not ask me any more
nudge-history-title = What we asked you, and why
nudge-history-none = We have not asked you anything yet.
nudge-offer-title = May we ask you for help?
nudge-offer-lead = Your answers have helped others. When a similar question waits, we could ask you: at most three times a week, and never in your quiet hours.
nudge-offer-more = What we look at
nudge-offer-yes = Yes, ask me
nudge-offer-no = No, thank you

nudge-results-title = Requests for help
nudge-results-lead = What came of asking members in the last 30 days.
nudge-results-none = Nobody was asked in the last 30 days.
nudge-results-none-next = Members are asked when a question has waited for a part of its time and somebody who solved similar ones agreed to be asked.
nudge-results-caption = Requests in the last 30 days
nudge-results-what = What came of it
nudge-results-people = Requests
nudge-results-asked = Asked
nudge-results-answered = Answered
nudge-results-declined = Said: not me
nudge-results-silent = No reaction
nudge-results-held-out = Left out at random
nudge-results-helps = Does asking help?
nudge-results-helps-lead = One in ten is left out at random. If those who were asked answer more often than those who were not, asking helps.
nudge-results-share = Asked, and answered within the time that peers have
nudge-results-held-out-share = Not asked, and answered within that time of themselves
nudge-results-few = The comparison is of few people yet; the difference may be chance.
nudge-results-link = What came of asking members for help
nudge-step-asked = { $n ->
    [one] One member was asked to help
   *[other] { $n } members were asked to help
}
