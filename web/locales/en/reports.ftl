# Reports: how long people wait, who helps, whether promises are kept, what waits now.
reports-title = Reports
reports-nav = Reports
reports-lead = How long people wait for help, who helps them, and whether promises are kept. No figure is about a single person.
reports-period = Period
reports-period-week = 7 days
reports-period-month = 4 weeks
reports-period-quarter = 13 weeks
reports-product = Product
reports-all-products = All products
reports-show = Show
reports-how = Days begin at midnight in { $zone }; the last one is today. Questions that were deleted or hidden are left out.
reports-cut = Only the latest 50,000 questions were looked at.
reports-numbers = The numbers as a table
reports-csv = Save as CSV: { $what }
reports-all = All
reports-percent = { $n } %
reports-min = { $n } min
reports-h = { $n } h
reports-d = { $n } d
reports-median-hours = Half, in hours
reports-p90-hours = Nine of ten, in hours
reports-peers = Peers
reports-triage = Triage
reports-staff = Staff
reports-no-team = Without a team

reports-first-answer-title = Half had a first answer within { $median }, nine of ten within { $p90 }
reports-first-answer-none = No question of this period has an answer yet
reports-first-answer-means = Time from asking to the first answer by somebody else that is still there, whether it helped or not. Questions count on the day on which they were asked; those without an answer have no time yet and are left out, so the latest days can still get worse.
reports-first-answer-caption = Time to the first answer
reports-solution-title = Half were solved within { $median }, nine of ten within { $p90 }
reports-solution-none = No question of this period is solved yet
reports-solution-means = Time from asking to the moment when the question became solved, of questions that still are: an answer was accepted or endorsed. Questions count on the day on which they were asked; those not solved are left out.
reports-solution-caption = Time to the solution
reports-answered-by-title = Peers kept { $n } % of the answered questions to themselves; { $answered } of { $asked } are answered
reports-answered-by-none = No question of this period has an answer that counts
reports-answered-by-means = With whom a question was when the first answer came that counts by its policy: with peers, in triage, or with staff, whoever wrote it. Questions that never escalate, such as imported ones, are with peers.
reports-answered-by-caption = Who had the question when it was answered
reports-by-policy-title = { $n } % of the deadlines were kept, by policy
reports-by-policy-means = Staff deadlines of the period: kept if an answer that counts came before, missed if the deadline passed while the question waited. Each question counts once for each policy it was under; one that missed stays missed.
reports-by-policy-caption = Punctuality by policy
reports-by-team-title = { $n } % of the deadlines were kept, by team
reports-by-team-means = The same deadlines, by the team that had the question at that moment.
reports-by-team-caption = Punctuality by team
reports-kept-none = No deadline of staff fell into this period
reports-waiting-title = { $n ->
    [0] Nobody waits
    [one] { $n } question waits now
   *[other] { $n } questions wait now
 }
reports-waiting-means = Open questions without an answer that counts, by the time since they were asked and by with whom they are at this moment. The period does not matter here.
reports-waiting-caption = What waits, by age

reports-age-0 = Less than 1 hour
reports-age-1 = 1 to 4 hours
reports-age-2 = 4 to 24 hours
reports-age-3 = 1 to 3 days
reports-age-4 = 3 to 7 days
reports-age-5 = A week and longer
reports-age-short-0 = < 1 h
reports-age-short-1 = < 4 h
reports-age-short-2 = < 1 d
reports-age-short-3 = < 3 d
reports-age-short-4 = < 7 d
reports-age-short-5 = 7 d +

reports-col-from = From
reports-col-asked = Asked
reports-col-answered = Answered
reports-col-solved = Solved
reports-col-median = Half within
reports-col-p90 = Nine of ten within
reports-col-peers = By peers
reports-col-triage = In triage
reports-col-staff = With staff
reports-col-open = Not yet
reports-col-peers-share = Peers’ share
reports-col-policy = Policy
reports-col-team = Team
reports-col-kept = Kept
reports-col-missed = Missed
reports-col-punctual = Punctual
reports-col-age = Age
reports-col-with-peers = With peers
reports-col-in-triage = In triage
reports-col-with-staff = With staff
reports-col-together = Together
