# The search page and similar questions.
search-title = Search
search-title-for = Search: { $words }
search-again = Search again
search-degraded = The search is being built anew right now. Until it is done, some threads may be missing here; nothing is lost.
search-total = { $n ->
    [0] Nothing found
    [one] 1 thread
   *[other] { $n } threads
}
search-chosen = Chosen filters
search-remove = (remove)
search-none = Nothing matches this.
search-none-advice = Try fewer words or another spelling. If nobody has asked this yet, be the first: neighbours like to help.
search-none-narrowed = Perhaps the filters are too narrow. Or try fewer words or another spelling; and if nobody has asked this yet, be the first.
search-widen = Search without filters
search-ask = Ask a question
search-order = Order
search-sort-relevance = Best match
search-sort-newest = Newest
search-sort-votes = Votes
search-in-answer = Found in an answer
search-answers = { $n ->
    [0] No answers
    [one] 1 answer
   *[other] { $n } answers
}
search-also = { $n ->
    [one] 1 has this too
   *[other] { $n } have this too
}
search-gone = A former member
search-pages = Pages
search-previous = Previous
search-next = Next
search-narrow = Narrow down
search-facet-state = State
search-facet-product = Product
search-facet-tag = Tag
search-facet-lang = Language
search-state-unanswered = Waiting
search-state-answered = Answered
search-state-endorsed = Endorsed
search-state-solved = Solved
search-state-closed = Closed
search-state-duplicate = Duplicate
search-similar = Already answered?
search-help = How to search
search-help-type = Type
search-help-finds = It finds
search-help-phrase = these words together, in this order
search-help-without = threads without this word
search-help-tag = threads with this tag
search-help-product = threads about this product
search-help-user = threads in which this person asked or answered, by the name behind the @
search-help-solved = what is solved
search-help-unanswered = what still waits for an answer
search-help-endorsed = threads with an answer that an expert vouches for
search-help-mine = your own questions and what you answered, once you are signed in
search-help-after = what was asked on this day or later; a month or a year will do, too
search-help-before = what was asked before this day, month or year
search-help-lang = threads in this language
search-help-more = All of this can be combined. What Kiez does not know is searched as words.
search-meant = Did you mean
search-meant-searched = Nothing was found for “{ $typed }”; these are for “{ $meant }”.
search-near = Nothing has all of these words; these have some of them.
search-chip-user = with { $name }
search-chip-endorsed = endorsed answer
search-chip-mine = with me
search-chip-after = from { $day }
search-chip-before = before { $day }
search-explain = Why this order?
search-explain-score = Why here: { $score }
search-explain-factors = What the score is made of
search-explain-factor = Factor
search-explain-of = From
search-explain-adds = Adds
search-offered = Suggestions
search-offered-count = { $n ->
    [one] 1 suggestion
   *[other] { $n } suggestions
}
