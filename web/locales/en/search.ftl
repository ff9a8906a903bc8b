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
