# Who watches the reviewers, and what helps them in their day's work. A "canary" is a declaration of somebody who does
# not exist, placed so that whoever opens it gives herself away. "Second look": a decided case that another reviewer
# decides again without knowing it.

desk-nav-oversight = Oversight
desk-oversight-title = Oversight
# $place is a time zone
desk-oversight-lead = How the work goes, and whether somebody does harm. Figures below ten are not shown: they would be about somebody. Days are those of { $place }.
desk-few = < 10
desk-more = More
desk-older = Older
desk-table-none = Nothing here.

## Alarms

desk-alarm-banner = Alarm: somebody touched a canary, a declaration that no work leads to.
desk-alarm-look = See the alarms
desk-alarms-title = Alarms
desk-alarms-lead = A canary is a declaration of somebody who does not exist. It is in nobody’s queue. Whoever opens it has gone round the queue.
desk-alarm-at = When
desk-alarm-who = Who
desk-alarm-how = What
desk-alarm-case = Case
desk-alarm-state = Looked into
desk-alarm-nobody = named nobody
desk-alarm-how-read = asked for the sealed text
desk-alarm-how-locked = took the case
desk-alarm-how-decided = decided it
desk-alarm-how-registered = wanted it registered
desk-alarm-how-asked-for = named it in a request
desk-alarm-see = I have looked into it
desk-alarm-seen-by = by { $name }
desk-alarm-yours = set off by you: another administrator looks into it
desk-canary-title = Place a canary
desk-canary-count = { $count ->
    [one] One canary is placed.
   *[other] { $count } canaries are placed.
  }
desk-canary-lead = Invent somebody: a name, a few words, a contact that only you know. If anybody ever writes to that contact, the canary was read. It is sealed in this browser; at the desk nobody, you included, finds it again.
desk-canary-branch = Branch
desk-canary-name = Name
desk-canary-words = Words
desk-canary-contact = Contact
desk-canary-language = Language
desk-canary-place = Seal it and place it
desk-canary-placed = The canary is placed.
desk-canary-refused = The canary was not placed.

## Branches and reviewers

desk-load-branches = Branches
desk-load-branch = Branch
desk-load-waiting = Waiting
desk-load-oldest = Oldest
desk-load-today = Decided today
desk-load-week = Decided in 7 days
desk-load-looks = Second looks waiting
desk-load-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
desk-load-reviewers = Reviewers
desk-load-reviewers-lead = Of seven days, today among them. The last two columns are of all time: how many of her decisions a colleague looked at again without knowing it, and how often the two differed.
desk-load-name = Name
desk-load-hour = Opened in the busiest hour
desk-load-register = Registered
desk-load-uncounted = Not counted
desk-load-hold = Asked
desk-load-decline = Declined
desk-load-looked = Looked at again
desk-load-disagreed = Disagreed
# $count is a number of decisions, $number a percentage
desk-load-share = { $count } ({ $number } %)

## Disagreements

desk-looks-title = Disagreements
desk-looks-lead = One decision in twenty is decided once more by a colleague who does not know that it was decided. Here are those where the two differ. Nothing has changed by it.
desk-looks-case = Case
desk-looks-first = First
desk-looks-second = Second
desk-looks-then = Then
desk-looks-outline = The same verdict, but other names or words made public
desk-looks-send-back = Give it to a third
desk-looks-sent-back = given to a third on { $day }
desk-looks-refused = This case cannot be given back: it is registered, waits already, or you decided it yourself.
desk-case-second-look-disagrees = Two reviewers disagreed

## Acts

desk-act-looked-again = looked at a case a second time
desk-act-sent-back = gave a case back that two disagreed about
desk-act-canary-placed = placed a canary
desk-act-canary-opened = touched a canary
desk-act-alarm-seen = looked into an alarm

## Languages that a member reads

desk-reads-title = Languages that you read
desk-reads-lead = Cases in these come to you first. If none waits, you get the others. Choose none, and you get any.
desk-reads-kept = Kept.

## Ready questions: the sender reads them in her language

desk-replies = Ready questions
desk-replies-help = In the empty field: ↓ goes to the list, then 1 to 6, or ↑ ↓ and Enter. The text appears in the sender’s language and can be changed. Nothing of it is kept here.
desk-reply-organisation = Which organisations
desk-reply-agreed = Do the others know
desk-reply-name = Name or pseudonym
desk-reply-names-others = Others are named
desk-reply-repeated = Sent before
desk-reply-unclear = What is meant

## Help beside a case

desk-help-title = What the verdicts mean
desk-help-register = Register: the people leave, and are counted, each once. Published is what the preview shows, and nothing else.
desk-help-register-uncounted = Register, not counted: a true declaration of people who are counted already.
desk-help-hold = Ask: something is missing that only the sender knows. She reads the question with her code.
desk-help-decline = Decline: it is no declaration, or must not be published. Nothing is deleted, and she reads the reason that you choose.
desk-help-withdraw = Withdraw and “leave as it is” are for what a sender says afterwards. If a case says that she was made to do it, leave everything as it is.
desk-help-redact-title = When to hide words
desk-help-redact = Hide whatever leads to somebody: telephone numbers, addresses, workplaces, schools, names of relatives or colleagues, the day and place of an arrest. What the sender thinks stays as she wrote it, also where you think otherwise. If in doubt, hide.
desk-help-never-title = What never to write
desk-help-never = In a question to a sender: no name, no place, no fact of the case, for somebody may read over her shoulder. Outside of this desk: nothing of a case at all, no note, no photograph, no message to a colleague. If a case puts you in doubt, put it back.
desk-key-people = Go to the list of people (↑ ↓ moves, Space publishes or hides)
desk-key-contact = Show how to reach the sender
desk-key-again = Show the earlier entry beside this one, or not
desk-key-replies = In an empty question: the ready questions (then 1 to 6)
desk-key-languages = Choose languages
desk-key-send = In a question: send it
