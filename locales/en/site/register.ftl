register-title = Register
register-lead = Every entry, newest first. Numbers have no gaps, and no entry is changed or removed: what was wrong is put right, and what was withdrawn is taken back, by a later entry.
register-go = Go to entry number
register-go-button = Show
register-newer = Newest entries
register-older = Older entries
register-empty = There is no entry yet.
register-entry = Entry { $number }
register-people = { $people ->
    [one] 1 person
   *[other] { NUMBER($people) } people
}
register-and-more = and { NUMBER($count) } more
register-counted-only = Counted only: nothing is published.
register-names-only = Names only.
register-kind-correction = Corrects entry { $refersTo }
register-kind-withdrawal = Withdraws from entry { $refersTo }: { $people ->
    [one] 1 person
   *[other] { NUMBER($people) } people
}
register-not-counted = Not counted
register-not-counted-repeated = Not counted: these people had declared before.
register-withdrawn = Withdrawn
register-withdrawn-all = Withdrawn by those who declared it. Its text is no longer shown.
register-day = Registered
register-place = Place
register-channel = Received by
register-language = Language
register-number = Line
register-name = Name
register-name-withheld = not published
register-name-real = real name
register-name-pseudonym = another name
register-leaves = Leaves
register-basis = declared by { $who }
register-basis-self = herself or himself
register-basis-relative = a relative
register-basis-deceased = somebody else, after death
register-basis-asked = someone she or he had asked
register-not-stated = not stated
register-later = Later entries about this one
register-later-correction = { $day }: corrected by entry { $number }
register-later-withdrawal = { $day }: withdrawn by entry { $number }
register-links-to = Whoever declares here says that she or he has declared before: { $link }.
register-linked-from = Whoever declared here says that she or he has declared again: { $link }.
register-others = Other entries about entry { $refersTo }
register-words = The declaration
register-back = To the register
register-changing = Something about this entry has been entered that no checkpoint covers yet. Until one does, no name and no word of it is shown.
register-ledger = In the ledger
register-ledger-file = That the people on it are in the ledger, each once, can be shown with { $link } (JSON). How: { $howto }
register-ledger-file-link = this file
register-ledger-how-link = the ledger
register-share = This entry elsewhere
register-share-code = The address of this entry as a code for a camera
register-share-note = Anybody can open it. That you sent it to somebody is seen by whoever reads your messages.
